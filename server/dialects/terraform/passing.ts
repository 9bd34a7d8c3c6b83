import {
  type Hop,
  type ListValue,
  type MapEntry,
  type MapValue,
  type Option,
  through,
  type Value,
} from '../../core/value';
import { entryOf } from './lazy';

/**
 * The same value, reached through one more step, and so are its members: what is taken out of a local's map or a
 * module's output was reached through the local and the output. Members are passed on when they are looked at: lists
 * that hold each other many times over never unfold.
 */
export function passing(value: Value, hop: Omit<Hop, 'next'>): Value {
  switch (value.kind) {
    case 'choice': {
      const options = value.options.map(
        (option): Option => ({ ...option, value: passing(option.value, hop) as Option['value'] }),
      );
      return { ...value, options };
    }
    case 'list':
      return passingList(value, hop);
    case 'map':
      return passingMap(value, hop);
    default:
      return through(value, hop);
  }
}

/** Built member by member: a spread would look at what is not to be looked at yet. */
function passingList(value: ListValue, hop: Omit<Hop, 'next'>): ListValue {
  const { at, open, sensitive, unordered, uniform } = value;
  let items: readonly Value[] | undefined;
  return {
    kind: 'list',
    at,
    trace: onward(value, hop),
    ...(open && { open: through(open, hop) }),
    ...(sensitive && { sensitive }),
    ...(unordered && { unordered }),
    ...(uniform && { uniform }),
    get items() {
      items ??= value.items.map((item) => passing(item, hop));
      return items;
    },
  };
}

function passingMap(value: MapValue, hop: Omit<Hop, 'next'>): MapValue {
  const { at, open, sensitive, uniform, header, extent } = value;
  let entries: ReadonlyMap<string, MapEntry> | undefined;
  return {
    kind: 'map',
    at,
    trace: onward(value, hop),
    ...(open && { open: through(open, hop) }),
    ...(sensitive && { sensitive }),
    ...(uniform && { uniform }),
    ...(header && { header }),
    ...(extent && { extent }),
    get entries() {
      entries ??= new Map([...value.entries].map(([name, entry]) => [name, passingEntry(entry, hop)]));
      return entries;
    },
  };
}

function passingEntry(entry: MapEntry, hop: Omit<Hop, 'next'>): MapEntry {
  let value: Value | undefined;
  return entryOf(
    entry.key,
    () => {
      value ??= passing(entry.value, hop);
      return value;
    },
    entry.expression,
  );
}

function onward({ trace }: Value, hop: Omit<Hop, 'next'>): Hop {
  return { ...hop, ...(trace && { next: trace }) };
}
