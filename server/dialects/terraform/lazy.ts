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
  return {
    key,
    ...(expression && { expression }),
    get value() {
      return value();
    },
  };
}
