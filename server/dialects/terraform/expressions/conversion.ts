import type { ListValue, MapEntry, MapValue, Unknown, Value } from '../../../core/value';
import { mapOptions } from './choices';
import { distinctOnes } from './equality';
import { numberText, parseNumber } from './numbers';
import { mapPossible, possibleMembers, withPossible } from './possible';
import { ANY, type AttributeConstraint, type TypeConstraint, typeOf, unify } from './types';
import {
  compareText,
  derived,
  type Failure,
  failure,
  isNull,
  isWhollyKnown,
  type Plain,
  scalar,
  unknown,
} from './values';

/** The value as the type wants it, deciding texts and traces kept; a failure where it cannot be converted. */
export function convert(value: Value, type: TypeConstraint): Value {
  return mapOptions(value, value.at, (plain) => convertPlain(plain, type));
}

function convertPlain(value: Plain, type: TypeConstraint): Value {
  if (type.kind === 'any' || isNull(value)) return value;
  if (value.kind === 'unknown') return type.kind === 'string' ? value : derived(value);
  switch (type.kind) {
    case 'string':
      return toText(value);
    case 'number':
      return toNumber(value);
    case 'bool':
      return toBool(value);
    case 'list':
      return value.kind === 'list' ? toList(value, type.element) : mismatch(value, 'list');
    case 'set':
      return value.kind === 'list' ? toSet(value, type.element) : mismatch(value, 'set');
    case 'map':
      return value.kind === 'map' ? toMap(value, type.element) : mismatch(value, 'map');
    case 'object':
      return value.kind === 'map' ? toObject(value, type.attributes) : mismatch(value, 'object');
    case 'tuple': {
      if (value.kind !== 'list' || (!value.open && value.items.length !== type.items.length))
        return mismatch(value, 'tuple');
      const { uniform: _, unordered: __, ...rest } = value;
      return { ...rest, items: value.items.map((item, i) => convert(item, type.items[i] ?? ANY)) };
    }
  }
}

function mismatch(value: Value, wanted: string): Failure {
  return failure('conversion', value.at, { type: wanted });
}

function toText(value: Plain): Value {
  if (value.kind !== 'scalar') return mismatch(value, 'string');
  if (typeof value.value === 'string') return value;
  const text = typeof value.value === 'number' ? numberText(value.value) : String(value.value);
  return { ...value, value: text };
}

function toNumber(value: Plain): Value {
  if (value.kind !== 'scalar' || typeof value.value === 'boolean') return mismatch(value, 'number');
  if (typeof value.value !== 'string') return value;
  const number = parseNumber(value.value);
  if (number === undefined) return mismatch(value, 'number');
  return number === 'inexact' ? unknown('precision', value.at) : { ...value, value: number };
}

function toBool(value: Plain): Value {
  if (value.kind !== 'scalar' || typeof value.value === 'number') return mismatch(value, 'bool');
  if (typeof value.value !== 'string') return value;
  if (!['true', 'false', '1', '0'].includes(value.value)) return mismatch(value, 'bool');
  return { ...value, value: value.value === 'true' || value.value === '1' };
}

function toList(value: ListValue, element: TypeConstraint): Value {
  const items = elementwise(value, value.items, element);
  if (!Array.isArray(items)) return items;
  const { unordered, ...rest } = value;
  // An open set's order is not known; a closed one's is, unless a member is not.
  const sure = !unordered || (!value.open && (items.length < 2 || value.items.every(isWhollyKnown)));
  const open = value.open ?? unknown('order', value.at);
  const made: ListValue = { ...rest, items, uniform: true, ...(!sure && { open, unordered: true }) };
  return withPossible(made, converted(value, element));
}

/** The members that may be there too. */
function converted(value: ListValue | MapValue, element: TypeConstraint) {
  return mapPossible(possibleMembers(value), (member) => convert(member, element));
}

/** A set of these: equal members once, in the order in which Terraform walks sets. */
export function toSet(value: ListValue, element: TypeConstraint): Value {
  const items = elementwise(value, value.items, element);
  if (!Array.isArray(items)) return items;
  const members = distinctOnes(items);
  members.sort(compareMembers);
  const made: ListValue = { ...value, items: members, uniform: true, unordered: true };
  return withPossible(made, converted(value, element));
}

function compareMembers(a: Value, b: Value): number {
  if (a.kind !== 'scalar' || b.kind !== 'scalar') return a.kind === b.kind ? 0 : a.kind === 'scalar' ? -1 : 1;
  if (isNull(a) || isNull(b)) return Number(isNull(a)) - Number(isNull(b));
  if (typeof a.value === 'string' && typeof b.value === 'string') return compareText(a.value, b.value);
  return Number(a.value) - Number(b.value);
}

function toMap(value: MapValue, element: TypeConstraint): Value {
  const members = elementwise(
    value,
    [...value.entries.values()].map((entry) => entry.value),
    element,
  );
  if (!Array.isArray(members)) return members;
  const entries = new Map<string, MapEntry>();
  let i = 0;
  for (const [name, entry] of value.entries) entries.set(name, { ...entry, value: members[i++]! });
  const made: MapValue = { ...value, entries, uniform: true };
  return withPossible(made, converted(value, element));
}

function toObject(value: MapValue, attributes: ReadonlyMap<string, AttributeConstraint>): Value {
  const entries = new Map<string, MapEntry>();
  for (const [name, constraint] of attributes) {
    const entry = value.entries.get(name);
    if (entry && !(constraint.default && isNull(entry.value)))
      entries.set(name, { ...entry, value: convert(entry.value, constraint.type) });
    else if (!entry && value.open) entries.set(name, { key: value.at, value: value.open });
    else if (constraint.optional)
      entries.set(name, { key: value.at, value: constraint.default ?? scalar(null, value.at) });
    else return failure('attribute', value.at, { name });
  }
  const { open: _, uniform: __, ...rest } = value;
  return { ...rest, entries };
}

/** Converts each; for `any`, to the one type that suits all, where there is none and no member's is open: a failure. */
function elementwise(
  whole: ListValue | MapValue,
  items: readonly Value[],
  element: TypeConstraint,
): Value[] | Unknown {
  const type = element.kind === 'any' ? unify(items.map(typeOf)) : element;
  if (type) return items.map((item) => convert(item, type));
  return items.every(isWhollyKnown) ? mismatch(whole, whole.kind) : unknown('partial', whole.at);
}
