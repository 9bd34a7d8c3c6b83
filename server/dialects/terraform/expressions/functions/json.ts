import type { Value } from '../../../../core/value';
import { numberText } from '../numbers';
import { sortedEntries } from '../values';

/** A wholly known value as Terraform's jsonencode writes it: keys in order, no blanks, `<`, `>` and `&` escaped. */
export function encodeJson(value: Value): string {
  switch (value.kind) {
    case 'scalar':
      if (typeof value.value === 'string') return jsonText(value.value);
      return typeof value.value === 'number' ? numberText(value.value) : String(value.value);
    case 'list':
      return `[${value.items.map(encodeJson).join(',')}]`;
    case 'map':
      return `{${sortedEntries(value)
        .map(([name, entry]) => `${jsonText(name)}:${encodeJson(entry.value)}`)
        .join(',')}}`;
    default:
      return 'null';
  }
}

function jsonText(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
