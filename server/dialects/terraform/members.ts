import type { Hop, ListValue, MapEntry, MapValue, Unknown, Value } from '../../core/value';
import { mapPossible, possibleMembers, withPossible } from './expressions';
import { entryOf } from './lazy';

/** What else than the members differs from the value they are taken from. */
interface Changes {
  readonly trace?: Hop;
  readonly open?: Unknown;
}

/**
 * The same list or map with other members, each made when it is looked at: values that hold each other many times over
 * never unfold, and what nobody asks for costs nothing. Built field by field: a spread would look at the members.
 */
export function withMembers<V extends ListValue | MapValue>(
  value: V,
  make: (member: Value) => Value,
  changes?: Changes,
): V;
export function withMembers(
  value: ListValue | MapValue,
  make: (member: Value) => Value,
  changes?: Changes,
): ListValue | MapValue {
  const { at, sensitive, uniform } = value;
  const trace = changes?.trace ?? value.trace;
  const open = changes?.open ?? value.open;
  const shared = {
    at,
    ...(trace && { trace }),
    ...(open && { open }),
    ...(sensitive && { sensitive }),
    ...(uniform && { uniform }),
  };
  const possible = mapPossible(possibleMembers(value), make);
  if (value.kind === 'list') {
    let items: readonly Value[] | undefined;
    const made: ListValue = {
      kind: 'list',
      ...shared,
      ...(value.unordered && { unordered: true }),
      get items() {
        items ??= value.items.map(make);
        return items;
      },
    };
    return withPossible(made, possible);
  }
  let entries: ReadonlyMap<string, MapEntry> | undefined;
  const made: MapValue = {
    kind: 'map',
    ...shared,
    ...(value.header && { header: value.header }),
    ...(value.extent && { extent: value.extent }),
    get entries() {
      entries ??= new MemberMap(value.entries, make);
      return entries;
    },
  };
  return withPossible(made, possible);
}

/** A map's entries with other values: each is made when it is asked for, the map itself is never copied. */
class MemberMap implements ReadonlyMap<string, MapEntry> {
  readonly #base: ReadonlyMap<string, MapEntry>;
  readonly #make: (member: Value) => Value;
  readonly #made = new Map<string, MapEntry>();

  constructor(base: ReadonlyMap<string, MapEntry>, make: (member: Value) => Value) {
    this.#base = base;
    this.#make = make;
  }

  get size(): number {
    return this.#base.size;
  }

  has(name: string): boolean {
    return this.#base.has(name);
  }

  get(name: string): MapEntry | undefined {
    let entry = this.#made.get(name);
    if (!entry) {
      const base = this.#base.get(name);
      if (!base) return undefined;
      entry = memberEntry(base, this.#make);
      this.#made.set(name, entry);
    }
    return entry;
  }

  keys() {
    return this.#base.keys();
  }

  *entries(): MapIterator<[string, MapEntry]> {
    for (const name of this.#base.keys()) yield [name, this.get(name)!];
  }

  *values(): MapIterator<MapEntry> {
    for (const name of this.#base.keys()) yield this.get(name)!;
  }

  forEach(visit: (entry: MapEntry, name: string, map: ReadonlyMap<string, MapEntry>) => void): void {
    for (const [name, entry] of this) visit(entry, name, this);
  }

  [Symbol.iterator]() {
    return this.entries();
  }
}

function memberEntry(entry: MapEntry, make: (member: Value) => Value): MapEntry {
  let value: Value | undefined;
  return entryOf(
    entry.key,
    () => {
      value ??= make(entry.value);
      return value;
    },
    entry.expression,
  );
}
