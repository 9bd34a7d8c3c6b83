import { newBudget } from '../terraform/expressions';
import type { Setting, TerragruntTree } from './config';
import { functionsOf } from './functions';
import { resolve } from './names';

/**
 * @param path The file that is run, as Terragrunt names it.
 * @param made What a stack adds that makes the unit; it shares the stack's inputs.
 */
export function newSetting(
  tree: TerragruntTree,
  path: string,
  made: Partial<Pick<Setting, 'copies' | 'values' | 'over' | 'inputs'>> = {},
): Setting {
  return {
    tree,
    key: `terragrunt ${path}`,
    path,
    copies: [],
    budget: newBudget(),
    inputs: new Set([path]),
    configs: new Map(),
    opened: [],
    functions: functionsOf,
    resolve,
    ...made,
  };
}
