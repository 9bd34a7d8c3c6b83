import type { Declarations } from '../terraform/declarations';
import { folderOf } from '../terraform/path';
import type { TerraformTree } from '../terraform/tree';
import type { Plan } from './plan';

/**
 * The folder of the root module that a plan was made of: one that declares all that the plan's root module has. Of
 * several the one nearest to the plan's file; undefined where none fits, or two do alike.
 */
export function sourceOf(tree: TerraformTree, plan: Plan): string | undefined {
  const own = folderOf(plan.path);
  const folders = new Set([...tree.roots, own]);
  const fitting = [...folders].flatMap((folder) => {
    const declarations = tree.module(folder);
    const rank = declarations && rankOf(declarations, plan);
    return rank === undefined ? [] : [{ folder, rank, near: nearness(own, folder) }];
  });
  fitting.sort((a, b) => a.rank - b.rank || b.near - a.near);
  const [best, next] = fitting;
  if (!best || (next && next.rank === best.rank && next.near === best.near)) return undefined;
  return best.folder;
}

/** How many resources a module declares that the plan does not have; undefined where it lacks some that the plan has. */
function rankOf(declarations: Declarations, plan: Plan): number | undefined {
  const names = new Set(plan.instances.filter(({ root }) => root).map(({ type, name }) => `${type}.${name}`));
  for (const address of plan.configured.keys()) if (!address.startsWith('module.')) names.add(address);
  const modules = new Set([
    ...plan.calls,
    ...plan.instances.filter(({ root }) => !root).map(({ address }) => address.split('.')[1]!),
  ]);
  if (names.size + modules.size === 0) return undefined;
  const declared = (name: string) => declarations.resources.has(name);
  if (![...names].every(declared) || ![...modules].every((name) => declarations.calls.has(name)))
    return undefined;
  return declarations.resources.size - names.size + declarations.calls.size - modules.size;
}

/** How many folders two paths have in common, above all others if they are the same. */
function nearness(a: string, b: string): number {
  if (a === b) return Number.POSITIVE_INFINITY;
  const [left, right] = [a.split('/'), b.split('/')];
  let common = 0;
  while (common < left.length && left[common] === right[common]) common++;
  return common - right.length / 1000;
}
