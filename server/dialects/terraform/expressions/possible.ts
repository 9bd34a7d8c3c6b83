import type { ListValue, MapValue, Option, Value } from '../../../core/value';

/** A member that is there under a key or at a place that is not known, or of which it is not known that it is there. */
export interface Possible {
  /** Of a map's member. */
  readonly key?: Value;
  readonly value: Value;
  /** When it is there. */
  readonly option: Omit<Option, 'value'>;
}

/** Beyond this many the collection is open, no more. */
const MAX_POSSIBLE = 1024;

const members = new WeakMap<ListValue | MapValue, readonly Possible[]>();

/**
 * Says what the members are that an open collection leaves out: these and no others. It is noted beside the value, so
 * that no copy carries it: what does not know of it makes a collection that is open, which is true as well.
 */
export function withPossible<V extends ListValue | MapValue>(
  value: V,
  possible: readonly Possible[] | undefined,
): V {
  if (value.open && possible && possible.length > 0 && possible.length <= MAX_POSSIBLE)
    members.set(value, possible);
  return value;
}

/** The members that an open collection may hold besides its own; undefined where there may be any. */
export function possibleMembers(value: ListValue | MapValue): readonly Possible[] | undefined {
  return value.open ? members.get(value) : [];
}

/** What several collections may hold besides their own members; undefined where one may hold any. */
export function allPossible(values: readonly (ListValue | MapValue)[]): readonly Possible[] | undefined {
  const all: Possible[] = [];
  for (const value of values) {
    const own = possibleMembers(value);
    if (!own || all.length > MAX_POSSIBLE) return undefined;
    all.push(...own);
  }
  return all;
}

/** The same with other values, each made when it is looked at. */
export function mapPossible(
  possible: readonly Possible[] | undefined,
  make: (value: Value) => Value,
): readonly Possible[] | undefined {
  return possible?.map((one) => {
    let made: Value | undefined;
    return {
      ...(one.key && { key: one.key }),
      option: one.option,
      get value() {
        made ??= make(one.value);
        return made;
      },
    };
  });
}
