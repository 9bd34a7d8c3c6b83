import type { Value } from '../../core/value';
import { givenIn, namesGiven } from '../arm/parameters-file';
import { folderOf, joinPath } from '../terraform/path';
import { throughAll } from '../values/values';
import { type BicepTree, type Context, openInstance, scopeOf } from './instance';
import { literalText } from './literal';

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
  if (!isBicepParameters(path)) return [...namesGiven(tree.tree(path)?.documents[0])];
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
  const given = givenIn(context.tree.tree(path)?.documents[0], path);
  return new Map(given.map(({ name, value }) => [name, value]));
}
