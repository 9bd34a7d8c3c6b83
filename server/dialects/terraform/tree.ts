import type { Entry, Host } from '../../core/host';
import type { HclDocument } from '../../syntax/hcl/ast';
import { type Declarations, declarationsOf } from './declarations';
import { type ModuleFile, moduleFile } from './file';
import { literalText } from './literal';
import { folderOf, joinPath } from './path';

/** A parsed file. The owner keeps it as long as its text stays the same: indexes hang on the tree's identity. */
export interface TerraformFile {
  readonly text: string;
  readonly tree: HclDocument;
}

/**
 * The platform (as rules/facts names it) of a provider: by the last part of its source (`google-beta` -> `gcp`).
 * The rows are rules/facts/terraform-providers.yaml.
 */
export type Platforms = Readonly<Record<string, string>>;

/** The Terraform modules of a project and the calls between them. Made anew when a file changes; nothing is stored. */
export interface TerraformTree {
  readonly host: Host;
  readonly platforms: Platforms;
  /** Folders of the modules that nothing in the tree calls, sorted. */
  readonly roots: readonly string[];
  /** Parses on demand; undefined when the file is not there or cannot be judged. */
  read(path: string): TerraformFile | undefined;
  /** What a folder declares, in the tree or outside; undefined when it holds no Terraform files. */
  module(folder: string): Declarations | undefined;
  /** A folder's entries, listed once. */
  list(folder: string): readonly Entry[];
}

/** What was read of folders, kept by the owner from one tree to the next. */
export interface FolderMemory {
  readonly modules: Map<string, Declarations | undefined>;
  readonly listed: Map<string, readonly Entry[]>;
}

export function newFolderMemory(): FolderMemory {
  return { modules: new Map(), listed: new Map() };
}

/** Forgets what a changed file may have changed: its folder, and what the folders above it hold. */
export function forgetFolders({ modules, listed }: FolderMemory, path: string): void {
  let folder = path;
  do {
    folder = folderOf(folder);
    modules.delete(folder);
    listed.delete(folder);
  } while (folder !== '');
}

/**
 * Finds the modules and the calls between them.
 * @param files Every scanned file; those that `isTerraform` does not know are passed over.
 * @param read The owner's parser, cached by text (`parseTerraform` does the work); also asked for files that are not
 *   in `files`: ignored variable files, modules outside the tree.
 * @param memory what an earlier tree read, without what has changed since
 */
export function openTerraform(
  files: readonly string[],
  read: (path: string) => TerraformFile | undefined,
  host: Host,
  platforms: Platforms,
  { modules, listed }: FolderMemory = newFolderMemory(),
): TerraformTree {
  const scanned = new Map<string, string[]>();
  for (const path of files) {
    if (!isModuleFile(path)) continue;
    const folder = folderOf(path);
    const names = scanned.get(folder);
    if (names) names.push(path);
    else scanned.set(folder, [path]);
  }
  const list = (folder: string) => {
    let entries = listed.get(folder);
    if (!entries) {
      entries = host.list(folder);
      listed.set(folder, entries);
    }
    return entries;
  };
  const module = (named: string) => {
    const folder = host.canonical?.(named) ?? named;
    if (!modules.has(folder)) {
      const found = list(folder)
        .filter((entry) => entry.kind === 'file' && isModuleFile(entry.name))
        .map((entry) => joinPath(folder, entry.name));
      modules.set(folder, readModule(folder, new Set([...(scanned.get(folder) ?? []), ...found]), read));
    }
    return modules.get(folder);
  };
  const folders = [...scanned.keys()].sort();
  return { host, platforms, roots: rootsAmong(folders, module), read, module, list };
}

/** Whether a path names a file that Terraform or OpenTofu reads by itself: configuration or variables. */
export function isTerraform(path: string): boolean {
  return isModuleFile(path) || isVariableFile(path);
}

export function isModuleFile(path: string): boolean {
  return /\.(tf|tofu)(\.json)?$/.test(path);
}

export function isVariableFile(path: string): boolean {
  return /\.tfvars(\.json)?$/.test(path);
}

const known = new WeakMap<ModuleFile, Declarations>();

function readModule(
  folder: string,
  paths: ReadonlySet<string>,
  read: (path: string) => TerraformFile | undefined,
): Declarations | undefined {
  const files: ModuleFile[] = [];
  for (const path of [...paths].sort()) {
    // OpenTofu reads x.tofu in place of x.tf.
    if (paths.has(path.replace(/\.tf(\.json)?$/, '.tofu$1')) && !/\.tofu(\.json)?$/.test(path)) continue;
    const file = read(path);
    if (file) files.push(moduleFile(path, file));
  }
  if (files.length === 0) return undefined;
  const before = known.get(files[0]!);
  if (before?.files.length === files.length && before.files.every((file, i) => file === files[i]))
    return before;
  const declarations = declarationsOf(folder, files);
  known.set(files[0]!, declarations);
  return declarations;
}

/** The folder of a call's local source; undefined for registries, repositories and archives. */
export function localSource(folder: string, source: string): string | undefined {
  return /^\.\.?(\/|$)/.test(source) ? joinPath(folder, source) : undefined;
}

/** Modules that nothing calls; of modules that only call each other in a circle the first. */
function rootsAmong(
  folders: readonly string[],
  module: (folder: string) => Declarations | undefined,
): string[] {
  const calls = new Map<string, readonly string[]>();
  const called = new Set<string>();
  const queue = [...folders];
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    if (calls.has(folder)) continue;
    const targets = calledFolders(module(folder)).map((target) => module(target)?.folder ?? target);
    calls.set(folder, targets);
    for (const target of targets) called.add(target);
    queue.push(...targets);
  }
  const roots = folders.filter((folder) => module(folder) && !called.has(folder));
  const reached = new Set<string>();
  for (const root of roots) reach(root, calls, reached);
  for (const folder of folders) {
    if (reached.has(folder) || !module(folder)) continue;
    roots.push(folder);
    reach(folder, calls, reached);
  }
  return roots.sort();
}

const callees = new WeakMap<Declarations, readonly string[]>();

function calledFolders(declarations: Declarations | undefined): readonly string[] {
  if (!declarations) return [];
  const before = callees.get(declarations);
  if (before) return before;
  const folders: string[] = [];
  for (const call of declarations.calls.values()) {
    const source = literalText(call.content.attributes.get('source')?.node.value);
    const folder = source === undefined ? undefined : localSource(declarations.folder, source);
    if (folder !== undefined && folder !== declarations.folder) folders.push(folder);
  }
  callees.set(declarations, folders);
  return folders;
}

function reach(from: string, calls: ReadonlyMap<string, readonly string[]>, reached: Set<string>): void {
  const queue = [from];
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    if (reached.has(folder)) continue;
    reached.add(folder);
    queue.push(...(calls.get(folder) ?? []));
  }
}
