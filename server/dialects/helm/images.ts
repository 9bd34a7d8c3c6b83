import type { MapValue, Scalar, Unknown, Value } from '../../core/value';
import { isImageReference, noImage } from '../kubernetes/image-reference';
import { mapUnder, switchAt, textUnder } from './merge';

/** An image that values name: at the text that decides its registry. */
export type ImageValue = Scalar | Unknown;

/**
 * The images that a chart's values name, in the forms charts use, at any depth:
 *
 *     image: host/repo:tag                     sidecarImage: host/repo:tag      imageRepository: host/repo
 *     image: { registry: host, repository: repo, tag: … }        also `name` or `image` in place of `repository`
 *     images: { web: host/repo:tag }           images: [host/repo:tag]
 *
 * A registry that stands apart decides where it is not empty; what names it for the whole chart
 * (`global.imageRegistry`, `global.hub`) comes before it. What `enabled: false` switches off is left out.
 */
export function imagesIn(values: MapValue): readonly ImageValue[] {
  const found: ImageValue[] = [];
  const globals = mapUnder(values, 'global');
  const scope: Scope = {
    registry:
      textUnder(globals, 'imageRegistry') ?? textUnder(mapUnder(values, 'global', 'image'), 'registry'),
    hub: textUnder(globals, 'hub'),
    add: (image) => found.push(image),
  };
  walk(values, '', false, scope);
  return found;
}

interface Scope {
  readonly registry: Scalar | undefined;
  readonly hub: Scalar | undefined;
  readonly add: (image: ImageValue) => void;
}

/** Keys that tell that a mapping with a repository speaks of an image, and not of a Git or chart repository. */
const BESIDE_REPOSITORY = [
  'tag',
  'digest',
  'pullPolicy',
  'imagePullPolicy',
  'imageTag',
  'pullSecrets',
  'registry',
];

function walk(value: Value, key: string, inImages: boolean, scope: Scope): void {
  if (value.kind === 'list') {
    for (const item of value.items) {
      if (item.kind === 'scalar' && inImages) addListed(item, undefined, scope);
      else walk(item, key, inImages, scope);
    }
    return;
  }
  if (value.kind !== 'map' || switchAt(value, 'enabled') === false) return;
  const used = structured(value, key, inImages, scope);
  for (const [name, { value: inner }] of value.entries) {
    if (used.has(name)) continue;
    if (inner.kind === 'unknown') {
      if (name === 'image') scope.add(inner);
    } else if (inner.kind !== 'scalar') walk(inner, name, inImages || /^images$/i.test(name), scope);
    else if (name === 'image' || name === 'imageName') addImage(inner, value, scope);
    else if (/(\w|_)image$/i.test(name) && looksLikeImage(inner)) scope.add(inner);
    else if (/^(\w+_?)?image_?repository$/i.test(name)) addRepository(inner, registryOf(value, scope), scope);
    else if (inImages && !/(tag|version|digest|policy|registry|prefix)$/i.test(name))
      addListed(inner, value, scope);
  }
}

/** A mapping that describes one image. Returns the names it used up. */
function structured(map: MapValue, key: string, inImages: boolean, scope: Scope): ReadonlySet<string> {
  const isImage = /image$/i.test(key) || inImages;
  const repository = map.entries.get('repository')?.value;
  if (repository && (isImage || BESIDE_REPOSITORY.some((name) => map.entries.has(name)))) {
    const stated = textUnder(map, 'repository');
    const inner = textUnder(map, 'image') ?? (stated ? undefined : textUnder(map, 'name'));
    if (repository.kind === 'unknown') {
      const registry = registryOf(map, scope);
      if (!registry) scope.add(repository);
      else scope.add({ ...registry, value: `${registry.value}/` });
    } else if (stated && inner)
      addRepository({ ...stated, value: `${stated.value}/${inner.value}` }, registryOf(map, scope), scope);
    else if (stated ?? inner) addRepository((stated ?? inner)!, registryOf(map, scope), scope);
    return new Set(['repository', 'image', 'name']);
  }
  const name = textUnder(map, 'name');
  const beside = map.entries.has('tag') || map.entries.has('registry');
  if (/image$/i.test(key) && name && beside && !map.entries.has('image')) {
    addRepository(name, registryOf(map, scope), scope);
    return new Set(['name']);
  }
  return new Set();
}

/** The registry that stands apart from an image's name. */
function registryOf(map: MapValue, { registry }: Scope): Scalar | undefined {
  if (map.entries.has('registry') || map.entries.has('imageRegistry')) {
    return registry ?? textUnder(map, 'registry') ?? textUnder(map, 'imageRegistry');
  }
  return textUnder(map, 'hub');
}

function addImage(image: Scalar, map: MapValue, scope: Scope): void {
  if (typeof image.value !== 'string') return;
  const text = image.value.trim();
  // A picture, a link, a file.
  if (text === '' || /:\/\/|^[./]|\.(png|svg|jpe?g|gif|ico|webp|iso|qcow2|img)$/i.test(text)) return;
  const registry = registryOf(map, scope) ?? (text.includes('/') ? undefined : scope.hub);
  if (registry) addRepository(image, registry, scope);
  else scope.add(isImageReference(text) ? image : noImage(text, image.at));
}

function addRepository(repository: Scalar, registry: Scalar | undefined, { add }: Scope): void {
  const text = String(repository.value).trim();
  if (text === '' || text.includes('://') || repository.value === null) return;
  if (!registry) {
    add(isImageReference(text) ? repository : noImage(text, repository.at));
    return;
  }
  const host = String(registry.value).replace(/\/+$/, '');
  add({ ...registry, value: `${host}/${text}`, parts: [registry, repository] });
}

/** A member of a mapping or list called `images`. */
function addListed(image: Scalar, map: MapValue | undefined, scope: Scope): void {
  const registry = map && textUnder(map, 'registry');
  if (registry && typeof image.value === 'string' && isImageReference(image.value))
    addRepository(image, registry, scope);
  else if (looksLikeImage(image)) scope.add(image);
}

function looksLikeImage({ value }: Scalar): boolean {
  return typeof value === 'string' && /[/:]/.test(value) && !/^[./]/.test(value) && isImageReference(value);
}
