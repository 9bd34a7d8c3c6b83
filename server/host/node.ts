import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Entry, Host, ReadResult } from '../core/host';
import type { Message } from '../core/message';
import { decode, largestFile, tooLarge } from './decode';
import { trackedPaths } from './git-index';
import { type IgnoreFile, isIgnored, parseIgnore } from './ignore';

/** Folders whose content is never judged. */
const leftOut = new Set(['.git', '.terraform', 'node_modules']);
/** Deeper than this no folder is looked into. */
const deepest = 100;

/**
 * A host that reads from disk.
 * @param root the project's folder, absolute
 * @param tops the folders within which `../` may lead, absolute; by default the git work tree, or `root` where there is none
 */
export function nodeHost(root: string, tops: readonly string[] = [workTree(root)]): Host {
  const locate = (path: string): string | undefined => {
    const absolute = resolve(root, path);
    return path.startsWith('..') && !tops.some((top) => isWithin(top, absolute)) ? undefined : absolute;
  };
  return {
    read(path) {
      const absolute = locate(path);
      return absolute === undefined ? { missing: true } : readText(absolute);
    },
    list(folder) {
      const absolute = locate(folder);
      return absolute === undefined ? [] : entries(absolute);
    },
    canonical: (path) =>
      path.startsWith('..') ? relative(root, resolve(root, path)).split(sep).join('/') : path,
  };
}

/**
 * A file's text, or why it cannot be had.
 * @param path absolute
 * @param largest in bytes
 */
export function readText(path: string, largest = largestFile): ReadResult {
  try {
    const status = statSync(path);
    if (status.isDirectory()) return { missing: true };
    // A pipe or a device may never end.
    if (!status.isFile()) return { problem: { key: 'host.not-a-file' } };
    return status.size > largest ? tooLarge(status.size, largest) : decode(readFileSync(path), largest);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { missing: true };
    return { problem: unreadable(code) };
  }
}

/** The git work tree that holds a folder; the folder itself where there is none. Absolute in, absolute out. */
export function workTree(folder: string): string {
  return gitRoot(folder) ?? folder;
}

