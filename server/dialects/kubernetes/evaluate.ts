import type { Evaluation } from '../../core/evaluation';
import type { Resource } from '../../core/resource';
import type { MapEntry, MapValue, Scalar, Unknown, Value } from '../../core/value';
import { through } from '../../core/value';
import type { Pair, ScalarNode, TreeFile } from '../../syntax/tree/node';
import { type Asking, type ConfigurationIndex, kindAsked, meantBy } from './configurations';
import type { GeneratedMap } from './generators';
import { imageName, imageTail, isImageReference, noImage } from './image-reference';
import { type Manifest, manifestsIn } from './manifests';
import { governing, type NamespaceIndex, namespaceId } from './namespaces';
import { locate, mapOf, type Reading } from './node-value';
import { isOverlay, type Overlay, type OverlayIndex } from './overlays';
import { platformOf } from './platform';

/**
 * Whether a file holds Kubernetes objects, told by their content, or what assembles them (kustomize, skaffold),
 * which is evaluated to nothing but matters to `overlayIndex`.
 */
export function recogniseKubernetes(file: TreeFile, path: string): boolean {
  return file.documents.some((document) => isOverlay(document, path)) || manifestsIn(file).length > 0;
}

/**
 * The objects that one file declares, each a resource.
 * @param unit the evaluation unit's key, which begins the resources' ids
 * @param beside what the rest of the project says of them
 */
export function evaluateManifests(
  file: TreeFile,
  path: string,
  unit: string,
  { namespaces, overlays, configurations }: Beside,
): Evaluation {
  const overlay = overlays.files[path];
  const context: Context = {
    path,
    namespaces,
    overlays,
    configurations,
    overlay,
    built: new Set(overlays.built),
  };
  const taken = new Map<string, number>();
  const resources = manifestsIn(file).map((manifest): Resource => {
    const address = addressOf(manifest);
    const nth = (taken.get(address) ?? 0) + 1;
    taken.set(address, nth);
    const provider = platformOf(manifest);
    const inheritedTags = overlay?.labels.map((labels) => labelValue(labels));
    const isNamespace = manifest.kind === 'Namespace' && manifest.group === '' && manifest.name !== undefined;
    const id = isNamespace ? namespaceId(path, manifest.name!) : `${unit} ${address}`;
    return {
      id: nth === 1 ? id : `${id}#${nth}`,
      address,
      dialect: 'kubernetes',
      kind: 'resource',
      type: `${manifest.apiVersion}/${manifest.kind}`,
      ...(provider !== undefined && { provider }),
      header: locate(path, manifest.kindNode.content),
      extent: locate(path, manifest.node.range),
      body: bodyOf(manifest, context),
      ...(!isNamespace && governance(manifest, context)),
      certain: true,
      library: false,
      scope: path,
      ...(inheritedTags?.length && { inheritedTags }),
    };
  });
  const generated = (overlays.generated[path] ?? []).map((map) => generatedResource(map, path, unit));
  return { resources: [...resources, ...generated], unknowns: [], problems: [], inputs: new Set([path]) };
}

/** What the rest of a project says of a file's objects. */
export interface Beside {
  /** Objects inherit from the Namespace object of their namespace. */
  readonly namespaces: NamespaceIndex;
  /** What kustomize and skaffold change. */
  readonly overlays: OverlayIndex;
  /** What environments are taken from. */
  readonly configurations: ConfigurationIndex;
}

interface Context extends Beside {
  readonly path: string;
  readonly overlay: Overlay | undefined;
  readonly built: ReadonlySet<string>;
}

/** `Deployment/pay/web`; the namespace only where the object states it. */
function addressOf({ kind, namespace, name }: Manifest): string {
  return [kind, ...(namespace === undefined ? [] : [namespace]), name ?? '?'].join('/');
}

function bodyOf(manifest: Manifest, context: Context): MapValue {
  const { path, overlay } = context;
  const open: Unknown | undefined = overlay?.patch
    ? {
        kind: 'unknown',
        at: locate(path, manifest.kindNode.content),
        reason: { key: 'kubernetes.patch', args: { name: addressOf(manifest) } },
      }
    : undefined;
  const reading: Reading = {
    path,
    ...(open && { open }),
    special: (key, node, value) => special(key, node, value, context),
    complete: (under, map) => completed(under, map, manifest, context),
  };
  const secret = manifest.kind === 'Secret' && manifest.group === '';
  const held: Reading = { path, verbatim: true, ...(secret && { sensitive: true }) };
  const child = (pair: Pair): Reading => {
    const name = pair.key.text;
    if (name === 'data' || name === 'stringData' || name === 'binaryData') return held;
    // A Secret's annotations may repeat the object as it was applied.
    return secret && name === 'metadata' ? { ...reading, special: hideApplied } : reading;
  };
  return mapOf(manifest.node, reading, child);
}

