import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { gitRoot, listFiles } from '../host/node';
import { UsageError } from './arguments';

/** What a command line's paths come to. */
export interface Target {
  /** Absolute: the one folder scanned, else the working directory. */
  readonly root: string;
  /** From the root: everything that may be judged or gives values. */
  readonly files: readonly string[];
  /** From the root: only what stands in, or affects, one of these is reported. Absent: everything is. */
  readonly focus?: ReadonlySet<string>;
  /** The root's path in its git repository, with a `/` at its end unless empty. */
  readonly rootInRepository: string;
  /** Paths named that cannot be read. */
  readonly unreadable: readonly string[];
}

/** @param paths as written on the command line, from the working directory */
export function findTarget(paths: readonly string[]): Target {
  const unreadable: string[] = [];
  const named = paths.flatMap((path) => {
    const absolute = resolve(path);
    if (existsSync(absolute)) return [{ absolute, folder: statSync(absolute).isDirectory() }];
    unreadable.push(path);
    return [];
  });
  const only = named.length === 1 && named[0]!.folder ? named[0]!.absolute : undefined;
  const root = only ?? process.cwd();
  if (only) return { root, files: listFiles(root), rootInRepository: inRepository(root), unreadable };
  const files = new Set<string>();
  const focus = new Set<string>();
  for (const { absolute, folder } of named) {
    // A file's neighbours give it values: the module it belongs to, the namespace next to it.
    const listed = listFiles(folder ? absolute : dirname(absolute)).filter(
      (name) => folder || !name.includes('/'),
    );
    for (const name of listed) {
      const path = slashed(relative(root, join(folder ? absolute : dirname(absolute), name)));
      files.add(path);
      if (folder) focus.add(path);
    }
    if (!folder) {
      const path = slashed(relative(root, absolute));
      files.add(path);
      focus.add(path);
    }
  }
  return { root, files: [...files].sort(), focus, rootInRepository: inRepository(root), unreadable };
}

/** The nearest `.sovlint.yaml` from a folder upward, up to the git root; absolute. */
export function findConfiguration(folder: string): string | undefined {
  const top = gitRoot(folder);
  for (let at = folder; ; at = dirname(at)) {
    const candidate = join(at, '.sovlint.yaml');
    if (existsSync(candidate)) return candidate;
    if (at === top || dirname(at) === at) return undefined;
  }
}

/** @throws UsageError when the file is not there */
export function namedConfiguration(path: string): string {
  const absolute = resolve(path);
  if (!existsSync(absolute)) {
    throw new UsageError('cli.unreadable', { path, why: 'ENOENT' });
  }
  return absolute;
}

function inRepository(root: string): string {
  const top = gitRoot(root);
  const path = top ? slashed(relative(top, root)) : '';
  return path === '' ? '' : `${path}/`;
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
