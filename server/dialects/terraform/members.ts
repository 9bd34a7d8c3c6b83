import type { Hop, ListValue, MapEntry, MapValue, Unknown, Value } from '../../core/value';
import { mapPossible, possibleMembers, withPossible } from './expressions';
import { entryOf, LazyEntries } from './lazy';

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
      entries ??= withValues(value.entries, make);
      return entries;
    },
  };
  return withPossible(made, possible);
}

/** Entries with other values; the map itself is never copied. */
function withValues(
  base: ReadonlyMap<string, MapEntry>,
  make: (member: Value) => Value,
): ReadonlyMap<string, MapEntry> {
  return new LazyEntries(base, (name) => memberEntry(base.get(name)!, make));
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
