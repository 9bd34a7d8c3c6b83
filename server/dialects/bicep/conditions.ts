import type { Value } from '../../core/value';
import { scalar, symbolOf } from '../values/values';
import { narrow } from './values';

/** A condition as far as what is taken for granted decides it. */
export function decided(condition: Value, assumed: ReadonlyMap<string, string>): Value {
  if (assumed.size === 0) return condition;
  const narrowed = narrow(condition, assumed);
  if (narrowed.kind === 'choice' && narrowed.options.length === 1) return narrowed.options[0]!.value;
  const symbol = symbolOf(narrowed);
  const pick = symbol === undefined ? undefined : assumed.get(symbol);
  return pick === undefined ? narrowed : scalar(pick === 'true', condition.at);
}
