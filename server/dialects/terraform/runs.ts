import type { Declarations } from './declarations';
import { folderOf, joinPath, nameOf } from './path';
import { isModuleFile, isVariableFile, type TerraformTree } from './tree';

/** One evaluation unit: a root module with the variable files one way of running it loads. */
export interface Run {
  /** Unique and stable: the root module's folder, and `+` the candidate file's path if there is one. */
  readonly key: string;
  /** The root module's folder, '' for the project's root. */
  readonly folder: string;
  /** A variable file that is not loaded automatically: this run stands for `-var-file` with it. */
  readonly candidate?: string;
  /** Of a candidate's run: nothing else in the tree gives a variable that must be set, so this is the way it is run. */
  readonly only?: boolean;
  /** Files and folders (with `/`) that decided which candidates there are. */
  readonly seen?: readonly string[];
}

/** Each root module without further variable files, and once with every candidate file that fits it. */
export function runs(tree: TerraformTree): Run[] {
  return tree.roots.flatMap((folder) => {
    const { found, seen } = candidateFiles(tree, folder);
    const [first] = found;
    const only = found.length === 1 && first !== undefined && completes(tree, folder, first);
    return [
      { key: folder, folder },
      ...found.map((candidate) => ({
        key: `${folder}+${candidate}`,
        folder,
        candidate,
        seen,
        ...(only && { only }),
      })),
    ];
  });
}

/** Whether a file sets a variable that has no default and that no automatic file sets. */
function completes(tree: TerraformTree, folder: string, candidate: string): boolean {
  const given = new Set(automaticFiles(tree, folder).flatMap((path) => namesIn(tree, path)));
  const variables = tree.module(folder)?.variables;
  return namesIn(tree, candidate).some((name) => {
    const declaration = variables?.get(name);
    return declaration !== undefined && !given.has(name) && !declaration.content.attributes.has('default');
  });
}

/** What a variable file sets. */
export function namesIn(tree: Pick<TerraformTree, 'read'>, path: string): string[] {
  const items = tree.read(path)?.tree.body.items ?? [];
  return items.flatMap((item) => (item.kind === 'attribute' ? [item.name.name] : []));
}

/**
 * The variable files that Terraform loads by itself, in its order.
 * @param over A folder whose files are copied over those of the module's folder before Terraform runs.
 */
export function automaticFiles(tree: TerraformTree, folder: string, over = folder): string[] {
  const paths = new Map<string, string>();
  for (const from of new Set([folder, over])) {
    for (const { kind, name } of tree.list(from))
      if (kind === 'file' && isAutomatic(name)) paths.set(name, joinPath(from, name));
  }
  const first = ['terraform.tfvars', 'terraform.tfvars.json'].filter((name) => paths.has(name));
  const rest = [...paths.keys()].filter((name) => !first.includes(name)).sort();
  return [...first, ...rest].map((name) => paths.get(name)!);
}

/** Folders that hold variable files of the module above them, by name; below these any name will do. */
const ENVIRONMENT_FOLDER =
  /^(env|envs|environment|environments|tfvars|tf-?vars|vars|var|variables|config|configs|configuration|params|parameters|workspaces?|stages?|inventory|settings|values|dev|development|test|testing|qa|uat|sandbox|stage|staging|stg|preprod|prod|production|prd|dr)$/i;
const MAX_DEPTH = 3;

/** Variable files that fit a root module but are not loaded automatically, and what was looked at to find them. */
function candidateFiles(tree: TerraformTree, folder: string): { found: string[]; seen: string[] } {
  const declarations = tree.module(folder);
  if (!declarations || declarations.variables.size === 0) return { found: [], seen: [] };
  const { files, seen } = filesBeside(tree, folder, isVariableFile);
  const open = files.filter((path) => folderOf(path) !== folder || !isAutomatic(nameOf(path)));
  return { found: open.filter((path) => fits(tree, path, declarations)), seen: [...seen, ...open] };
}

/** Files of a kind in a root module's folder and in folders of environments below it; and the folders (with `/`). */
export function filesBeside(
  tree: TerraformTree,
  folder: string,
  wanted: (name: string) => boolean,
): { files: string[]; seen: string[] } {
  const files: string[] = [];
  const seen: string[] = [];
  const visit = (below: string, depth: number) => {
    const entries = tree.list(below);
    seen.push(`${below}/`);
    // A folder with a module of its own keeps its variable files to itself.
    if (depth > 0 && entries.some((entry) => entry.kind === 'file' && isModuleFile(entry.name))) return;
    for (const { name, kind } of entries) {
      const path = joinPath(below, name);
      if (kind === 'file') {
        if (wanted(name)) files.push(path);
      } else if (depth < MAX_DEPTH && (depth > 0 || ENVIRONMENT_FOLDER.test(name))) visit(path, depth + 1);
    }
  };
  visit(folder, 0);
  return { files: files.sort(), seen };
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
