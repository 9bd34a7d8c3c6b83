import type { Location } from '../../../core/source';
import type { ListValue, MapEntry, MapValue, Unknown, Value } from '../../../core/value';
import type { Expression, ObjectExpression } from '../../../syntax/hcl/ast';
import { mapOptions } from './choices';
import { numberText, parseNumber } from './numbers';
import {
  compareText,
  derived,
  failure,
  isNull,
  isWhollyKnown,
  list,
  map,
  type Plain,
  scalar,
  sortedEntries,
  unknown,
} from './values';

/** What a variable may hold, or what a value is. */
export type TypeConstraint =
  | { readonly kind: 'any' | 'string' | 'number' | 'bool' }
  | { readonly kind: 'list' | 'set' | 'map'; readonly element: TypeConstraint }
  | { readonly kind: 'object'; readonly attributes: ReadonlyMap<string, AttributeConstraint> }
  | { readonly kind: 'tuple'; readonly items: readonly TypeConstraint[] };

export interface AttributeConstraint {
  readonly type: TypeConstraint;
  readonly optional: boolean;
  readonly default?: Value;
}

export const ANY: TypeConstraint = { kind: 'any' };
const STRING: TypeConstraint = { kind: 'string' };

/**
 * The type that a variable's `type` states; what is absent or unreadable is `any`.
 * @param evaluate Gives the defaults of `optional(…, default)`.
 */
export function readType(
  expression: Expression | undefined,
  evaluate: (expression: Expression) => Value,
): TypeConstraint {
  if (!expression) return ANY;
  switch (expression.kind) {
    case 'parentheses':
      return readType(expression.inner, evaluate);
    case 'variable':
      return keyword(expression.name);
    case 'template': {
      // The quoted keywords of Terraform 0.11.
      const [only] = expression.parts;
      return expression.parts.length === 1 && only?.kind === 'string' ? keyword(only.value) : ANY;
    }
    case 'call': {
      const [first] = expression.args;
      switch (expression.name.name) {
        case 'list':
        case 'set':
        case 'map':
          return { kind: expression.name.name, element: readType(first, evaluate) };
        case 'tuple':
          return first?.kind === 'tuple'
            ? { kind: 'tuple', items: first.items.map((item) => readType(item, evaluate)) }
            : ANY;
        case 'object':
          return first?.kind === 'object' ? readObject(first, evaluate) : ANY;
        case 'optional':
          return readType(first, evaluate);
        default:
          return ANY;
      }
    }
    default:
      return ANY;
  }
}

function keyword(name: string): TypeConstraint {
  switch (name) {
    case 'string':
    case 'number':
    case 'bool':
      return { kind: name };
    case 'list':
    case 'set':
    case 'map':
      return { kind: name, element: ANY };
    default:
      return ANY;
  }
}

function readObject(
  expression: ObjectExpression,
  evaluate: (expression: Expression) => Value,
): TypeConstraint {
  const attributes = new Map<string, AttributeConstraint>();
  for (const item of expression.items) {
    const name =
      item.key.kind === 'variable'
        ? item.key.name
        : item.key.kind === 'template' && item.key.parts[0]?.kind === 'string'
          ? item.key.parts[0].value
          : undefined;
    if (name === undefined) continue;
    const { value } = item;
    if (value.kind === 'call' && value.name.name === 'optional') {
      const [type, otherwise] = value.args;
      const constraint = readType(type, evaluate);
      attributes.set(name, {
        type: constraint,
        optional: true,
        ...(otherwise && { default: convert(evaluate(otherwise), constraint) }),
      });
    } else attributes.set(name, { type: readType(value, evaluate), optional: false });
  }
  return { kind: 'object', attributes };
}

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

function mismatch(value: Value, wanted: string): Value {
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
  const items = elementwise(value.items, element);
  if (!items) return mismatch(value, 'list');
  const { unordered, ...rest } = value;
  // An open set's order is not known; a closed one's is, unless a member is not.
  const sure = !unordered || (!value.open && value.items.every(isWhollyKnown));
  return { ...rest, items, uniform: true, ...(!sure && { unordered: true }) };
}

/** A set of these: equal members once, in the order in which Terraform walks sets. */
export function toSet(value: ListValue, element: TypeConstraint): Value {
  const items = elementwise(value.items, element);
  if (!items) return mismatch(value, 'set');
  const members = distinctOnes(items);
  members.sort(compareMembers);
  return { ...value, items: members, uniform: true, unordered: true };
}

