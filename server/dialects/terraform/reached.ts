import type { Value } from '../../core/value';
import { isFailure } from './expressions';
import { withMembers } from './members';

/**
 * A value without the candidates that Terraform refuses: a run that comes to one of them creates nothing. Where it
 * refuses all of them they stay, for their reasons.
 */
export function reached<V extends Value>(value: V): Value {
  if (value.kind !== 'choice') return value;
  const options = value.options.filter((option) => !isFailure(option.value));
  if (options.length === 0 || options.length === value.options.length) return value;
  return options.length === 1 ? options[0]!.value : { ...value, options };
}

/** The same for all that a value holds, as it is looked at. */
export function reachedThroughout(value: Value): Value {
  const one = reached(value);
  switch (one.kind) {
    case 'choice': {
      const options = one.options.map((option) => ({
        ...option,
        value: reachedThroughout(option.value) as typeof option.value,
      }));
      return { ...one, options };
    }
    case 'list':
    case 'map':
      return withMembers(one, reachedThroughout);
    default:
      return one;
  }
}
