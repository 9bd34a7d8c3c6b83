import type { Declarations } from './declarations';
import { joinPath } from './path';
import { isModuleFile, isVariableFile, type TerraformTree } from './tree';

/** One evaluation unit: a root module with the variable files one way of running it loads. */
export interface Run {
  /** Unique and stable: the root module's folder, and `+` the candidate file's path if there is one. */
  readonly key: string;
  /** The root module's folder, '' for the project's root. */
  readonly folder: string;
  /** A variable file that is not loaded automatically: this run stands for `-var-file` with it. */
  readonly candidate?: string;
}

/** Each root module without further variable files, and once with every candidate file that fits it. */
export function runs(tree: TerraformTree): Run[] {
  return tree.roots.flatMap((folder) => {
    const candidates = candidateFiles(tree, folder);
    return [
      { key: folder, folder },
      ...candidates.map((candidate) => ({ key: `${folder}+${candidate}`, folder, candidate })),
    ];
  });
}

/** Folders that hold variable files of the module above them, by name; below these any name will do. */
const ENVIRONMENT_FOLDER =
  /^(env|envs|environment|environments|tfvars|tf-?vars|vars|var|variables|config|configs|configuration|params|parameters|workspaces?|stages?|inventory|settings|values|dev|development|test|testing|qa|uat|sandbox|stage|staging|stg|preprod|prod|production|prd|dr)$/i;
const MAX_DEPTH = 3;

/** Variable files that fit a root module but are not loaded automatically. */
function candidateFiles(tree: TerraformTree, folder: string): string[] {
  const declarations = tree.module(folder);
  if (!declarations || declarations.variables.size === 0) return [];
  const found: string[] = [];
  const visit = (below: string, depth: number) => {
    const entries = tree.list(below);
    // A folder with a module of its own keeps its variable files to itself.
    if (depth > 0 && entries.some((entry) => entry.kind === 'file' && isModuleFile(entry.name))) return;
    for (const { name, kind } of entries) {
      const path = joinPath(below, name);
      if (kind === 'file') {
        if (!isVariableFile(name) || (depth === 0 && isAutomatic(name))) continue;
        if (fits(tree, path, declarations)) found.push(path);
      } else if (depth < MAX_DEPTH && (depth > 0 || ENVIRONMENT_FOLDER.test(name))) visit(path, depth + 1);
    }
  };
  visit(folder, 0);
  return found.sort();
}

/** Whether Terraform loads a variable file of the root module's folder without being told to. */
export function isAutomatic(name: string): boolean {
  return /^terraform\.tfvars(\.json)?$/.test(name) || /\.auto\.tfvars(\.json)?$/.test(name);
}

/** Whether the module declares what the file sets, or at least the larger part of it. */
function fits(tree: TerraformTree, path: string, declarations: Declarations): boolean {
  let declared = 0;
  let foreign = 0;
  for (const item of tree.read(path)?.tree.body.items ?? []) {
    if (item.kind !== 'attribute') continue;
    if (declarations.variables.has(item.name.name)) declared++;
    else foreign++;
  }
  return declared > 0 && declared >= foreign;
}
