import type { Value } from '../../../core/value';

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