/** These without repetitions; what is not wholly known stays. */
export function distinctOnes(items: readonly Value[]): Value[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = identity(item);
    if (key === undefined) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** A text that two wholly known values have in common exactly where `==` holds; undefined for the others. */
export function identity(value: Value): string | undefined {
  switch (value.kind) {
    case 'scalar':
      return JSON.stringify(value.value);
    case 'list': {
      const items = value.open ? [undefined] : value.items.map(identity);
      return items.includes(undefined) ? undefined : `${kindOfList(value)}[${items.join()}]`;
    }
    case 'map': {
      const entries = value.open
        ? [undefined]
        : sortedEntries(value).map(([name, entry]) => {
            const inner = identity(entry.value);
            return inner && `${JSON.stringify(name)}:${inner}`;
          });
      return entries.includes(undefined)
        ? undefined
        : `${value.uniform ? 'map' : 'object'}{${entries.join()}}`;
    }
    default:
      return undefined;
  }
}

function compareMembers(a: Value, b: Value): number {
  if (a.kind !== 'scalar' || b.kind !== 'scalar') return a.kind === b.kind ? 0 : a.kind === 'scalar' ? -1 : 1;
  if (typeof a.value === 'string' && typeof b.value === 'string') return compareText(a.value, b.value);
  return Number(a.value) - Number(b.value);
}

function toMap(value: MapValue, element: TypeConstraint): Value {
  const converted = elementwise(
    [...value.entries.values()].map((entry) => entry.value),
    element,
  );
  if (!converted) return mismatch(value, 'map');
  const entries = new Map<string, MapEntry>();
  let i = 0;
  for (const [name, entry] of value.entries) entries.set(name, { ...entry, value: converted[i++]! });
  return { ...value, entries, uniform: true };
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

/** Converts each; for `any`, to the one type that suits all; undefined where there is none. */
function elementwise(items: readonly Value[], element: TypeConstraint): Value[] | undefined {
  const type = element.kind === 'any' ? unify(items.map(typeOf)) : element;
  return type && items.map((item) => convert(item, type));
}

/** The type of a value as far as it is known; `any` for null and unknown. */
export function typeOf(value: Value): TypeConstraint {
  switch (value.kind) {
    case 'scalar':
      switch (typeof value.value) {
        case 'string':
          return STRING;
        case 'number':
          return { kind: 'number' };
        case 'boolean':
          return { kind: 'bool' };
        default:
          return ANY;
      }
    case 'list': {
      const items = value.items.map(typeOf);
      if (!value.uniform && !value.unordered && !value.open) return { kind: 'tuple', items };
      return { kind: value.unordered ? 'set' : 'list', element: unify(items) ?? ANY };
    }
    case 'map': {
      const types = [...value.entries].map(([name, entry]) => [name, typeOf(entry.value)] as const);
      if (value.uniform || value.open)
        return { kind: 'map', element: unify(types.map(([, type]) => type)) ?? ANY };
      return {
        kind: 'object',
        attributes: new Map(types.map(([name, type]) => [name, { type, optional: false }])),
      };
    }
    case 'choice':
      return unify(value.options.map((option) => typeOf(option.value))) ?? ANY;
    default:
      return ANY;
  }
}

/** The type that values of all these types can be converted to without loss; undefined where there is none. */
export function unify(types: readonly TypeConstraint[]): TypeConstraint | undefined {
  let result: TypeConstraint = ANY;
  for (const type of types) {
    const joined = unifyTwo(result, type);
    if (!joined) return undefined;
    result = joined;
  }
  return result;
}

function unifyTwo(a: TypeConstraint, b: TypeConstraint): TypeConstraint | undefined {
  if (a.kind === 'any') return b;
  if (b.kind === 'any') return a;
  switch (a.kind) {
    case 'string':
    case 'number':
    case 'bool':
      if (a.kind === b.kind) return a;
      return (a.kind === 'string' && isPrimitive(b)) || (b.kind === 'string' && isPrimitive(a))
        ? STRING
        : undefined;
    case 'tuple':
      if (b.kind === 'tuple' && a.items.length === b.items.length) {
        const items = a.items.map((item, i) => unifyTwo(item, b.items[i]!));
        if (items.every((item) => item !== undefined)) return { kind: 'tuple', items };
      }
      return unifySequences(a, b);
    case 'list':
    case 'set':
      return unifySequences(a, b);
    case 'map':
      return unifyMaps(a, b);
    case 'object':
      if (b.kind === 'object' && a.attributes.size === b.attributes.size) {
        const attributes = new Map<string, AttributeConstraint>();
        for (const [name, { type }] of a.attributes) {
          const other = b.attributes.get(name);
          const joined = other && unifyTwo(type, other.type);
          if (joined) attributes.set(name, { type: joined, optional: false });
        }
        if (attributes.size === a.attributes.size) return { kind: 'object', attributes };
      }
      return unifyMaps(a, b);
  }
}

function isPrimitive(type: TypeConstraint): boolean {
  return type.kind === 'string' || type.kind === 'number' || type.kind === 'bool';
}

function unifySequences(a: TypeConstraint, b: TypeConstraint): TypeConstraint | undefined {
  const elements = [a, b].map((type) =>
    type.kind === 'list' || type.kind === 'set'
      ? type.element
      : type.kind === 'tuple'
        ? unify(type.items)
        : undefined,
  );
  if (!elements[0] || !elements[1]) return undefined;
  const element = unifyTwo(elements[0], elements[1]);
  const kind =
    (a.kind === 'set' || b.kind === 'set') && a.kind !== 'list' && b.kind !== 'list' ? 'set' : 'list';
  return element && { kind, element };
}

function unifyMaps(a: TypeConstraint, b: TypeConstraint): TypeConstraint | undefined {
  const elements = [a, b].map((type) =>
    type.kind === 'map'
      ? type.element
      : type.kind === 'object'
        ? unify([...type.attributes.values()].map((attribute) => attribute.type))
        : undefined,
  );
  if (!elements[0] || !elements[1]) return undefined;
  const element = unifyTwo(elements[0], elements[1]);
  return element && { kind: 'map', element };
}

/** Whether two values are equal, as `==` has it: never, where the types differ; undefined where it is not known. */
export function equal(a: Value, b: Value): boolean | undefined {
  if (a.kind === 'choice' || b.kind === 'choice') return undefined;
  if (a.kind === 'unknown') return b.kind === 'unknown' || mayBe(a, b) ? undefined : false;
  if (b.kind === 'unknown') return mayBe(b, a) ? undefined : false;
  if (a.kind !== b.kind) return false;
  if (a.kind === 'scalar') return a.value === (b as typeof a).value;
  if (a.kind === 'list') return equalLists(a, b as ListValue);
  return equalMaps(a, b as MapValue);
}

/** Whether an unknown value may turn out to be this one: not, where its known ends are others. */
function mayBe(value: Unknown, other: Value): boolean {
  const { prefix, suffix } = value;
  if (prefix === undefined && suffix === undefined) return true;
  if (other.kind !== 'scalar' || typeof other.value !== 'string') return false;
  return other.value.startsWith(prefix ?? '') && other.value.endsWith(suffix ?? '');
}

function equalLists(a: ListValue, b: ListValue): boolean | undefined {
  if (kindOfList(a) !== kindOfList(b) && !a.open && !b.open) return false;
  const [short, long] = a.items.length <= b.items.length ? [a, b] : [b, a];
  const counted = !a.unordered || (isWhollyKnown(a) && isWhollyKnown(b));
  if (counted && !short.open && short.items.length !== long.items.length) return false;
  if (a.open || b.open) return undefined;
  // Members that are not known may be equal to each other.
  if (a.unordered && !(isWhollyKnown(a) && isWhollyKnown(b))) return undefined;
  return all(a.items.map((item, i) => equal(item, b.items[i]!)));
}

function kindOfList(value: ListValue): string {
  return value.unordered ? 'set' : value.uniform ? 'list' : 'tuple';
}

function equalMaps(a: MapValue, b: MapValue): boolean | undefined {
  if (!a.open && !b.open && (a.uniform ?? false) !== (b.uniform ?? false)) return false;
  const results: (boolean | undefined)[] = [];
  for (const [name, entry] of a.entries) {
    const other = b.entries.get(name);
    if (other) results.push(equal(entry.value, other.value));
    else if (!b.open) return false;
  }
  for (const name of b.entries.keys()) if (!a.entries.has(name) && !a.open) return false;
  const known = all(results);
  return known === true && (a.open || b.open) ? undefined : known;
}

function all(results: readonly (boolean | undefined)[]): boolean | undefined {
  if (results.includes(false)) return false;
  return results.includes(undefined) ? undefined : true;
}

/** A list as `tolist` makes it, or as concatenated lists make it: of one type if all its sources were. */
export function listOf(items: readonly Value[], at: Location, uniform: boolean): Value {
  const made = list(items, at);
  return uniform ? convert(made, { kind: 'list', element: ANY }) : made;
}

export function mapOf(entries: ReadonlyMap<string, MapEntry>, at: Location, uniform: boolean): Value {
  const made = map(entries, at);
  return uniform ? convert(made, { kind: 'map', element: ANY }) : made;
}
