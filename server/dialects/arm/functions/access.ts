import type { Location } from '../../../core/source';
import { entryOf, type ListValue, type MapValue, type Option, type Value } from '../../../core/value';
import { choose, combine, under } from '../../values/choices';
import { type Plain, scalar, symbolOf, textOf } from '../../values/values';
import { named, unknown } from '../unknowns';
import { opaque } from './call';
import { propertyOf } from './runtime';

/**
 * A property of an object, or of what is known only at deployment.
 * @param at the whole access, for what cannot be told
 * @param safe null instead of a failure where there is no such property (`?.`)
 */
export function property(value: Value, name: string, at: Location, safe = false): Value {
  return combine([value], at, ([plain]) => ofPlain(plain!, name, at, safe));
}

function ofPlain(value: Plain, name: string, at: Location, safe: boolean): Value {
  switch (value.kind) {
    case 'unknown':
      return propertyOf(value, name, at);
    case 'map': {
      const entry = entryOf(value, name);
      if (entry) return entry.value;
      if (value.open) return propertyOf(value.open, name, at);
      break;
    }
    default:
  }
  return safe ? scalar(null, at) : unknown(at, 'no-property', { name });
}

/**
 * A member of a list by its number, or of an object by its name; of an index that is not known, each may be it.
 * @param text the index as the code writes it
 */
export function element(value: Value, index: Value, at: Location, text: string, safe = false): Value {
  return combine([value, index], at, ([all, one]) => {
    const key = textOf(one!);
    if (all!.kind === 'unknown') return key === undefined ? all! : propertyOf(all!, key, at);
    if (all!.kind === 'map') {
      return key === undefined ? anyMember(all!, one!, at, text) : ofPlain(all!, key, at, safe);
    }
    if (all!.kind !== 'list')
      return safe ? scalar(null, at) : unknown(at, 'no-property', { name: key ?? text });
    if (key === undefined)
      return anyOf(
        all!,
        all!.items.map((item, i) => [String(i), item]),
        one!,
        at,
        text,
      );
    const item = all!.items[Number(key)];
    return item ?? all!.open ?? (safe ? scalar(null, at) : unknown(at, 'no-property', { name: key }));
  });
}

function anyMember(map: MapValue, index: Plain, at: Location, text: string): Value {
  const members = [...map.entries].map(([name, entry]) => [name, entry.value] as const);
  const fitting = members.filter(([name]) => index.kind !== 'unknown' || fits(name, index));
  return anyOf(map, fitting, index, at, text);
}

function fits(name: string, { prefix = '', suffix = '' }: Plain & { kind: 'unknown' }): boolean {
  return name.startsWith(prefix) && name.endsWith(suffix);
}

function anyOf(
  { at: table, open }: ListValue | MapValue,
  members: readonly (readonly [name: string, value: Value])[],
  index: Plain,
  at: Location,
  text: string,
): Value {
  const symbol = symbolOf(index);
  const options = members.flatMap(([name, value]): Option[] =>
    under(value, {
      certain: false,
      when: text,
      ...(symbol !== undefined && { picks: new Map([[symbol, name]]) }),
    }),
  );
  if (open) options.push({ value: open, certain: false });
  if (options.length === 0) return index;
  const chosen = choose(options, at);
  if (chosen.kind !== 'unknown' || symbol === undefined) return chosen;
  // Too many to be told apart: still the same one wherever the same index picks it.
  return named(chosen, opaque(`${table.path}:${table.range.start}[${symbol}]`));
}
