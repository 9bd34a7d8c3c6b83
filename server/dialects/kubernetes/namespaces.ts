import type { TreeFile } from '../../syntax/tree/node';
import { manifestsIn } from './manifests';

export interface ManifestFile {
  readonly path: string;
  readonly file: TreeFile;
}

/** Where a Namespace object stands. Plain data: it may be compared as JSON. */
export interface NamespaceEntry {
  readonly id: string;
  readonly path: string;
}

/** The Namespace objects of a project by name; several files may declare one (an overlay each). */
export type NamespaceIndex = ReadonlyMap<string, readonly NamespaceEntry[]>;

/** Finds every Namespace object in the manifests of a project. */
export function namespaceIndex(files: readonly ManifestFile[]): NamespaceIndex {
  const index = new Map<string, NamespaceEntry[]>();
  for (const { path, file } of files) {
    for (const { kind, group, name } of manifestsIn(file)) {
      if (kind !== 'Namespace' || group !== '' || name === undefined) continue;
      const entries = index.get(name) ?? [];
      const entry = { id: namespaceId(path, name), path };
      if (!entries.some((one) => one.path === path)) index.set(name, [...entries, entry]);
    }
  }
  return index;
}

/** The id of a Namespace resource: the same whichever unit asks. */
export function namespaceId(path: string, name: string): string {
  return `kubernetes ${path} Namespace/${name}`;
}

/**
 * The Namespace object that governs a file's objects: the nearest by folder. `ambiguous` where several are as near,
 * as with an overlay for each environment.
 */
export function governing(
  index: NamespaceIndex,
  name: string,
  path: string,
): NamespaceEntry | 'ambiguous' | undefined {
  const entries = index.get(name) ?? [];
  const distances = entries.map((entry) => distance(entry.path, path));
  const least = Math.min(...distances);
  const nearest = entries.filter((_, i) => distances[i] === least);
  return nearest.length > 1 ? 'ambiguous' : nearest[0];
}

/** Folders to leave and to enter on the way from one file to another; 0 for the file itself. */
export function distance(a: string, b: string): number {
  if (a === b) return 0;
  const left = a.split('/').slice(0, -1);
  const right = b.split('/').slice(0, -1);
  let common = 0;
  while (common < left.length && left[common] === right[common]) common++;
  return 1 + left.length + right.length - 2 * common;
}
