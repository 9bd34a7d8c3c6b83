import type { MapEntry, Value } from '../../core/value';

/**
 * Entries whose values are changed when they are asked for, each once: objects that are handed on as a whole, from call to
 * call, are large, and what is read of them is little.
 */
export function changed(
  entries: ReadonlyMap<string, MapEntry>,
  change: (value: Value) => Value,
): ReadonlyMap<string, MapEntry> {
  const made = new Map<string, MapEntry>();
  const get = (name: string): MapEntry | undefined => {
    const known = made.get(name);
    const entry = known ? undefined : entries.get(name);
    if (!entry) return known;
    const own = { ...entry, value: change(entry.value) };
    made.set(name, own);
    return own;
  };
  function* all(): MapIterator<[string, MapEntry]> {
    for (const name of entries.keys()) yield [name, get(name)!];
  }
  function* values(): MapIterator<MapEntry> {
    for (const name of entries.keys()) yield get(name)!;
  }
  const view: ReadonlyMap<string, MapEntry> = {
    get,
    has: (name) => entries.has(name),
    get size() {
      return entries.size;
    },
    keys: () => entries.keys(),
    values,
    entries: all,
    [Symbol.iterator]: all,
    forEach: (visit) => {
      for (const [name, entry] of all()) visit(entry, name, view);
    },
  };
  return view;
}
