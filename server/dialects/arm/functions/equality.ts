import type { Value } from '../../../core/value';
import { symbolOf } from '../../values/values';

/** Whether two values are the same, texts by the letter; undefined where that is not known. */
export function compared(a: Value, b: Value): boolean | undefined {
  if (a.kind === 'scalar' && b.kind === 'scalar') return a.value === b.value;
  if (a.kind === 'unknown' || b.kind === 'unknown') {
    const symbol = symbolOf(a);
    if (symbol !== undefined && symbol === symbolOf(b)) return true;
    return misfits(a, b) || misfits(b, a) ? false : undefined;
  }
  if (a.kind === 'choice' || b.kind === 'choice') return undefined;
  if (a.kind !== b.kind) return false;
  if (a.kind === 'list' && b.kind === 'list') {
    if (a.open || b.open) return undefined;
    if (a.items.length !== b.items.length) return false;
    return all(a.items.map((item, i) => compared(item, b.items[i]!)));
  }
  if (a.kind === 'map' && b.kind === 'map') {
    if (a.open || b.open) return undefined;
    if (a.entries.size !== b.entries.size) return false;
    return all(
      [...a.entries].map(([name, { value }]) => {
        const other = b.entries.get(name);
        return other ? compared(value, other.value) : false;
      }),
    );
  }
  return undefined;
}

function all(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** Whether what is known of a text rules out the other value. */
function misfits(value: Value, other: Value): boolean {
  if (value.kind !== 'unknown' || (value.prefix === undefined && value.suffix === undefined)) return false;
  if (other.kind !== 'scalar') return other.kind !== 'unknown' && other.kind !== 'choice';
  if (typeof other.value !== 'string') return true;
  return !other.value.startsWith(value.prefix ?? '') || !other.value.endsWith(value.suffix ?? '');
}
