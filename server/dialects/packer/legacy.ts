import type { Range } from '../../core/source';
import type { Attribute, Block, Expression, HclDocument, Template, TemplatePart } from '../../syntax/hcl/ast';
import { parseJson } from '../../syntax/tree/json';
import type { MappingNode, Node, Pair, ScalarNode } from '../../syntax/tree/node';

/**
 * Reads a template in the JSON of before HCL (`{ "variables": {…}, "builders": […] }`) as the blocks that say the same.
 * @returns undefined where the text is no such template
 */
export function parseLegacy(text: string): HclDocument | undefined {
  const { documents, comments, problems } = parseJson(text);
  const [root] = documents;
  const builders = member(root, 'builders');
  if (root?.kind !== 'mapping' || builders?.kind !== 'sequence') return undefined;
  const sources = builders.items.flatMap((node) => typed(node, 'source'));
  if (sources.length === 0) return undefined;
  const sensitive = new Set(itemsOf(member(root, 'sensitive-variables')).map(textOf));
  const variables = pairsOf(member(root, 'variables')).map((pair) => variable(pair, sensitive));
  const items = [
    ...variables,
    ...sources,
    ...build(sources, member(root, 'post-processors'), builders.range),
  ];
  return { body: { kind: 'body', range: { start: 0, end: text.length }, items }, comments, problems };
}

function member(node: Node | undefined, name: string): Node | undefined {
  return pairsOf(node).find(({ key }) => key.text === name)?.value;
}

function pairsOf(node: Node | undefined): readonly Pair[] {
  return node?.kind === 'mapping' ? node.pairs : [];
}

function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.kind === 'sequence' ? node.items : node ? [node] : [];
}

function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** A variable; null says that it must be set. */
function variable({ key, value }: Pair, sensitive: ReadonlySet<string | undefined>): Block {
  const isUnset = value.kind === 'scalar' && value.value === null;
  return block('variable', key, [{ name: key.text, range: key.range }], value.range, [
    ...(isUnset ? [] : [attribute('default', key.content, expression(value))]),
    ...(sensitive.has(key.text)
      ? [
          attribute('sensitive', key.content, {
            kind: 'literal',
            range: key.content,
            value: true,
            text: 'true',
          }),
        ]
      : []),
  ]);
}

/** A builder or post-processor: its type, its name if it has one, its arguments. */
function typed(node: Node, kind: 'source' | 'post-processor'): Block[] {
  const type = node.kind === 'mapping' ? member(node, 'type') : node;
  const name = textOf(type);
  if (type?.kind !== 'scalar' || name === undefined) return [];
  const own = textOf(member(node, 'name'));
  // A name that the run composes names nothing here.
  const labels = [name, ...(kind === 'source' ? [own === undefined || own.includes('{{') ? name : own] : [])];
  return [
    block(
      kind,
      type,
      labels.map((label) => ({ name: label, range: type.range })),
      node.range,
      pairsOf(node)
        .filter(({ key }) => key.text !== 'type' && key.text !== 'name')
        .map(({ key, value }) => attribute(key.text, key.content, argument(key.text, value))),
    ),
  ];
}

/** All builders are built; post-processors stand one by one or in lists of lists. */
function build(sources: readonly Block[], processors: Node | undefined, range: Range): Block[] {
  const chained = (node: Node): Block[] =>
    node.kind === 'sequence' ? node.items.flatMap(chained) : typed(node, 'post-processor');
  const made = processors ? chained(processors) : [];
  if (made.length === 0) return [];
  const names = sources.map(({ labels }) => quoted(labels.map(({ name }) => name).join('.'), range));
  const list: Expression = { kind: 'tuple', range, items: names };
  const body = { kind: 'body', range, items: [attribute('sources', range, list), ...made] } as const;
  return [
    { kind: 'block', range, type: { name: 'build', range }, labels: [], header: range, open: range, body },
  ];
}

function block(
  type: string,
  { range: header }: ScalarNode,
  labels: readonly { readonly name: string; readonly range: Range }[],
  range: Range,
  items: readonly Attribute[],
): Block {
  return {
    kind: 'block',
    range,
    type: { name: type, range: header },
    labels: labels.map((label) => ({ ...label, quoted: true })),
    header,
    open: { start: range.start, end: range.start + 1 },
    close: { start: range.end - 1, end: range.end },
    body: { kind: 'body', range, items },
  };
}

function attribute(name: string, range: Range, value: Expression): Attribute {
  return {
    kind: 'attribute',
    range: { start: range.start, end: value.range.end },
    name: { name, range },
    value,
  };
}

/** A list may be written as a text with commas: `"ami_regions": "{{user `regions`}}"`. */
function argument(name: string, value: Node): Expression {
  const made = expression(value);
  if (value.kind !== 'scalar' || !/_(regions|zones|locations)$/.test(name)) return made;
  const comma = quoted(',', value.range);
  const split = { name: 'split', range: value.range };
  return { kind: 'call', range: value.range, name: split, args: [comma, made], expand: false };
}

function expression(node: Node): Expression {
  switch (node.kind) {
    case 'mapping':
      return object(node);
    case 'sequence':
      return { kind: 'tuple', range: node.range, items: node.items.map(expression) };
    default:
      return typeof node.value === 'string'
        ? template(node, node.value)
        : { kind: 'literal', range: node.range, value: node.value, text: node.text };
  }
}

function object({ range, pairs }: MappingNode): Expression {
  const items = pairs.map(({ key, value }) => ({
    key: quoted(key.text, key.content),
    value: expression(value),
  }));
  return { kind: 'object', range, items };
}

function quoted(text: string, range: Range): Template {
  const parts = text === '' ? [] : [{ kind: 'string', range, value: text } as const];
  return { kind: 'template', range, content: range, parts };
}

/** `{{ user `region` }}` is the variable, `{{ env `REGION` }}` the environment; the rest only the run tells. */
function template(node: ScalarNode, text: string): Template {
  const { content } = node;
  const exact = content.end - content.start === text.length;
  const at = (start: number, end: number): Range =>
    exact ? { start: content.start + start, end: content.start + end } : content;
  const parts: TemplatePart[] = [];
  let from = 0;
  const plain = (to: number) => {
    if (to > from) parts.push({ kind: 'string', range: at(from, to), value: text.slice(from, to) });
  };
  for (const { index, 0: whole, 1: action } of text.matchAll(/\{\{-?\s*(.*?)\s*-?\}\}/g)) {
    plain(index);
    const range = at(index, index + whole.length);
    parts.push({ kind: 'interpolation', range, expression: acted(action!, range) });
    from = index + whole.length;
  }
  plain(text.length);
  return { kind: 'template', range: node.range, content, parts };
}

function acted(action: string, range: Range): Expression {
  const [, verb, name] = /^(user|env)\s+[`"]([^`"]+)[`"]$/.exec(action) ?? [];
  if (name === undefined) return { kind: 'variable', range, name: `{{${action}}}` };
  if (verb === 'env')
    return { kind: 'call', range, name: { name: 'env', range }, args: [quoted(name, range)], expand: false };
  const root: Expression = { kind: 'variable', range, name: 'var' };
  return { kind: 'attribute-of', range, object: root, name: { name, range } };
}
