import { newBudget } from '../terraform/expressions';
import { folderOf } from '../terraform/path';
import type { Setting, TerragruntTree } from './config';
import { functionsOf } from './functions';
import { resolve } from './names';

/** @param path The file that is run. */
export function newSetting(tree: TerragruntTree, path: string): Setting {
  return {
    tree,
    key: `terragrunt ${path}`,
    top: folderOf(path),
    budget: newBudget(),
    inputs: new Set([path]),
    configs: new Map(),
    opened: { count: 0 },
    functions: functionsOf,
    resolve,
  };
}
