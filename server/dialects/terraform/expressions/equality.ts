import type { ListValue, MapValue, Unknown, Value } from '../../../core/value';
import { derived, isWhollyKnown, mayBeText, sortedEntries } from './values';

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

/** Whether an unknown value may turn out to be this one. What is known of it as a text says that it is a text. */
function mayBe(value: Unknown, other: Value): boolean {
  if (derived(value) === value) return true;
  return other.kind === 'scalar' && typeof other.value === 'string' && mayBeText(value, other.value);
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

function kindOfList(value: ListValue): string {
  return value.unordered ? 'set' : value.uniform ? 'list' : 'tuple';
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
