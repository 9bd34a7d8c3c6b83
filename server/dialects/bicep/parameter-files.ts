import type { MapEntry, Value } from '../../core/value';
import type { Node } from '../../syntax/tree/node';
import { list, object } from '../arm/functions';
import { folderOf, joinPath } from '../terraform/path';
import { throughAll } from '../values/values';
import { filledIn } from './azd';
import { type BicepTree, type Context, openInstance, scopeOf } from './instance';
import { literalText } from './literal';
import { unknown } from './values';

/** Files that extend each other further than this are not followed. */
const MAX_EXTENDS = 16;

export function isBicepParameters(path: string): boolean {
  return path.endsWith('.bicepparam');
}

/** Whether a file may be one of parameters for a deployment, by its name (`main.parameters.json`). */
export function isJsonParameters(path: string): boolean {
  return /(^|[.\-_/])param(eter)?s?([.\-_][^/]*)?\.jsonc?$/i.test(path);
}

/** What a parameters file sets, each with its deciding text. */
export function readParameters(path: string, context: Context): ReadonlyMap<string, Value> {
  return isBicepParameters(path) ? readBicepParameters(path, context, 0) : readJsonParameters(path, context);
}

/** The names that a parameters file sets. */
export function namesIn(path: string, tree: BicepTree): string[] {
  if (!isBicepParameters(path)) return parametersIn(tree.tree(path)?.documents[0]).map(([name]) => name);
  const declarations = tree.bicep(path)?.document.declarations ?? [];
  return declarations.flatMap((one) => (one.kind === 'param' && one.value ? [one.name.name] : []));
}

/** What it extends comes first. */
function readBicepParameters(path: string, context: Context, depth: number): Map<string, Value> {
  const file = depth < MAX_EXTENDS ? openInstance(context, path) : undefined;
  const set = new Map<string, Value>();
  if (!file) return set;
  const { declarations } = file.document;
  for (const declaration of declarations) {
    const base = declaration.kind === 'extends' ? literalText(declaration.path) : undefined;
    if (base === undefined) continue;
    const below = readBicepParameters(joinPath(folderOf(path), base), context, depth + 1);
    for (const [name, value] of below) set.set(name, value);
  }
  for (const declaration of declarations) {
    if (declaration.kind !== 'param' || !declaration.value) continue;
    const { name, range } = declaration.name;
    const hop = { step: 'variable-file', name: path, at: { path, range } } as const;
    set.set(name, throughAll(context.evaluate(declaration.value, scopeOf(file)), hop));
  }
  return set;
}

function readJsonParameters(path: string, context: Context): Map<string, Value> {
  context.inputs.add(path);
  const set = new Map<string, Value>();
  for (const [name, key, node] of parametersIn(context.tree.tree(path)?.documents[0])) {
    const at = { path, range: key.content };
    const written = pairOf(node, 'value')?.value;
    // A secret of a key vault, by reference.
    const value: Value = written
      ? valueOfNode(written, path)
      : { ...unknown(at, 'secret-reference', { name }), sensitive: true };
    set.set(name, throughAll(value, { step: 'variable-file', name: path, at }));
  }
  return set;
}

type Key = Extract<Node, { kind: 'mapping' }>['pairs'][number]['key'];

/** The parameters of a deployment's file: `{ "parameters": { "name": { "value": … } } }`. */
function parametersIn(doc: Node | undefined): [name: string, key: Key, node: Node][] {
  const parameters = pairOf(doc, 'parameters')?.value;
  if (parameters?.kind !== 'mapping') return [];
  return parameters.pairs.flatMap(({ key, value }): [string, Key, Node][] =>
    pairOf(value, 'value') || pairOf(value, 'reference') ? [[key.text, key, value]] : [],
  );
}

function pairOf(node: Node | undefined, name: string) {
  return node?.kind === 'mapping' ? node.pairs.find(({ key }) => key.text === name) : undefined;
}

function valueOfNode(node: Node, path: string): Value {
  const at = { path, range: node.range };
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'string'
        ? filledIn(node, path)
        : { kind: 'scalar', value: node.value, at: { path, range: node.content } };
    case 'sequence':
      return list(
        node.items.map((item) => valueOfNode(item, path)),
        at,
      );
    case 'mapping': {
      const entries = node.pairs.map(({ key, value }): [string, MapEntry] => {
        const place = { path, range: key.content };
        return [key.text, { key: place, value: valueOfNode(value, path) }];
      });
      return object(new Map(entries), at);
    }
  }
}
