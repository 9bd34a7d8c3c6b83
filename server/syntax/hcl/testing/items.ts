import type { Attribute, Block } from '../ast';
import { parseHcl } from '../index';

/** The source of every item in a text, and of every element of its lists as an attribute of its own. */
export function itemsOf(text: string): string[] {
  const found: string[] = [];
  const visit = (item: Attribute | Block) => {
    found.push(`${text.slice(item.range.start, item.range.end)}\n`);
    if (item.kind === 'block') item.body.items.forEach(visit);
    else if (item.value.kind === 'tuple') {
      for (const { range } of item.value.items) found.push(`a = ${text.slice(range.start, range.end)}\n`);
    }
  };
  parseHcl(text).body.items.forEach(visit);
  return found;
}
