import type { Scalar, Value } from '../../../../core/value';
import { combine } from '../choices';
import { convert } from '../conversion';
import { distinctOnes } from '../equality';
import { possibleMembers, withPossible } from '../possible';
import { typeOf, unify } from '../types';
import {
  compareText,
  derived,
  failure,
  isFailure,
  isNull,
  isWhollyKnown,
  list,
  type Plain,
  scalar,
  sortedEntries,
  unknown,
} from '../values';
import { type Builtin, plainly } from './call';
import { known, ofList, ofMap, refuse, reordered } from './parameters';

export const collections: Readonly<Record<string, Builtin>> = {
  chunklist: plainly(2, 2, ([items, size], call) => {
    const count = convert(size!, { kind: 'number' }) as Plain;
    if (items!.kind === 'unknown') return derived(items!);
    if (items!.kind !== 'list') return refuse(items!, call);
    if (count.kind !== 'scalar') return count;
    if (items!.open) return derived(items!.open);
    const by = count.value as number;
    if (!Number.isInteger(by) || by < 0) return refuse(items!, call);
    const chunks: Value[] = [];
    const step = by || Math.max(1, items!.items.length);
    for (let i = 0; i < items!.items.length; i += step)
      chunks.push(list(items!.items.slice(i, i + step), call.at, { uniform: true }));
    return list(chunks, call.at, { uniform: true });
  }),
  compact: ofList((items, call) => {
    const texts = items.items.map((item) => convert(item, { kind: 'string' }));
    const failed = texts.find(isFailure);
    if (failed) return failed;
    return combine(texts, call.at, (plain) => {
      let open = items.open;
      const kept: Value[] = [];
      for (const text of plain) {
        if (text.kind === 'unknown' && !known(text)) open ??= derived(text);
        else if (text.kind !== 'scalar' || (text.value !== '' && text.value !== null)) kept.push(text);
      }
      const shifted = items.unordered || (open && open !== items.open);
      return list(kept, call.at, {
        uniform: true,
        ...(open && { open: derived(open), ...(shifted && { unordered: true }) }),
      });
    });
  }),
  distinct: ofList((items, call) => {
    const type = unify(items.items.map(typeOf));
    const alike = type ? items.items.map((item) => convert(item, type)) : items.items;
    const kept = distinctOnes(alike);
    if (kept.every(isWhollyKnown)) return { ...items, items: kept, at: call.at };
    // What is not known may repeat another.
    const open = items.open ?? unknown('partial', call.at);
    return { ...items, items: kept, at: call.at, open, unordered: true };
  }),
  keys: ofMap((value, call) =>
    withPossible(
      list(
        sortedEntries(value).map(([name, entry]) => scalar(name, entry.key)),
        call.at,
        { uniform: true, ...(value.open && { open: derived(value.open), unordered: true }) },
      ),
      possibleMembers(value)?.map(({ key, option }) => ({ value: key ?? unknown('key', call.at), option })),
    ),
  ),
  reverse: ofList((items, call) => ({
    ...items,
    items: [...items.items].reverse(),
    at: call.at,
    ...reordered(items),
  })),
  sort: ofList((items, call) => {
    const texts = items.items.map((item) => convert(item, { kind: 'string' }));
    const failed = texts.find(isFailure);
    if (failed) return failed;
    if (texts.some(isNull)) return failure('null', call.at);
    const sure = texts.every((text) => text.kind === 'scalar') && !items.open;
    if (sure) return list(sorted(texts as Scalar[]), call.at, { uniform: true });
    if (texts.length === 1 && !items.open) return list(texts, call.at, { uniform: true });
    const open = items.open ? derived(items.open) : unknown('order', call.at);
    return list(texts, call.at, { uniform: true, open, unordered: true });
  }),
  values: ofMap((value, call) =>
    withPossible(
      list(
        sortedEntries(value).map(([, entry]) => entry.value),
        call.at,
        {
          ...(value.uniform && { uniform: true }),
          ...(value.open && { open: derived(value.open), unordered: true }),
        },
      ),
      possibleMembers(value),
    ),
  ),
};

function sorted(texts: readonly Scalar[]): Scalar[] {
  return [...texts].sort((a, b) => compareText(String(a.value), String(b.value)));
}
