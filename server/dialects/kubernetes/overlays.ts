import type { Location } from '../../core/source';
import type { Node, ScalarNode } from '../../syntax/tree/node';
import type { ManifestFile } from './namespaces';
import { itemsAt, nodeAt, textAt } from './node-value';

/** A text and where it stands. */
export interface PlacedText {
  readonly text: string;
  readonly at: Location;
}

/** What kustomizations do to the objects of one file. Plain data: it may be compared as JSON. */
export interface Overlay {
  /** Labels and annotations they add, each set from one kustomization. */
  readonly labels: readonly (readonly { readonly key: PlacedText; readonly value: PlacedText }[])[];
  /** The namespaces they put the objects in. */
  readonly namespaces: readonly string[];
  /** Images they replace: name without tag, and the new name. */
  readonly images: readonly { readonly name: string; readonly newName: PlacedText }[];
  /** The file is a patch: it states only what it changes. */
  readonly patch: boolean;
}

/** What kustomize and skaffold in the tree do to the manifests they use. */
export interface OverlayIndex {
  readonly files: Readonly<Record<string, Overlay>>;
  /** Names of images that skaffold builds from the tree: they are not pulled under these names. */
  readonly built: readonly string[];
}

export const NO_OVERLAYS: OverlayIndex = { files: {}, built: [] };

/** Whether a document is configuration of kustomize or skaffold. */
export function isOverlay(document: Node): boolean {
  return /^(kustomize\.config\.k8s\.io|skaffold)\//.test(textAt(document, 'apiVersion') ?? '');
}

/**
 * Follows every kustomization in the tree to the files it uses.
 * @param files Kustomizations, skaffold files and manifests; a kustomization without apiVersion is known by its name.
 */
export function overlayIndex(files: readonly ManifestFile[]): OverlayIndex {
  const kustomizations = new Map<string, Kustomization>();
  const built = new Set<string>();
  for (const { path, file } of files) {
    for (const document of file.documents) {
      if (isKustomization(document, path)) {
        const folder = folderOf(path);
        kustomizations.set(folder, kustomizationOf(document, path, folder));
      } else if (isOverlay(document)) {
        for (const artifact of itemsAt(document, 'build', 'artifacts')) {
          const image = textAt(artifact, 'image');
          if (image !== undefined) built.add(image);
        }
      }
    }
  }
  const overlays: Record<string, Overlay> = {};
  for (const kustomization of kustomizations.values()) {
    for (const [path, patch] of reached(kustomization, kustomizations)) {
      overlays[path] = joined(overlays[path], kustomization.overlay, patch);
    }
  }
  return { files: overlays, built: [...built].sort() };
}

interface Kustomization {
  readonly overlay: Omit<Overlay, 'patch'>;
  /** Files or folders of other kustomizations, resolved from the project's root. */
  readonly resources: readonly string[];
  readonly patches: readonly string[];
}

function isKustomization(document: Node, path: string): boolean {
  if (/^kustomize\.config\.k8s\.io\//.test(textAt(document, 'apiVersion') ?? '')) return true;
  return /(^|\/)kustomization\.ya?ml$/i.test(path) && textAt(document, 'apiVersion') === undefined;
}

function kustomizationOf(document: Node, path: string, folder: string): Kustomization {
  const namespace = textAt(document, 'namespace');
  const labelSets = [
    nodeAt(document, 'commonLabels'),
    nodeAt(document, 'commonAnnotations'),
    ...itemsAt(document, 'labels').map((item) => nodeAt(item, 'pairs')),
  ];
  return {
    overlay: {
      labels: labelSets.map((set) => labelsOf(set, path)).filter((set) => set.length > 0),
      namespaces: namespace === undefined ? [] : [namespace],
      images: itemsAt(document, 'images').flatMap((item) => {
        const name = textAt(item, 'name');
        const newName = nodeAt(item, 'newName');
        if (name === undefined || newName?.kind !== 'scalar' || !newName.text) return [];
        return [{ name, newName: placed(newName, path) }];
      }),
    },
    resources: ['resources', 'bases', 'components'].flatMap((key) => paths(itemsAt(document, key), folder)),
    patches: [
      ...paths(itemsAt(document, 'patchesStrategicMerge'), folder),
      ...paths(
        itemsAt(document, 'patches').flatMap((item) => nodeAt(item, 'path') ?? []),
        folder,
      ),
    ],
  };
}

/** The files a kustomization uses, through others; true for patches. */
function reached(
  start: Kustomization,
  kustomizations: ReadonlyMap<string, Kustomization>,
): ReadonlyMap<string, boolean> {
  const files = new Map<string, boolean>();
  const seen = new Set<Kustomization>();
  const queue = [start];
  for (let one = queue.pop(); one; one = queue.pop()) {
    if (seen.has(one)) continue;
    seen.add(one);
    for (const path of one.patches) files.set(path, true);
    for (const path of one.resources) {
      const next = kustomizations.get(path);
      if (next) queue.push(next);
      else if (!files.has(path)) files.set(path, false);
    }
  }
  return files;
}

function joined(before: Overlay | undefined, added: Omit<Overlay, 'patch'>, patch: boolean): Overlay {
  return {
    labels: [...(before?.labels ?? []), ...added.labels],
    namespaces: [...new Set([...(before?.namespaces ?? []), ...added.namespaces])],
    images: [...(before?.images ?? []), ...added.images],
    patch: patch || (before?.patch ?? false),
  };
}

function labelsOf(node: Node | undefined, path: string): { key: PlacedText; value: PlacedText }[] {
  if (node?.kind !== 'mapping') return [];
  return node.pairs.flatMap(({ key, value }) =>
    value.kind === 'scalar' ? [{ key: placed(key, path), value: placed(value, path) }] : [],
  );
}

function placed(node: ScalarNode, path: string): PlacedText {
  return { text: node.text, at: { path, range: node.content } };
}

/** Paths in the tree; addresses of other repositories and patches written in place are left out. */
function paths(nodes: readonly Node[], folder: string): string[] {
  return nodes.flatMap((node) => {
    if (
      node.kind !== 'scalar' ||
      typeof node.value !== 'string' ||
      /:\/\/|\n|^github\.com\/|^git@/.test(node.value)
    )
      return [];
    const parts = folder === '' ? [] : folder.split('/');
    for (const part of node.value.split('/')) {
      if (part === '' || part === '.') continue;
      if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
      else parts.push(part);
    }
    return [parts.join('/')];
  });
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