/** The root of the git work tree that holds a folder, where there is one. Absolute in, absolute out. */
export function gitRoot(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/**
 * The files below a folder that are to be judged: not in `.git`, `.terraform` or `node_modules`, not ignored by git.
 * What git tracks is not ignored, whatever its patterns say; without a work tree the .gitignore files below count alone.
 * Links to folders are followed where they lead out of `root`, once each.
 * @param root absolute
 * @param unread told of each path from `root` that is there but cannot be looked into: a folder that may not be read or
 *   lies too deep, a link that leads nowhere, a pipe or a device
 * @returns sorted paths from `root`, with `/`
 */
export function listFiles(root: string, unread: (path: string, why: Message) => void = () => {}): string[] {
  const files: string[] = [];
  const real = realPath(root);
  const seen = new Set([real]);
  walk(root, '', repositoryAt(root), 0);
  return files.sort();

  function walk(folder: string, prefix: string, outer: Repository, depth: number): void {
    const children = directory(folder, (reason) => unread(prefix.slice(0, -1), unreadable(reason)));
    const nested = prefix !== '' && children.some((child) => child.name === '.git');
    const repository = enter(nested ? openRepository(folder) : outer, folder, children);
    for (const child of children) {
      const path = prefix + child.name;
      const absolute = join(folder, child.name);
      const kind = child.isSymbolicLink() ? kindBehind(absolute) : kindOf(child);
      if (kind === 'folder' ? leftOut.has(child.name) : child.name === '.git') continue;
      const inside = admit(repository, absolute, kind ?? 'file');
      if (inside === undefined) continue;
      if (kind === 'file') files.push(path);
      else if (kind === undefined)
        unread(path, { key: existsSync(absolute) ? 'host.not-a-file' : 'host.dangling' });
      else if (child.isSymbolicLink() && isKnown(absolute)) continue;
      else if (depth < deepest) walk(absolute, `${path}/`, inside, depth + 1);
      else unread(path, { key: 'host.too-deep', args: { limit: deepest } });
    }
  }

  /** Whether what a link leads to is listed anyway, or has been followed before. */
  function isKnown(link: string): boolean {
    const target = realPath(link);
    if (isWithin(real, target) || isWithin(target, real) || seen.has(target)) return true;
    seen.add(target);
    return false;
  }
}

/**
 * Whether a file below `root` would be listed by `listFiles`, as far as names and git decide it.
 * @param path from `root`, with `/`
 */
export function isListed(root: string, path: string): boolean {
  let repository = repositoryAt(root);
  let folder = root;
  const names = path.split('/');
  for (const [index, name] of names.entries()) {
    const kind = index < names.length - 1 ? 'folder' : 'file';
    if (name === '..' || (kind === 'folder' && leftOut.has(name))) return false;
    const children = directory(folder);
    const nested = folder !== root && children.some((child) => child.name === '.git');
    const here = enter(nested ? openRepository(folder) : repository, folder, children);
    folder = join(folder, name);
    const inside = admit(here, folder, kind);
    if (inside === undefined) return false;
    repository = inside;
  }
  return true;
}

/** The ignore patterns in force in a folder, and what git tracks in spite of them. */
interface Repository {
  readonly root: string;
  readonly ignores: readonly IgnoreFile[];
  /** Below a folder that the patterns exclude, only what is tracked is not ignored. */
  readonly onlyTracked: boolean;
  /** Tracked files and the folders above them, from `root`; read at the first need. */
  readonly tracked: () => ReadonlySet<string>;
}

/** The state in which `root`'s own .gitignore is still to be read. */
function repositoryAt(root: string): Repository {
  const top = gitRoot(root);
  if (top === undefined) return { root, ignores: [], onlyTracked: false, tracked: () => new Set() };
  let repository = openRepository(top);
  const names = relative(top, root).split(sep).filter(Boolean);
  let folder = top;
  for (const name of names) {
    const here = enter(repository, folder, directory(folder));
    folder = join(folder, name);
    repository = admit(here, folder, 'folder') ?? here;
  }
  return repository;
}

function openRepository(root: string): Repository {
  const folder = gitFolder(root);
  const exclude = readText(join(commonFolder(folder), 'info/exclude'));
  let tracked: ReadonlySet<string> | undefined;
  return {
    root,
    ignores: 'text' in exclude ? [parseIgnore(exclude.text, '')] : [],
    onlyTracked: false,
    tracked: () => (tracked ??= readTracked(folder)),
  };
}

/** `.git` is a folder, or a file that names it (work trees, submodules). */
function gitFolder(root: string): string {
  const path = join(root, '.git');
  const file = readText(path);
  const named = 'text' in file ? /^gitdir: (.+?)\s*$/m.exec(file.text)?.[1] : undefined;
  if (named === undefined) return path;
  return isAbsolute(named) ? named : join(root, named);
}

/** Where the main work tree's settings lie: for a linked work tree, `commondir` says it. */
function commonFolder(folder: string): string {
  const file = readText(join(folder, 'commondir'));
  return 'text' in file ? resolve(folder, file.text.trim()) : folder;
}

function readTracked(folder: string): ReadonlySet<string> {
  const all = new Set<string>();
  let paths: Set<string> | undefined;
  try {
    paths = trackedPaths(readFileSync(join(folder, 'index')));
  } catch {
    // No index: nothing is tracked yet.
  }
  for (const path of paths ?? []) {
    all.add(path);
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const parent = path.slice(0, end);
      if (all.has(parent)) break;
      all.add(parent);
    }
  }
  return all;
}

function enter(repository: Repository, folder: string, children: readonly { name: string }[]): Repository {
  if (!children.some((child) => child.name === '.gitignore')) return repository;
  const file = readText(join(folder, '.gitignore'));
  if (!('text' in file)) return repository;
  const ignore = parseIgnore(file.text, slashed(relative(repository.root, folder)));
  return { ...repository, ignores: [...repository.ignores, ignore] };
}

/** The state inside something that is not ignored; undefined where it is. */
function admit(repository: Repository, absolute: string, kind: Entry['kind']): Repository | undefined {
  const { ignores, onlyTracked } = repository;
  if (ignores.length === 0) return repository;
  const path = slashed(relative(repository.root, absolute));
  if (!onlyTracked && isIgnored(ignores, path, kind) !== true) return repository;
  return repository.tracked().has(path) ? { ...repository, onlyTracked: true } : undefined;
}

function directory(folder: string, failed: (reason: string) => void = () => {}) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    // What vanished since it was listed is no problem.
    if (code !== 'ENOENT') failed(code);
    return [];
  }
}

function unreadable(reason: string): Message {
  return { key: 'host.unreadable', args: { reason } };
}

function entries(folder: string): Entry[] {
  return directory(folder).flatMap((child) => {
    const kind = child.isSymbolicLink() ? kindBehind(join(folder, child.name)) : kindOf(child);
    return kind === undefined ? [] : [{ name: child.name, kind }];
  });
}

function kindOf(child: { isFile(): boolean; isDirectory(): boolean }): Entry['kind'] | undefined {
  if (child.isFile()) return 'file';
  return child.isDirectory() ? 'folder' : undefined;
}

/** What a link leads to; nothing where it dangles or goes in a circle. */
function kindBehind(link: string): Entry['kind'] | undefined {
  try {
    return kindOf(statSync(link));
  } catch {
    return undefined;
  }
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

/** Whether an absolute path is a folder or lies below it. */
export function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
