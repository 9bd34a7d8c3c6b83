import type { Node, TreeFile } from '../../syntax/tree/node';
import { manifestsIn } from './manifests';
import { distance, type ManifestFile } from './namespaces';
import { textAt } from './node-value';
import { folderOf, type OverlayIndex } from './overlays';

/** A ConfigMap or Secret in the tree. Plain data: it may be compared as JSON. */
export interface ConfigurationEntry {
  /** Of its resource. */
  readonly id: string;
  readonly address: string;
  readonly path: string;
  readonly namespace?: string;
  /** Folders of the kustomizations that bring it. */
  readonly kustomizations: readonly string[];
}

/** The ConfigMaps and Secrets of a project by kind and name (`ConfigMap/chat`). */
export type ConfigurationIndex = ReadonlyMap<string, readonly ConfigurationEntry[]>;

/** One object that a name may mean; `when`: the folder of the kustomization for whose run it is meant. */
export interface Meant {
  readonly entry: ConfigurationEntry;
  readonly when?: string;
}

/** Who asks for an object: a file's object, and what uses the file. */
export interface Asking {
  readonly path: string;
  readonly namespace?: string;
  readonly kustomizations: readonly string[];
}

/** Finds the ConfigMaps and Secrets of a project, those that kustomizations generate among them. */
export function configurationIndex(
  files: readonly ManifestFile[],
  overlays: OverlayIndex,
): ConfigurationIndex {
  const index = new Map<string, ConfigurationEntry[]>();
  const add = (name: string, entry: ConfigurationEntry) => {
    const entries = index.get(name);
    if (entries) entries.push(entry);
    else index.set(name, [entry]);
  };
  for (const { path, file } of files) {
    for (const { kind, group, name, namespace } of manifestsIn(file)) {
      if (group !== '' || (kind !== 'ConfigMap' && kind !== 'Secret') || name === undefined) continue;
      const address = [kind, ...(namespace === undefined ? [] : [namespace]), name].join('/');
      add(`${kind}/${name}`, {
        id: `kubernetes ${path} ${address}`,
        address,
        path,
        ...(namespace !== undefined && { namespace }),
        kustomizations: overlays.files[path]?.kustomizations ?? [],
      });
    }
    for (const { kind, name } of overlays.generated[path] ?? []) {
      const address = `${kind}/${name}`;
      const kustomizations = overlays.users[folderOf(path)] ?? [];
      add(address, { id: `kubernetes ${path} ${address}`, address, path, kustomizations });
    }
  }
  return index;
}

const asked = new WeakMap<TreeFile, ReadonlySet<string>>();

/** The ConfigMaps and Secrets that a file's objects take their environment from, as `ConfigMap/chat`. */
export function askedIn(file: TreeFile): ReadonlySet<string> {
  let names = asked.get(file);
  if (!names) {
    const found = new Set<string>();
    for (const document of file.documents) collect(document, found);
    asked.set(file, found);
    names = found;
  }
  return names;
}

function collect(node: Node, names: Set<string>): void {
  if (node.kind === 'sequence') for (const item of node.items) collect(item, names);
  if (node.kind !== 'mapping') return;
  for (const { key, value } of node.pairs) {
    const kind = kindAsked(key.text);
    const name = kind === undefined ? undefined : textAt(value, 'name');
    if (name !== undefined) names.add(`${kind}/${name}`);
    collect(value, names);
  }
}

/** The kind of object that a key leads to, where an environment is taken from one. */
export function kindAsked(key: string): 'ConfigMap' | 'Secret' | undefined {
  const kind = /^(configMap|secret)(Key)?Ref$/.exec(key)?.[1];
  return kind === undefined ? undefined : kind === 'secret' ? 'Secret' : 'ConfigMap';
}

/**
 * The objects that a name means: that of the same file; else, for each kustomization that nothing above it uses, the one
 * it brings; else the nearest in the same folder or around it, or in the stated namespace. None where that cannot be told.
 */
export function meantBy(
  index: ConfigurationIndex,
  name: string,
  { path, namespace, kustomizations }: Asking,
  { users }: OverlayIndex,
): readonly Meant[] {
  const entries = (index.get(name) ?? []).filter(
    (entry) => !namespace || !entry.namespace || entry.namespace === namespace,
  );
  const own = entries.filter((entry) => entry.path === path);
  if (own.length > 0) return own.length === 1 ? [{ entry: own[0]! }] : [];
  const top = kustomizations.filter((one) =>
    (users[one] ?? []).every((user) => user === one || !kustomizations.includes(user)),
  );
  if (top.length > 0) {
    const meant = top.flatMap((folder): Meant[] => {
      const brought = entries.filter((entry) => entry.kustomizations.includes(folder));
      const nearest = least(brought, (entry) => distance(entry.path, `${folder}/kustomization.yaml`));
      return nearest ? [{ entry: nearest, when: folder }] : [];
    });
    if (meant.length < top.length) return [];
    const [first] = meant;
    return meant.every(({ entry }) => entry.id === first!.entry.id) ? [{ entry: first!.entry }] : meant;
  }
  const near = entries.filter(
    (entry) => (namespace && entry.namespace === namespace) || isAround(folderOf(entry.path), folderOf(path)),
  );
  const nearest = least(near, (entry) => distance(entry.path, path));
  return nearest ? [{ entry: nearest }] : [];
}

/** The one with the least; none where several have it. */
function least<T>(list: readonly T[], measure: (one: T) => number): T | undefined {
  const measures = list.map(measure);
  const smallest = Math.min(...measures);
  const found = list.filter((_, i) => measures[i] === smallest);
  return found.length === 1 ? found[0] : undefined;
}

/** Whether one folder is the other, or holds it. */
function isAround(a: string, b: string): boolean {
  return a === b || a === '' || b === '' || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}
