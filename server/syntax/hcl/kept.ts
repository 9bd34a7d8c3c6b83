import type { Range } from '../../core/source';
import type { Attribute, Block, HclDocument } from './ast';

type Item = Attribute | Block;

/**
 * The same tree, with the nodes of an earlier one wherever the text up to their end is the same: whoever holds something
 * to a node finds it there again after an edit further below.
 */
export function withKept(
  tree: HclDocument,
  text: string,
  earlier: { readonly tree: HclDocument; readonly text: string },
): HclDocument {
  const end = commonLength(text, earlier.text);
  const broken = [...tree.problems, ...earlier.tree.problems].map(({ range }) => range.start);
  const items = keptItems(tree.body.items, earlier.tree.body.items, Math.min(end, ...broken));
  return { ...tree, body: { ...tree.body, items } };
}

/** @param end where the texts begin to differ, or to be broken */
function keptItems(items: readonly Item[], earlier: readonly Item[], end: number): readonly Item[] {
  return items.map((item, i) => {
    const known = earlier[i];
    // What follows an item may tell where it ends.
    if (known && item.range.end < end && isAt(known, item.range)) return known;
    if (item.kind !== 'block' || known?.kind !== 'block' || item.open.end > end) return item;
    return { ...item, body: { ...item.body, items: keptItems(item.body.items, known.body.items, end) } };
  });
}

function isAt({ range }: Item, { start, end }: Range): boolean {
  return range.start === start && range.end === end;
}

function commonLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}