/** Where an environment is taken from, the object's name leads to it; what a patch changes may hold more. */
function completed(under: string, map: MapValue, manifest: Manifest, context: Context): MapValue {
  const kind = kindAsked(under);
  if (kind !== undefined) {
    const name = map.entries.get('name');
    if (name?.value.kind !== 'scalar') return map;
    const value = leading(name.value, kind, manifest, context);
    return { ...map, entries: new Map(map.entries).set('name', { ...name, value }) };
  }
  if (!/^(initC|c)ontainers$/.test(under)) return map;
  const patched = context.overlay?.environments.some(
    ({ kind, name }) =>
      (kind === undefined || kind === manifest.kind) && (name === undefined || name === manifest.name),
  );
  if (!patched || map.open) return map;
  const reason = { key: 'kubernetes.patched', args: { name: addressOf(manifest) } };
  return { ...map, open: { kind: 'unknown', at: map.at, reason } };
}

/** The name of an object, with the way to the object: several where kustomizations bring one each. */
function leading(name: Scalar, kind: string, manifest: Manifest, context: Context): Value {
  const { path, overlay, overlays, configurations } = context;
  const asking: Asking = {
    path,
    ...(manifest.namespace !== undefined && { namespace: manifest.namespace }),
    kustomizations: overlay?.kustomizations ?? [],
  };
  const options = meantBy(configurations, `${kind}/${name.value}`, asking, overlays).map(
    ({ entry, when }) => {
      const { address, id } = entry;
      const value = through(name, { step: 'resource', name: address, at: name.at, resource: id });
      return { value, when };
    },
  );
  const [first, ...others] = options;
  if (!first) return name;
  if (others.length === 0) return first.value;
  return {
    kind: 'choice',
    at: name.at,
    options: options.map(({ value, when }) => ({
      value,
      certain: false,
      ...(when !== undefined && { when }),
    })),
  };
}

/** A ConfigMap or Secret that a kustomization makes. */
function generatedResource(
  { kind, name, at, entries, open }: GeneratedMap,
  path: string,
  unit: string,
): Resource {
  const address = `${kind}/${name}`;
  const sensitive = kind === 'Secret' && { sensitive: true as const };
  const data = new Map<string, MapEntry>();
  for (const { key, value } of entries)
    data.set(key.text, {
      key: key.at,
      value: { kind: 'scalar', at: value.at, value: value.text, ...sensitive },
    });
  const more: Unknown = { kind: 'unknown', at, reason: { key: 'kubernetes.generated', args: { name } } };
  const map = (of: Map<string, MapEntry>): MapValue => ({
    kind: 'map',
    at,
    entries: of,
    ...(open && { open: more }),
  });
  const held = kind === 'Secret' ? 'stringData' : 'data';
  return {
    id: `${unit} ${address}`,
    address,
    dialect: 'kubernetes',
    kind: 'resource',
    type: `v1/${kind}`,
    header: at,
    extent: at,
    body: { kind: 'map', at, entries: new Map([[held, { key: at, value: map(data) }]]) },
    certain: true,
    library: false,
    scope: path,
  };
}

function hideApplied(key: string, _node: ScalarNode, value: Value): Value {
  return key === 'kubectl.kubernetes.io/last-applied-configuration' ? { ...value, sensitive: true } : value;
}

/** An image is what kustomize makes of it; one that skaffold builds is pulled from nowhere that is known. */
function special(key: string, node: ScalarNode, value: Value, { overlay, built, path }: Context): Value {
  if (key !== 'image' || value.kind !== 'scalar' || typeof node.value !== 'string') return value;
  const image = node.value.trim();
  if (image === '') return value;
  const name = imageName(image);
  const replaced = overlay?.images.filter((one) => one.name === name || one.name === image) ?? [];
  if (replaced.length > 0) {
    const options = replaced.map(
      ({ newName }): Value =>
        through(
          { kind: 'scalar', at: newName.at, value: `${newName.text}${imageTail(image)}` },
          { step: 'values', name: 'kustomize images', at: newName.at },
        ),
    );
    return options.length === 1 ? options[0]! : choice(options, value);
  }
  if (built.has(name)) {
    return { kind: 'unknown', at: value.at, reason: { key: 'kubernetes.built', args: { name } } };
  }
  if (isImageReference(image)) return value;
  return noImage(image, locate(path, node.content));
}

/** A kustomization each, a run each. */
function choice(options: readonly Value[], value: Value): Value {
  return {
    kind: 'choice',
    at: value.at,
    options: options.flatMap((one) =>
      one.kind === 'choice' ? [] : [{ value: one, certain: false, when: one.at.path }],
    ),
  };
}

function governance(
  { namespace }: Manifest,
  { namespaces, overlay, path }: Context,
): Pick<Resource, 'governor' | 'ungoverned'> {
  const names = overlay?.namespaces.length ? overlay.namespaces : namespace === undefined ? [] : [namespace];
  const found = names.map((name) => governing(namespaces, name, path));
  const [first] = found;
  if (found.length === 1 && first === undefined) return {};
  if (found.length === 1 && first !== 'ambiguous') return { governor: first!.id };
  if (found.every((one) => one === undefined)) return {};
  return {
    ungoverned: {
      kind: 'unknown',
      at: { path, range: { start: 0, end: 0 } },
      reason: { key: 'kubernetes.namespace-ambiguous', args: { name: names.join(', ') } },
    },
  };
}

function labelValue(labels: Overlay['labels'][number]): MapValue {
  const entries = new Map<string, MapEntry>();
  for (const { key, value } of labels) {
    entries.set(key.text, { key: key.at, value: { kind: 'scalar', at: value.at, value: value.text } });
  }
  return { kind: 'map', at: labels[0]!.key.at, entries };
}
