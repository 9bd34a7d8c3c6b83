import type { Host } from '../../core/host';
import { type ModuleFile, moduleFile } from '../terraform/file';
import { folderOf, joinPath } from '../terraform/path';
import { namesIn } from '../terraform/runs';
import type { TerraformFile } from '../terraform/tree';
import { isAutomatic, isTemplate, isVariables, mayBeLegacy } from './files';
import { declaredIn, templateOf } from './template';

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
  /** Of a candidate's run: no other file gives a variable that must be set, so this is the way it is run. */
  readonly only?: boolean;
  /** A template in the JSON of before HCL, which is built by itself. */
  readonly legacy?: boolean;
}

/**
 * The templates of a folder are built together, unless they declare the same names: then each is built by itself. Each
 * without further files of variables, and once with every candidate file that fits.
 * @param files Every scanned file; those that are no templates are passed over.
 * @param legacy Files that may be templates in the JSON of before HCL.
 */
export function packerRuns(
  files: readonly string[],
  legacy: readonly string[],
  tree: PackerTree,
): PackerRun[] {
  const folders = new Map<string, string[]>();
  for (const path of files.filter(isTemplate)) {
    const folder = folderOf(path);
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  const read = (paths: readonly string[]) =>
    paths.flatMap((path) => {
      const file = tree.read(path);
      return file ? [moduleFile(path, file)] : [];
    });
  const modern = [...folders].flatMap(([folder, paths]) => {
    const templates = read(paths.sort());
    const variables = filesOfVariables(folder, tree, isModern);
    return together(templates).flatMap((built) => {
      const beside = templates.filter((one) => !built.includes(one)).map((one) => one.path);
      const key = built.length === templates.length ? folder : built[0]!.path;
      const run = { key, folder, built: built.map((one) => one.path), beside };
      return withCandidates(run, variables, [...built, ...templates], tree);
    });
  });
  const older = read(legacy).flatMap((template): PackerRun[] => {
    const { path, blocks } = template;
    if (!blocks.has('source')) return [];
    const folder = folderOf(path);
    const variables = filesOfVariables(folder, tree, isOlder).filter((other) => !legacy.includes(other));
    const run = { key: path, folder, built: [path], beside: [], legacy: true };
    return withCandidates(run, variables, [template], tree);
  });
  return [...modern, ...older];
}

/** A run without further files of variables, and one with each that fits. */
function withCandidates(
  run: PackerRun,
  variables: readonly string[],
  templates: readonly ModuleFile[],
  tree: PackerTree,
): PackerRun[] {
  const declared = new Set(templates.flatMap(declaredIn).filter((name) => name.startsWith('var.')));
  const fitting = variables.filter((path) => fits(path, declared, tree));
  const [first] = fitting;
  const only = fitting.length === 1 && completes(first!, run, templates, tree);
  return [
    run,
    ...fitting.map((candidate) => ({
      ...run,
      key: `${run.key}+${candidate}`,
      candidate,
      ...(only && { only }),
    })),
  ];
}

/** Whether a file sets a variable that has no default and that no automatic file sets. */
function completes(
  path: string,
  run: PackerRun,
  templates: readonly ModuleFile[],
  tree: PackerTree,
): boolean {
  const given = new Set(automaticFiles(run, tree).flatMap((file) => namesIn(tree, file)));
  const { variables } = templateOf(templates);
  return namesIn(tree, path).some((name) => {
    const variable = variables.get(name);
    return variable !== undefined && !variable.default && !given.has(name);
  });
}

/** Files of variables that are read without being named: those in HCL before those in JSON. */
export function automaticFiles({ folder, legacy }: PackerRun, { host }: PackerTree): string[] {
  if (legacy) return [];
  const paths = host
    .list(folder)
    .filter(({ kind, name }) => kind === 'file' && isAutomatic(name))
    .map(({ name }) => joinPath(folder, name))
    .sort();
  const isJson = (path: string) => path.endsWith('.json');
  return [...paths.filter((path) => !isJson(path)), ...paths.filter(isJson)];
}

function together(templates: readonly ModuleFile[]): (readonly ModuleFile[])[] {
  const names = templates.flatMap(declaredIn);
  return new Set(names).size === names.length ? [templates] : templates.map((one) => [one]);
}

const MAX_DEPTH = 3;

/** Files of variables in the folder, or in folders below it that hold no templates of their own. */
function filesOfVariables(
  folder: string,
  { host }: PackerTree,
  wanted: (path: string, depth: number) => boolean,
): string[] {
  const found: string[] = [];
  const visit = (below: string, depth: number) => {
    const entries = host.list(below);
    if (depth > 0 && entries.some(({ kind, name }) => kind === 'file' && isTemplate(name))) return;
    for (const { name, kind } of entries) {
      const path = joinPath(below, name);
      if (kind === 'folder' && depth < MAX_DEPTH && !name.startsWith('.') && name !== 'node_modules')
        visit(path, depth + 1);
      else if (kind === 'file' && wanted(path, depth)) found.push(path);
    }
  };
  visit(folder, 0);
  return found.sort();
}

function isModern(path: string, depth: number): boolean {
  return isVariables(path) && !(depth === 0 && isAutomatic(path));
}

/** The older JSON's files of variables have no ending of their own; they are called something with `var`. */
function isOlder(path: string): boolean {
  return mayBeLegacy(path) && /(^|\/|[-_.])var(iable)?s?([-_./]|$)/i.test(path);
}

/** Whether the templates declare what the file sets, or at least the larger part of it. */
function fits(path: string, declared: ReadonlySet<string>, tree: PackerTree): boolean {
  const set = namesIn(tree, path);
  const known = set.filter((name) => declared.has(`var.${name}`)).length;
  return known > 0 && known >= set.length - known;
}
