import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Message, Problem } from '../core/message';
import { mayBeJudged } from '../engine/units';
import { gitRoot, isListed, isWithin, listFiles, nodeHost, readText, workTree } from '../host/node';
import { UsageError } from './arguments';

/** What a command line's paths come to. */
export interface Target {
  /** Absolute: the one folder scanned, else the working directory. */
  readonly root: string;
  /** Within these folders values are read: the git work trees of the root and of all that is named. Absolute. */
  readonly tops: readonly string[];
  /** From the root: everything that may be judged or gives values. */
  readonly files: readonly string[];
  /** From the root: only what stands in, or affects, one of these is reported. Absent: no single file was named, everything is. */
  readonly focus?: ReadonlySet<string>;
  /** The root's path in its git repository, with a `/` at its end unless empty. */
  readonly rootInRepository: string;
  /** Paths named that cannot be read, as they were written, and why. */
  readonly unreadable: readonly { readonly path: string; readonly why: Message }[];
  /** What was met below the named folders and could not be looked into. */
  readonly problems: readonly Problem[];
}

/**
 * @param paths as written on the command line
 * @param folder the working directory, absolute
 */
export function findTarget(paths: readonly string[], folder: string): Target {
  const unreadable: { path: string; why: Message }[] = [];
  const named = paths.flatMap((path) => {
    const absolute = resolve(folder, path);
    const kind = kindOf(absolute);
    if (typeof kind === 'string') return [{ absolute, kind }];
    unreadable.push({ path, why: kind });
    return [];
  });
  const only = paths.length === 1 && named[0]?.kind === 'folder' ? named[0].absolute : undefined;
  const root = only ?? folder;
  const files = new Set<string>();
  const focus = new Set<string>();
  const problems: Problem[] = [];
  for (const { absolute, kind } of named) {
    const inside = (name: string) => slashed(relative(root, join(absolute, name)));
    if (kind === 'folder') {
      const unread = (name: string, message: Message) => {
        // A broken link or a pipe matters where a file of that name would have been judged.
        if (message.key === 'host.dangling' || message.key === 'host.not-a-file' ? mayBeJudged(name) : true)
          problems.push({ path: inside(name), message });
      };
      for (const name of listFiles(absolute, unread)) focus.add(inside(name));
    } else {
      focus.add(inside(''));
      for (const path of surroundings(absolute, folder)) files.add(slashed(relative(root, path)));
    }
  }
  for (const path of focus) files.add(path);
  return {
    root,
    tops: [
      ...new Set([
        root,
        ...named.map(({ absolute, kind }) => (kind === 'folder' ? absolute : dirname(absolute))),
      ]),
    ].map(workTree),
    files: [...files].sort(),
    ...(named.some(({ kind }) => kind === 'file') && { focus }),
    rootInRepository: inRepository(root),
    unreadable,
    problems,
  };
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

/** @throws UsageError where it is no file that can be read */
export function namedConfiguration(path: string, folder: string): string {
  const absolute = resolve(folder, path);
  const kind = kindOf(absolute);
  if (kind === 'file') return absolute;
  const why: Message = kind === 'folder' ? { key: 'host.not-a-file' } : kind;
  throw new UsageError('cli.unreadable', { path, why });
}

/** What a named path is, or why it cannot be read. */
function kindOf(path: string): 'file' | 'folder' | Message {
  try {
    if (statSync(path).isDirectory()) {
      readdirSync(path);
      return 'folder';
    }
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { key: 'cli.not-there' }
      : { key: 'host.unreadable', args: { reason: code } };
  }
  const read = readText(path);
  return 'problem' in read ? read.problem : 'file';
}

/**
 * What gives a single file its values: its neighbours (the module it belongs to) and the files of the folders above
 * (the chart around a template, the modules that call this one), up to the git root, else the working directory.
 */
function surroundings(file: string, folder: string): string[] {
  const own = dirname(file);
  const top = gitRoot(own) ?? (isWithin(folder, own) ? folder : own);
  const files: string[] = [];
  for (let at = own; ; at = dirname(at)) {
    for (const { name, kind } of nodeHost(at).list('')) {
      if (kind === 'file' && isListed(at, name)) files.push(join(at, name));
    }
    if (at === top || dirname(at) === at) return files;
  }
}

function inRepository(root: string): string {
  const top = gitRoot(root);
  const path = top ? slashed(relative(top, root)) : '';
  return path === '' ? '' : `${path}/`;
}

export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
