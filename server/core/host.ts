import type { Message } from './message';

/**
 * The only way the engine reaches files. Paths are relative to the project's root, with `/`; the root itself is ''.
 * All calls are synchronous: a driver that can only read asynchronously (a browser) loads files first, answers
 * `missing` for what it does not have, and scans again once it has it.
 */
export interface Host {
  /** A file's text, or why it cannot be had. */
  read(path: string): ReadResult;
  /** What a folder holds; empty for what is no folder. Symbolic links are followed by the host, loops ended. */
  list(folder: string): readonly Entry[];
  /** The one name of what a path names: `../infra/a` is `a` where the root is `infra`. Absent: every path is its own. */
  canonical?(path: string): string;
}

export type ReadResult =
  | { readonly text: string }
  /** It exists but cannot be judged: binary, too large, not UTF-8, unreadable. */
  | { readonly problem: Message }
  | { readonly missing: true };

export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}
