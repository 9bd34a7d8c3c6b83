import type { Location } from '../../core/source';
import type { Node, ScalarNode, TreeFile } from '../../syntax/tree/node';
import { parseYaml } from '../../syntax/tree/yaml';
import { type GeneratedMap, generatedMaps } from './generators';
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
  /** Objects whose environment their patches change. */
  readonly environments: readonly Target[];
  /** Folders of the kustomizations that use the file. */
  readonly kustomizations: readonly string[];
}

/** What a patch is for, as far as it says; nothing said: any object. */
export interface Target {
  readonly kind?: string;
  readonly name?: string;
}

/** What kustomize and skaffold in the tree do to the manifests they use. */
export interface OverlayIndex {
  readonly files: Readonly<Record<string, Overlay>>;
  /** Names of images that skaffold builds from the tree: they are not pulled under these names. */
  readonly built: readonly string[];
  /** By the file of the kustomization: what it generates. */
  readonly generated: Readonly<Record<string, readonly GeneratedMap[]>>;
  /** By folder of a kustomization: the folders of those that use it, itself among them. */
  readonly users: Readonly<Record<string, readonly string[]>>;
}

/** Whether a document is configuration of kustomize or skaffold. */
export function isOverlay(document: Node, path: string): boolean {
  return /^skaffold\//.test(textAt(document, 'apiVersion') ?? '') || isKustomization(document, path);
}

/**
 * Follows every kustomization in the tree to the files it uses.
 * @param files Kustomizations, skaffold files and manifests; a kustomization without apiVersion is known by its name.
 * @param text Of files that generators read, from the project's root.
 */
export function overlayIndex(
  files: readonly ManifestFile[],
  text: (path: string) => string | undefined,
): OverlayIndex {
  const kustomizations = new Map<string, Kustomization>();
  const built = new Set<string>();
  const byPath = new Map(files.map(({ path, file }) => [path, file]));
  for (const { path, file } of files) {
    for (const document of file.documents) {
      if (isKustomization(document, path)) {
        const folder = folderOf(path);
        kustomizations.set(folder, kustomizationOf(document, path, folder, { byPath, text }));
      } else if (isOverlay(document, path)) {
        for (const artifact of itemsAt(document, 'build', 'artifacts')) {
          const image = textAt(artifact, 'image');
          if (image !== undefined) built.add(image);
        }
      }
    }
  }
  const overlays: Record<string, Overlay> = {};
  const users: Record<string, string[]> = {};
  for (const [folder, kustomization] of kustomizations) {
    const { files: used, folders } = reached(kustomization, kustomizations);
    for (const [path, patch] of used) {
      overlays[path] = joined(overlays[path], kustomization.overlay, patch);
    }
    for (const one of folders) users[one] = [...(users[one] ?? []), folder];
  }
  const generated = Object.fromEntries(
    [...kustomizations.values()].flatMap(({ path, maps }) => (maps.length > 0 ? [[path, maps]] : [])),
  );
  return { files: overlays, built: [...built].sort(), generated, users };
}

interface Kustomization {
  readonly path: string;
  readonly folder: string;
  readonly overlay: Omit<Overlay, 'patch'>;
  readonly maps: readonly GeneratedMap[];
  /** Files or folders of other kustomizations, resolved from the project's root. */
  readonly resources: readonly string[];
  readonly patches: readonly string[];
}

function isKustomization(document: Node, path: string): boolean {
  if (/^kustomize\.config\.k8s\.io\//.test(textAt(document, 'apiVersion') ?? '')) return true;
  return /(^|\/)kustomization\.ya?ml$/i.test(path) && textAt(document, 'apiVersion') === undefined;
}

/** The project's other files, as a kustomization reads them. */
interface Beside {
  readonly byPath: ReadonlyMap<string, TreeFile>;
  readonly text: (path: string) => string | undefined;
}

function kustomizationOf(document: Node, path: string, folder: string, beside: Beside): Kustomization {
  const namespace = textAt(document, 'namespace');
  const labelSets = [
    nodeAt(document, 'commonLabels'),
    nodeAt(document, 'commonAnnotations'),
    ...itemsAt(document, 'labels').map((item) => nodeAt(item, 'pairs')),
  ];
  const patches = patchesIn(document);
  const patchFiles = paths(patches, folder);
  return {
    path,
    folder,
    maps: generatedMaps(document, path, (node) => {
      const [file] = paths([node], folder);
      const text = file === undefined ? undefined : beside.text(file);
      return text === undefined ? undefined : { path: file!, text };
    }),
    overlay: {
      kustomizations: [folder],
      environments: [
        ...patches.flatMap((node) => (isInline(node) ? targetsOf(parseYaml(node.text).documents) : [])),
        ...patchFiles.flatMap((file) => targetsOf(beside.byPath.get(file)?.documents ?? [])),
      ],
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
    patches: patchFiles,
  };
}

/** Patches as a kustomization gives them: paths, or the patch itself. */
function patchesIn(document: Node): readonly Node[] {
  return [
    ...itemsAt(document, 'patchesStrategicMerge'),
    ...['patches', 'patchesJson6902'].flatMap((key) =>
      itemsAt(document, key).flatMap((item) => nodeAt(item, 'path') ?? nodeAt(item, 'patch') ?? []),
    ),
  ];
}

function isInline(node: Node): node is ScalarNode {
  return node.kind === 'scalar' && typeof node.value === 'string' && node.value.includes('\n');
}

/** The objects whose environment a patch changes. */
function targetsOf(documents: readonly Node[]): Target[] {
  return documents.filter(speaksOfEnvironment).map((document) => {
    const kind = textAt(document, 'kind');
    const name = textAt(document, 'metadata', 'name');
    return { ...(kind !== undefined && { kind }), ...(name !== undefined && { name }) };
  });
}

/** `env` in a strategic merge, `/spec/…/env/-` in a JSON patch. */
function speaksOfEnvironment(node: Node): boolean {
  switch (node.kind) {
    case 'scalar':
      return /\/(env|envFrom|containers)(\/|$)/.test(node.text);
    case 'sequence':
      return node.items.some(speaksOfEnvironment);
    case 'mapping':
      return node.pairs.some(({ key, value }) => /^env(From)?$/.test(key.text) || speaksOfEnvironment(value));
  }
}

/** The files a kustomization uses, through others, true for patches; and the folders of those others. */
function reached(
  start: Kustomization,
  kustomizations: ReadonlyMap<string, Kustomization>,
): { readonly files: ReadonlyMap<string, boolean>; readonly folders: readonly string[] } {
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
  return { files, folders: [...seen].map(({ folder }) => folder) };
}

function joined(before: Overlay | undefined, added: Omit<Overlay, 'patch'>, patch: boolean): Overlay {
  return {
    environments: [...(before?.environments ?? []), ...added.environments],
    kustomizations: [...(before?.kustomizations ?? []), ...added.kustomizations],
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

export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
