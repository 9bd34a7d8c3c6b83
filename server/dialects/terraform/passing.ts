import { type Hop, type MapEntry, type Option, through, type Value } from '../../core/value';
import { entryOf } from './lazy';

/**
 * The same value, reached through one more step, and so are its members: what is taken out of a local's map or a
 * module's output was reached through the local and the output. Members are passed on when they are looked at.
 */
export function passing(value: Value, hop: Omit<Hop, 'next'>): Value {
  switch (value.kind) {
    case 'choice': {
      const options = value.options.map(
        (option): Option => ({ ...option, value: passing(option.value, hop) as Option['value'] }),
      );
      return { ...value, options };
    }
    case 'list': {
      const items = value.items.map((item) => passing(item, hop));
      const passed = through(value, hop);
      return { ...passed, items, ...(value.open && { open: through(value.open, hop) }) };
    }
    case 'map': {
      const entries = new Map<string, MapEntry>();
      for (const [name, entry] of value.entries) entries.set(name, passingEntry(entry, hop));
      const passed = through(value, hop);
      return { ...passed, entries, ...(value.open && { open: through(value.open, hop) }) };
    }
    default:
      return through(value, hop);
  }
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
