import type { Attribute, Block, Body, Expression, HclDocument, Label } from '../../syntax/hcl/ast';
import { literalText } from '../terraform/literal';
import type { TerraformFile } from '../terraform/tree';

/** The variables that a module declares, by a call's source; undefined where the module is not at hand. */
export type VariablesOf = (source: string) => readonly string[] | undefined;

/**
 * A file of components as the root module that says the same: components are calls of modules, a provider's second
 * label is its alias and its `config` its body. Every node keeps its place.
 */
export function asModule({ text, tree }: TerraformFile, variablesOf: VariablesOf): TerraformFile {
  const items = tree.body.items.map((item) =>
    item.kind === 'block' ? asTerraform(item, variablesOf) : item,
  );
  const body: Body = { ...tree.body, items: text.includes('component.') ? renamed(items) : items };
  const made: HclDocument = { ...tree, body };
  return { text, tree: made };
}

function asTerraform(block: Block, variablesOf: VariablesOf): Block {
  switch (block.type.name) {
    case 'required_providers':
      return withBody({ ...block, type: { ...block.type, name: 'terraform' }, labels: [] }, [block]);
    case 'provider':
      return provider(block);
    case 'component':
      return component(block, variablesOf);
    default:
      return block;
  }
}

function withBody(block: Block, items: Body['items']): Block {
  return { ...block, body: { ...block.body, items } };
}

/** `provider "aws" "this" { for_each = …, config { region = … } }` */
function provider(block: Block): Block {
  const [type, alias] = block.labels;
  const { items } = block.body;
  const own = items.flatMap((item) =>
    item.kind === 'block'
      ? item.type.name === 'config'
        ? item.body.items
        : []
      : item.name.name === 'for_each'
        ? [item]
        : [],
  );
  return withBody({ ...block, labels: type ? [type] : [] }, alias ? [...own, aliased(alias)] : own);
}

function aliased({ name, range }: Label): Attribute {
  const value: Expression = {
    kind: 'template',
    range,
    content: range,
    parts: [{ kind: 'string', range, value: name }],
  };
  return { kind: 'attribute', range, name: { name: 'alias', range }, value };
}

/** `component "x" { source = …, inputs = { … }, providers = { aws = provider.aws.this } }` */
function component(block: Block, variablesOf: VariablesOf): Block {
  const { items } = block.body;
  const source = items.find(
    (item): item is Attribute => item.kind === 'attribute' && item.name.name === 'source',
  );
  const made = items.flatMap((item): Body['items'] => {
    if (item.kind !== 'attribute') return [item];
    if (item.name.name === 'providers') return [{ ...item, value: withoutRoot(item.value) }];
    return item.name.name === 'inputs' ? inputs(item, variablesOf(literalText(source?.value) ?? '')) : [item];
  });
  return withBody({ ...block, type: { ...block.type, name: 'module' } }, made);
}

/** Arguments of the call: those of an object as they stand, of anything else the member that each variable asks for. */
function inputs({ value, name }: Attribute, variables: readonly string[] | undefined): Attribute[] {
  if (value.kind !== 'object') {
    return (variables ?? []).map((one) => ({
      kind: 'attribute',
      range: value.range,
      name: { ...name, name: one },
      value: {
        kind: 'attribute-of',
        range: value.range,
        object: value,
        name: { name: one, range: value.range },
      },
    }));
  }
  return value.items.flatMap(({ key, value: given }): Attribute[] => {
    const named = key.kind === 'variable' ? key.name : literalText(key);
    if (named === undefined) return [];
    const range = { start: key.range.start, end: given.range.end };
    return [{ kind: 'attribute', range, name: { name: named, range: key.range }, value: given }];
  });
}

/** `{ aws = provider.aws.this[each.key] }` as `{ aws = aws.this[each.key] }` */
function withoutRoot(expression: Expression): Expression {
  switch (expression.kind) {
    case 'object':
      return {
        ...expression,
        items: expression.items.map(({ key, value }) => ({ key, value: withoutRoot(value) })),
      };
    case 'index':
      return { ...expression, object: withoutRoot(expression.object) };
    case 'attribute-of': {
      const { object, name, range } = expression;
      if (object.kind === 'variable' && object.name === 'provider')
        return { kind: 'variable', range, name: name.name };
      return { ...expression, object: withoutRoot(object) };
    }
    default:
      return expression;
  }
}

/** What refers to a component refers to the module that it calls. */
function renamed<T>(node: T): T {
  if (Array.isArray(node)) return node.map(renamed) as T;
  if (node === null || typeof node !== 'object') return node;
  if ('kind' in node && node.kind === 'variable' && 'name' in node && node.name === 'component')
    return { ...node, name: 'module' };
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, renamed(value)])) as T;
}
