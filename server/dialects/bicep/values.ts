import type { Message } from '../../core/message';
import type { Location } from '../../core/source';
import type { Choice, MapEntry, MapValue, Unknown, Value } from '../../core/value';
import { choose } from '../values/choices';
import { changed } from '../values/entries';
import type { Symbolic } from '../values/values';

/** A value that cannot be told: `bicep.unknown.<key>` says why, `bicep.settle.<settle>` what helps. */
export function unknown(
  at: Location,
  key: string,
  args?: NonNullable<Message['args']>,
  settle?: string,
): Unknown {
  return {
    kind: 'unknown',
    at,
    reason: { key: `bicep.unknown.${key}`, ...(args && { args }) },
    ...(settle && { settle: { key: `bicep.settle.${settle}`, ...(args && { args }) } }),
  };
}

export function mapOf(entries: ReadonlyMap<string, MapEntry>, at: Location, open?: Unknown): MapValue {
  return { kind: 'map', entries, at, ignoreCase: true, ...(open && { open }) };
}

/** Whether a value is null: what a property left out is, too. */
export function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.value === null;
}

/** A value without the candidates that what is taken for granted rules out, at any depth. */
export function narrow(value: Value, assumed: ReadonlyMap<string, string>): Value {
  if (assumed.size === 0) return value;
  switch (value.kind) {
    case 'choice':
      return narrowChoice(value, assumed);
    case 'list':
      return { ...value, items: value.items.map((item) => narrow(item, assumed)) };
    case 'map':
      return { ...value, entries: changed(value.entries, (one) => narrow(one, assumed)) };
    default:
      return value;
  }
}

function narrowChoice(value: Choice, assumed: ReadonlyMap<string, string>): Value {
  const options = value.options.filter(({ picks }) =>
    [...(picks ?? [])].every(([decision, pick]) => (assumed.get(decision) ?? pick) === pick),
  );
  if (options.length === value.options.length || options.length === 0) return value;
  return choose(options, value.at);
}

/** The same unknown under a name: whatever has that name in the same run is the same value. */
export function named(value: Unknown, symbol: string): Symbolic {
  return { ...value, symbol };
}
