import type { Host } from '../../core/host';
import { type ModuleFile, moduleFile } from '../terraform/file';
import { folderOf, joinPath } from '../terraform/path';
import type { TerraformFile } from '../terraform/tree';
import { isAutomatic, isTemplate, isVariables } from './files';
import { namesIn } from './template';

/** The Packer files of a project. */
export interface PackerTree {
  readonly host: Host;
  /** Parses on demand; undefined when the file is not there or cannot be judged. */
  read(path: string): TerraformFile | undefined;
}

/** One evaluation unit: what `packer build` builds, with the files of variables that one way of running it loads. */
export interface PackerRun {
  /** Unique and stable: the folder (or the one template) and `+` the candidate file's path if there is one. */
  readonly key: string;
  readonly folder: string;
  /** Templates that are built, sorted. */
  readonly built: readonly string[];
  /** Templates beside them, from which they may take names. */
  readonly beside: readonly string[];
  /** A file of variables that is not loaded automatically: this run stands for `-var-file` with it. */
  readonly candidate?: string;
}

/**
 * The templates of a folder are built together, unless they declare the same names: then each is built by itself. Each
 * without further files of variables, and once with every candidate file that fits.
 * @param files Every scanned file; those that are no templates are passed over.
 */
export function packerRuns(files: readonly string[], tree: PackerTree): PackerRun[] {
  const folders = new Map<string, string[]>();
  for (const path of files.filter(isTemplate)) {
    const folder = folderOf(path);
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  return [...folders].flatMap(([folder, paths]) => {
    const templates = paths.sort().flatMap((path) => {
      const file = tree.read(path);
      return file ? [moduleFile(path, file)] : [];
    });
    const variables = candidateFiles(folder, tree);
    return together(templates).flatMap((built) => {
      const beside = templates.filter((one) => !built.includes(one)).map((one) => one.path);
      const key = built.length === templates.length ? folder : built[0]!.path;
      const run = { key, folder, built: built.map((one) => one.path), beside };
      const declared = variableNames([...built, ...templates]);
      const candidates = variables.filter((path) => fits(path, declared, tree));
      return [run, ...candidates.map((candidate) => ({ ...run, key: `${key}+${candidate}`, candidate }))];
    });
  });
}

function together(templates: readonly ModuleFile[]): (readonly ModuleFile[])[] {
  const names = templates.flatMap(namesIn);
  return new Set(names).size === names.length ? [templates] : templates.map((one) => [one]);
}

const MAX_DEPTH = 3;

/** Files of variables in the folder, or in folders below it that hold no templates of their own. */
function candidateFiles(folder: string, { host }: PackerTree): string[] {
  const found: string[] = [];
  const visit = (below: string, depth: number) => {
    const entries = host.list(below);
    if (depth > 0 && entries.some(({ kind, name }) => kind === 'file' && isTemplate(name))) return;
    for (const { name, kind } of entries) {
      const path = joinPath(below, name);
      if (kind === 'folder' && depth < MAX_DEPTH && !name.startsWith('.') && name !== 'node_modules')
        visit(path, depth + 1);
      else if (kind === 'file' && isVariables(name) && !(depth === 0 && isAutomatic(name))) found.push(path);
    }
  };
  visit(folder, 0);
  return found.sort();
}

function variableNames(files: readonly ModuleFile[]): ReadonlySet<string> {
  return new Set(files.flatMap(namesIn).filter((name) => name.startsWith('var.')));
}

/** Whether the templates declare what the file sets, or at least the larger part of it. */
function fits(path: string, declared: ReadonlySet<string>, tree: PackerTree): boolean {
  let [known, foreign] = [0, 0];
  for (const item of tree.read(path)?.tree.body.items ?? []) {
    if (item.kind !== 'attribute') continue;
    if (declared.has(`var.${item.name.name}`)) known++;
    else foreign++;
  }
  return known > 0 && known >= foreign;
}
