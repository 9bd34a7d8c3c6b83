import type { MapEntry, MapValue, Scalar, Value } from '../../core/value';

/** Values over values, as Helm does it: mappings are merged, everything else is replaced, null takes away. */
export function overlaid(base: MapValue, over: MapValue): MapValue {
  const entries = new Map<string, MapEntry>(base.entries);
  for (const [name, entry] of over.entries) {
    const below = base.entries.get(name)?.value;
    if (isNull(entry.value)) entries.delete(name);
    else if (below?.kind === 'map' && entry.value.kind === 'map') {
      entries.set(name, { ...entry, value: overlaid(below, entry.value) });
    } else entries.set(name, entry);
  }
  return { ...base, entries };
}

/** The mapping under a name; an empty one where there is none. */
export function mapUnder(map: MapValue, ...names: readonly string[]): MapValue | undefined {
  return names.reduce<MapValue | undefined>((inner, name) => {
    const found = inner?.entries.get(name)?.value;
    return found?.kind === 'map' ? found : undefined;
  }, map);
}

/** A text under a name; nothing for an empty one. */
export function textUnder(map: MapValue | undefined, name: string): Scalar | undefined {
  const found = map?.entries.get(name)?.value;
  return found?.kind === 'scalar' && typeof found.value === 'string' && found.value.trim() !== ''
    ? found
    : undefined;
}

/** Whether a path of names leads to true or false. */
export function switchAt(map: MapValue, path: string): boolean | undefined {
  let found: Value | undefined = map;
  for (const name of path.split('.'))
    found = found?.kind === 'map' ? found.entries.get(name)?.value : undefined;
  return found?.kind === 'scalar' && typeof found.value === 'boolean' ? found.value : undefined;
}

function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.value === null;
}
