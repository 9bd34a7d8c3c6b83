import type { Alias, Document, Scalar, YAMLMap, YAMLSeq, Pair as YamlPair } from 'yaml';
import { isAlias, isMap, isPair, isScalar, isSeq } from 'yaml';
import type { Message } from '../../core/message';
import type { Range } from '../../core/source';
import type { MappingNode, Node, Pair, ScalarNode, SequenceNode } from './node';

/** How many nodes aliases may add to a document: far more than any honest file, far less than would hurt. */
const MAX_ALIASED_NODES = 200_000;

type Report = (range: Range, message: Message) => void;

interface Build {
  readonly text: string;
  readonly report: Report;
  readonly anchors: Map<string, Node>;
  /** Nodes in a tree, aliases expanded. */
  readonly sizes: WeakMap<Node, number>;
  aliased: number;
}

/** The tree of one document as the `yaml` package composed it; nothing for an empty document. */
export function buildDocument(document: Document, text: string, report: Report): Node | undefined {
  const contents = document.contents;
  if (isScalar(contents) && (contents as Scalar).source === '' && !contents.tag) return undefined;
  return build(contents, {
    text,
    report,
    anchors: new Map(),
    sizes: new WeakMap(),
    aliased: 0,
  });
}

/** Nothing where an alias leads nowhere: no value is made up. */
function build(node: unknown, context: Build): Node | undefined {
  if (isAlias(node)) return resolveAlias(node, context);
  let built: Node | undefined;
  if (isScalar(node)) built = scalar(node, context);
  else if (isSeq(node)) built = sequence(node, context);
  else if (isMap(node)) built = mapping(node, context);
  if (built) {
    context.sizes.set(built, size(built, context));
    const anchor = (node as Scalar | YAMLMap | YAMLSeq).anchor;
    if (anchor) context.anchors.set(anchor, built);
  }
  return built;
}

function size(node: Node, { sizes }: Build): number {
  const children = node.kind === 'sequence' ? node.items : node.kind === 'mapping' ? values(node) : [];
  return children.reduce((sum, child) => sum + (sizes.get(child) ?? 1), 1);
}

const values = (node: MappingNode): Node[] => node.pairs.map((pair) => pair.value);

function resolveAlias(alias: Alias, context: Build): Node | undefined {
  const range = rangeOf(alias);
  const target = context.anchors.get(alias.source);
  if (!target) {
    context.report(range, { key: 'tree.unknown-alias', args: { name: alias.source } });
    return undefined;
  }
  const cost = context.sizes.get(target) ?? 1;
  if (context.aliased + cost > MAX_ALIASED_NODES) {
    context.report(range, { key: 'tree.alias-limit', args: { limit: MAX_ALIASED_NODES } });
    return undefined;
  }
  context.aliased += cost;
  const used: Node = { ...target, alias: range, anchor: alias.source };
  context.sizes.set(used, cost);
  return used;
}

function scalar(node: Scalar, { text }: Build): ScalarNode {
  const range = rangeOf(node);
  const value = node.value;
  return {
    kind: 'scalar',
    range,
    ...tagOf(node, text),
    value:
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null
        ? value
        : (node.source ?? ''),
    text: node.source ?? '',
    ...content(node, range, text),
  };
}

function content(node: Scalar, range: Range, text: string): Pick<ScalarNode, 'style' | 'content' | 'lines'> {
  switch (node.type) {
    case 'QUOTE_SINGLE':
    case 'QUOTE_DOUBLE': {
      const closed = range.end - 1 > range.start && text[range.end - 1] === text[range.start];
      return {
        style: node.type === 'QUOTE_SINGLE' ? 'single' : 'double',
        content: { start: range.start + 1, end: closed ? range.end - 1 : range.end },
      };
    }
    case 'BLOCK_FOLDED':
    case 'BLOCK_LITERAL': {
      const newline = text.indexOf('\n', range.start);
      const source = newline < 0 || newline >= range.end ? '' : text.slice(newline + 1, range.end);
      const lead = source.length - source.trimStart().length;
      const start = range.end - source.length + (lead === source.length ? 0 : lead);
      return {
        style: 'block',
        content: { start, end: Math.max(start, start + source.trim().length) },
        lines: text.slice(start, range.end),
      };
    }
    default:
      return { style: 'plain', content: range };
  }
}

function sequence(node: YAMLSeq, context: Build): SequenceNode {
  const items: Node[] = [];
  for (const item of node.items) {
    // `[a: b]` is a mapping of one pair.
    const built = isPair(item) ? pairAsMapping(item, context) : build(item, context);
    if (built) items.push(built);
  }
  const flow = node.flow === true;
  return { kind: 'sequence', range: extent(node, flow, items), ...tagOf(node, context.text), items, flow };
}

