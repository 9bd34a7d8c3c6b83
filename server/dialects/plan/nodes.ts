import type { Range } from '../../core/source';
import type { Node, Pair } from '../../syntax/tree/node';

/** A mapping's value by its key. */
export function member(node: Node | undefined, name: string): Node | undefined {
  return node?.kind === 'mapping' ? node.pairs.find(({ key }) => key.value === name)?.value : undefined;
}

export function pairs(node: Node | undefined): readonly Pair[] {
  return node?.kind === 'mapping' ? node.pairs : [];
}

export function items(node: Node | undefined): readonly Node[] {
  return node?.kind === 'sequence' ? node.items : [];
}

/** A node's own text, without quotes. */
export function contentOf(node: Node): Range {
  return node.kind === 'scalar' ? node.content : node.range;
}

export function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** `module.a["x"].aws_s3_bucket.b[0]` -> `module.a.aws_s3_bucket.b` */
export function withoutIndexes(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, '');
}

export function lastPart(source: string): string {
  return source.slice(source.lastIndexOf('/') + 1);
}
