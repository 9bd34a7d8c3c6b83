import type { Range } from '../../core/source';
import { parseExpression, parseTemplate } from '../../syntax/hcl';
import type { Attribute, Block, Body, Expression, HclDocument } from '../../syntax/hcl/ast';
import { parseJson } from '../../syntax/tree/json';
import type { MappingNode, Node, Pair, ScalarNode } from '../../syntax/tree/node';

/** What a JSON file holds: blocks that a language knows, or the values of variables. */
export type JsonContent = JsonSyntax | 'values';

/** Blocks by type, and how many labels they have: the JSON has an object for each level of them. */
type Labels = Readonly<Record<string, number>>;

/** The blocks that a language's JSON syntax must know. */
export interface JsonSyntax {
  /** At the top all is blocks; those that are not named here have no label. */
  readonly top: Labels;
  /** Blocks inside blocks of a type; all else there are arguments. */
  readonly nested: Readonly<Record<string, Labels>>;
}

/** Parses the JSON that stands for HCL into the tree that the native syntax makes. */
export function parseHclJson(text: string, content: JsonContent): HclDocument {
  const { documents, comments, problems } = parseJson(text);
  const root = documents[0];
  const range = { start: 0, end: text.length };
  const items =
    root?.kind !== 'mapping' ? [] : content === 'values' ? literals(root) : topLevel(root, content);
  return { body: { kind: 'body', range, items }, comments, problems };
}

type Items = (Attribute | Block)[];

/** Variable files hold values: their strings are no templates. */
function literals(root: MappingNode): Items {
  return properties(root).map((pair) => attribute(pair, literal(pair.value)));
}

function topLevel(root: MappingNode, syntax: JsonSyntax): Items {
  return properties(root).flatMap((pair) => blocks(pair, syntax, syntax.top[pair.key.text] ?? 0));
}

/** The blocks of one type: an object for each label, and one body or a list of them below. */
function blocks(
  { key, value }: Pair,
  syntax: JsonSyntax,
  labels: number,
  above: readonly ScalarNode[] = [],
): Block[] {
  if (value.kind === 'sequence')
    return value.items.flatMap((item) => blocks({ key, value: item }, syntax, labels, above));
  if (value.kind !== 'mapping') return [];
  if (labels > above.length)
    return properties(value).flatMap((pair) =>
      blocks({ key, value: pair.value }, syntax, labels, [...above, pair.key]),
    );
  const last = above.at(-1) ?? key;
  return [
    {
      kind: 'block',
      range: { start: last.range.start, end: value.range.end },
      type: { name: key.text, range: key.content },
      labels: above.map((label) => ({ name: label.text, range: label.range, quoted: true })),
      header: last.range,
      open: { start: value.range.start, end: value.range.start + 1 },
      close: { start: value.range.end - 1, end: value.range.end },
      body: bodyOf(key.text, value, syntax),
    },
  ];
}

function bodyOf(type: string, node: MappingNode, syntax: JsonSyntax): Body {
  const nested = syntax.nested[type] ?? {};
  const items = properties(node).flatMap((pair): Items => {
    const name = pair.key.text;
    const labels = nested[name];
    if (labels !== undefined) return blocks(pair, syntax, labels);
    // A type constraint is an expression in a string.
    const isType = type === 'variable' && name === 'type' && pair.value.kind === 'scalar';
    const value = isType ? typeExpression(pair.value as ScalarNode) : expression(pair.value);
    return [attribute(pair, type === 'variable' && !isType ? literal(pair.value) : value)];
  });
  return { kind: 'body', range: node.range, items };
}

/** An object's members; `//` is a comment. */
function properties(node: MappingNode): Pair[] {
  return node.pairs.filter((pair) => pair.key.text !== '//');
}

function attribute({ key, value }: Pair, made: Expression): Attribute {
  return {
    kind: 'attribute',
    range: { start: key.range.start, end: value.range.end },
    name: { name: key.text, range: key.content },
    value: made,
  };
}

function typeExpression(node: ScalarNode): Expression {
  return moved(parseExpression(node.text, node.content.start).expression, node, node.text.length);
}

function expression(node: Node): Expression {
  return convert(node, (scalar) => template(scalar));
}

function literal(node: Node): Expression {
  return convert(node, (scalar) => plainText(scalar));
}

function convert(node: Node, string: (node: ScalarNode) => Expression): Expression {
  switch (node.kind) {
    case 'mapping':
      return {
        kind: 'object',
        range: node.range,
        items: properties(node).map((pair) => ({
          key: string(pair.key),
          value: convert(pair.value, string),
        })),
      };
    case 'sequence':
      return { kind: 'tuple', range: node.range, items: node.items.map((item) => convert(item, string)) };
    default:
      return typeof node.value === 'string' || node.style !== 'plain'
        ? string(node)
        : { kind: 'literal', range: node.range, value: node.value, text: node.text };
  }
}

function plainText(node: ScalarNode): Expression {
  const value = String(node.value);
  const parts = value === '' ? [] : [{ kind: 'string' as const, range: node.content, value }];
  return { kind: 'template', range: node.range, content: node.content, parts };
}

/** A string is a template; where it has escapes, its parts stand for the whole of it. */
function template(node: ScalarNode): Expression {
  const value = String(node.value);
  if (!/[$%]\{/.test(value)) return plainText(node);
  const { start, end } = node.content;
  const { parts } = parseTemplate(value, start);
  const placed: Expression = { kind: 'template', range: node.range, content: node.content, parts };
  return end - start === value.length ? placed : moved(placed, node, value.length);
}

/** Gives every node the range of the whole string unless the string stands in the file as it is read. */
function moved(made: Expression, node: ScalarNode, length: number): Expression {
  if (node.content.end - node.content.start === length) return made;
  const range: Range = node.content;
  const replace = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replace);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        key === 'range' || key === 'content' ? range : replace(inner),
      ]),
    );
  };
  return replace(made) as Expression;
}
