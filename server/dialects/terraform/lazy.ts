import type { MapEntry, Value } from '../../core/value';

/** Computes once; a computation that needs its own result gets what `cycle` gives. */
export function lazy<T>(compute: () => T, cycle: () => T): () => T {
  let state: 'new' | 'busy' | 'done' = 'new';
  let result: T;
  return () => {
    if (state === 'done') return result;
    if (state === 'busy') return cycle();
    state = 'busy';
    result = compute();
    state = 'done';
    return result;
  };
}

/**
 * A map's entry whose value is worked out when it is looked at.
 * @param expression The whole text of the value, where it is written out.
 */
export function entryOf(
  key: MapEntry['key'],
  value: () => Value,
  expression?: MapEntry['expression'],
): MapEntry {
  return new LazyEntry(key, value, expression);
}

class LazyEntry implements MapEntry {
  readonly key: MapEntry['key'];
  declare readonly expression?: NonNullable<MapEntry['expression']>;
  private readonly compute: () => Value;

  constructor(key: MapEntry['key'], compute: () => Value, expression: MapEntry['expression']) {
    this.key = key;
    this.compute = compute;
    if (expression) this.expression = expression;
  }

  get value(): Value {
    return this.compute();
  }
}

/** The names of a map whose entries are still to be made. */
type Names = Pick<ReadonlyMap<string, unknown>, 'size' | 'has' | 'keys'>;

/** A map's entries, each made when it is asked for. */
export class LazyEntries implements ReadonlyMap<string, MapEntry> {
  private made: Map<string, MapEntry> | undefined;

  constructor(
    private readonly names: Names,
    private readonly make: (name: string) => MapEntry,
  ) {}

  get size(): number {
    return this.names.size;
  }

  has(name: string): boolean {
    return this.names.has(name);
  }

  get(name: string): MapEntry | undefined {
    let entry = this.made?.get(name);
    if (!entry && this.names.has(name)) {
      entry = this.make(name);
      this.made ??= new Map();
      this.made.set(name, entry);
    }
    return entry;
  }

  keys() {
    return this.names.keys();
  }

  *entries(): MapIterator<[string, MapEntry]> {
    for (const name of this.names.keys()) yield [name, this.get(name)!];
  }

  *values(): MapIterator<MapEntry> {
    for (const name of this.names.keys()) yield this.get(name)!;
  }

  forEach(visit: (entry: MapEntry, name: string, map: ReadonlyMap<string, MapEntry>) => void): void {
    for (const [name, entry] of this) visit(entry, name, this);
  }

  [Symbol.iterator]() {
    return this.entries();
  }
}