function pairAsMapping(pair: YamlPair, context: Build): MappingNode {
  const pairs = uniquePairs([pair], context);
  const range = { start: pairs[0]?.key.range.start ?? 0, end: pairs[0]?.value.range.end ?? 0 };
  return { kind: 'mapping', range, pairs, flow: true };
}

function mapping(node: YAMLMap, context: Build): MappingNode {
  const pairs = uniquePairs(node.items, context);
  const flow = node.flow === true;
  // What a merge brought in stands elsewhere.
  const own = pairs.filter((pair) => !pair.value.alias).flatMap((pair) => [pair.key, pair.value]);
  const aliases = pairs.flatMap((pair) => (pair.value.alias ? [{ range: pair.value.alias }] : []));
  return {
    kind: 'mapping',
    range: extent(node, flow, [...own, ...aliases]),
    ...tagOf(node, context.text),
    pairs,
    flow,
  };
}

/** Pairs with merge keys spread, each key once: explicit before merged, later before earlier. */
function uniquePairs(items: readonly YamlPair[], context: Build): Pair[] {
  const found = new Map<string, { pair: Pair; merged: boolean }>();
  let serial = 0;
  for (const item of items) {
    if (isMergeKey(item.key)) {
      const value = build(item.value, context);
      for (const pair of mergedPairs(value, rangeOf(item.value ?? item.key))) {
        if (!found.has(pair.key.text)) found.set(pair.key.text, { pair, merged: true });
      }
      if (value && !isMergeable(value))
        context.report(rangeOf(item.value ?? item.key), { key: 'tree.bad-merge' });
      continue;
    }
    const key = keyNode(item.key, context);
    const value = item.value ? build(item.value, context) : emptyAfter(key);
    if (!value) continue;
    // A key that is a mapping or sequence itself has no name to clash with.
    const name = isScalar(item.key) || isAlias(item.key) ? key.text : `\u0000${serial++}`;
    const earlier = found.get(name);
    if (earlier && !earlier.merged) {
      context.report(key.range, { key: 'tree.duplicate-key', args: { key: key.text } });
    }
    found.delete(name);
    found.set(name, { pair: { key, value }, merged: false });
  }
  return [...found.values()].map((entry) => entry.pair);
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.type === 'PLAIN' && (key as Scalar).source === '<<' && !key.tag;
}

function isMergeable(value: Node): boolean {
  return value.kind === 'mapping' || (value.kind === 'sequence' && value.items.every(isMergeable));
}

function mergedPairs(value: Node | undefined, at: Range): Pair[] {
  if (value?.kind === 'sequence') return value.items.flatMap((item) => mergedPairs(item, at));
  if (value?.kind !== 'mapping') return [];
  const { alias, anchor } = value;
  // A mapping written in place (`<<: {a: 1}`) is no way to an anchor.
  if (!alias) return [...value.pairs];
  return value.pairs.map((pair) => ({ key: pair.key, value: { ...pair.value, alias, anchor } }));
}

function keyNode(key: unknown, context: Build): ScalarNode {
  const built = build(key, context);
  if (built?.kind === 'scalar') return built;
  const range = built?.range ?? (key ? rangeOf(key) : { start: 0, end: 0 });
  const text = context.text.slice(range.start, range.end);
  return { kind: 'scalar', range, value: text, text, content: range, style: 'plain' };
}

/** `{a, b}` and a half-typed `key` have no value. */
function emptyAfter(key: ScalarNode): ScalarNode {
  const range = { start: key.range.end, end: key.range.end };
  return { kind: 'scalar', range, value: null, text: '', content: range, style: 'plain' };
}

/** The package's block collections reach over trailing blank lines and comments; ours end with their last child. */
function extent(node: YAMLMap | YAMLSeq, flow: boolean, children: readonly { range: Range }[]): Range {
  const range = rangeOf(node);
  if (flow) return range;
  const inside = children.filter((c) => c.range.start >= range.start && c.range.end <= range.end);
  return { start: range.start, end: inside.reduce((end, c) => Math.max(end, c.range.end), range.start) };
}

function rangeOf(node: unknown): Range {
  const range = (node as { range?: readonly number[] | null }).range;
  return { start: range?.[0] ?? 0, end: range?.[1] ?? range?.[0] ?? 0 };
}

// A tag, with or without an anchor behind it, at the end of what stands before a node.
const TAG_BEFORE = /(![^\s,[\]{}]*)(?:\s+&[^\s,[\]{}]+)?\s*$/;

function tagOf(node: Scalar | YAMLMap | YAMLSeq, text: string): { tag?: string; tagRange?: Range } {
  const tag = node.tag;
  if (!tag || tag === '!' || tag.startsWith('tag:yaml.org,2002:')) return {};
  const from = Math.max(0, rangeOf(node).start - 200);
  const found = TAG_BEFORE.exec(text.slice(from, rangeOf(node).start));
  if (!found) return { tag };
  const start = from + found.index;
  return { tag, tagRange: { start, end: start + found[1]!.length } };
}
