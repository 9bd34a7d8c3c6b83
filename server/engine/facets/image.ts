import type { Resource } from '../../core/resource';
import { hops, type Scalar, through, type Unknown, type Value } from '../../core/value';
import type { CatalogRow, Facet, FacetContext, PackageSpec, Property } from '../types';
import { UNKNOWN } from '../types';
import { hostIn, standsFor } from './operated';
import { anchorsOf, operatorProperties } from './place';
import { originsOf, referredTo } from './placing';
import { isPlatformAtHome } from './platform-home';
import { isThing, rowOf } from './row';
import { expressionOf, type Found, fits, written } from './select';
import { untold } from './untold';

/** From where the images, charts and packages come that a thing runs. */
export function imageFacets(resource: Resource, row: CatalogRow | undefined, context: FacetContext): Facet[] {
  if (!row || (!isThing(resource, row) && resource.kind !== 'chart')) return [];
  const images = row.images.flatMap((path) =>
    written(resource.body, path).map((found) => imageFacet(resource, row, path, found, context)),
  );
  const packages = row.packages
    .filter(({ when }) => fits(resource.body, when) === true)
    .flatMap((spec) =>
      written(resource.body, spec.at).flatMap((found) => packageFacet(resource, row, spec, found, context)),
    );
  return [...images, ...packages];
}

/** A chart or package repository, named by its URL; what is no URL is a name that only its own tool resolves. */
function packageFacet(
  resource: Resource,
  row: CatalogRow,
  { at, upstream = false, words = {} }: PackageSpec,
  found: Found,
  context: FacetContext,
): Facet[] {
  const { value } = found;
  const text = knownText(value);
  const bare = upstream ? hostIn(value) : undefined;
  const host = standsFor(value, words) ?? (bare?.includes('.') ? bare : undefined);
  if (host === undefined && text !== undefined && !SCHEME.test(text)) return [];
  const reading = host === undefined ? read(value, context) : { value, properties: ofHost(host, context) };
  const facet = facetOf(resource, row, at, found, reading);
  return [upstream ? { ...facet, properties: { ...facet.properties, upstream } } : facet];
}

/** One reference to an image, wherever it stands. */
export function imageFacet(
  resource: Resource,
  row: CatalogRow | undefined,
  argument: string,
  found: Found,
  context: FacetContext,
): Facet {
  return facetOf(resource, row, argument, found, read(found.value, context));
}

function facetOf(
  resource: Resource,
  row: CatalogRow | undefined,
  argument: string,
  found: Found,
  reading: Reading,
): Facet {
  const { value } = found;
  const { unknown } = reading;
  return {
    kind: 'image',
    resource,
    ...(row && { row }),
    certain: resource.certain && found.certain,
    properties: {
      value: value.kind === 'scalar' ? String(value.value) : UNKNOWN,
      ...reading.properties,
    },
    anchors: anchorsOf(resource, reading.value.at, expressionOf(found)),
    value: reading.value,
    argument,
    ...(unknown && { unknown: untold(unknown, resource, argument) }),
  };
}

interface Reading {
  /** The part of the reference that decides the registry, with the way to it. */
  readonly value: Value;
  readonly properties: Readonly<Record<string, Property | undefined>>;
  readonly unknown?: Unknown;
}

const NOT_TOLD = { host: UNKNOWN, operator: UNKNOWN, control: UNKNOWN } as const;

function read(value: Value, context: FacetContext): Reading {
  const registry = referredTo(firstPart(value), context);
  if (registry && rowOf(registry, context.catalog)?.registry) return ofRegistry(value, registry, context);
  const text = knownText(value);
  const name = text === undefined ? undefined : parse(text, value.kind === 'unknown');
  if (!name) {
    const unknown = value.kind === 'unknown' ? value : undefined;
    return { value, properties: NOT_TOLD, ...(unknown && { unknown }) };
  }
  return {
    value: name.stated ? hostPart(value, name.host) : value,
    properties: {
      ...ofHost(name.host, context),
      'public-base': name.repository !== undefined && context.facts.isPublicBase(name.host, name.repository),
    },
  };
}

/** Who runs a registry. */
function ofHost(host: string, context: FacetContext): Record<string, Property> {
  const fact = context.facts.host(host);
  const operator = fact && context.facts.operator(fact.operator);
  return {
    host,
    operator: fact?.operator ?? UNKNOWN,
    control: fact ? (operator?.control ?? fact.control) : UNKNOWN,
    'platform-home': fact
      ? isPlatformAtHome(fact.operator, fact.place?.countries ?? fact.countries ?? [], context)
      : false,
    // A rule may ask for the host alone: only doubt about who runs it lowers what it says.
    ...(fact?.confidence === 'unconfirmed' && { confidence: fact.confidence }),
  };
}

/** What a composed reference begins with: the registry, if one is named. */
function firstPart(value: Value): Value {
  const parts = (value as Scalar).parts;
  return parts?.[0] ?? value;
}

/** A reference to a registry resource of the platform: its place is the registry's. */
function ofRegistry(value: Value, registry: Resource, context: FacetContext): Reading {
  const origins = originsOf(registry, context);
  const placing = origins[0] ?? { certain: true, own: false, argument: '' };
  const { operator, 'operator-control': control } = operatorProperties(
    placing,
    registry,
    rowOf(registry, context.catalog),
    context,
  );
  const told = origins.length > 0 && origins.every((one) => one.countries);
  const home =
    typeof operator === 'string' &&
    origins.every((one) => isPlatformAtHome(operator, one.countries ?? [], context));
  return { value, properties: { operator, control, 'platform-home': told ? home : UNKNOWN } };
}

/** The reference, as far as it is known from its beginning. */
function knownText(value: Value): string | undefined {
  if (value.kind === 'scalar') return typeof value.value === 'string' ? value.value : undefined;
  return value.kind === 'unknown' ? value.prefix : undefined;
}

const SCHEME = /^(?:[a-z]+\+)?[a-z]+:\/\//i;

/** An image's repository without host, tag and digest, if it is wholly known. */
export function repositoryName(value: Value): string | undefined {
  const text = knownText(value);
  return text === undefined ? undefined : parse(text, value.kind === 'unknown')?.repository;
}

interface ImageName {
  readonly host: string;
  /** Whether the reference states the host. */
  readonly stated: boolean;
  /** Without host, tag and digest; absent where it is not wholly known. */
  readonly repository?: string;
}

/** @param partly the text is only the beginning of the reference */
function parse(text: string, partly: boolean): ImageName | undefined {
  const scheme = SCHEME.exec(text)?.[0] ?? '';
  const plain =
    scheme && !partly && !text.includes('/', scheme.length)
      ? `${text}/`.slice(scheme.length)
      : text.trim().slice(scheme.length);
  const slash = plain.indexOf('/');
  const first = slash < 0 ? '' : plain.slice(0, slash);
  if (slash >= 0 && (scheme !== '' || isHost(first))) {
    const repository = repositoryOf(plain.slice(slash + 1), partly);
    return {
      host: first.toLowerCase().replace(/:\d+$/, ''),
      stated: true,
      ...(repository && { repository }),
    };
  }
  // `nginx:${tag}`: a tag holds no `/`; `name${rest}` may go on to be anything.
  if (partly && slash < 0 && scheme !== '') return undefined;
  if (partly && slash < 0 && !/^[a-z0-9][a-z0-9_-]*[:@]/.test(plain)) return undefined;
  if (plain === '') return undefined;
  const repository = repositoryOf(plain, partly);
  return {
    host: 'docker.io',
    stated: false,
    ...(repository && { repository: repository.includes('/') ? repository : `library/${repository}` }),
  };
}

/** The grammar of references: a first part with a dot, a port or a capital letter is a host; so is localhost. */
function isHost(first: string): boolean {
  return /[.:A-Z]/.test(first) || first === 'localhost';
}

function repositoryOf(rest: string, partly: boolean): string | undefined {
  const name = /^[^:@]+/.exec(rest)?.[0];
  return partly && name === rest ? undefined : name;
}

/** The part of a composed reference that holds the whole host, if it is written elsewhere; else all of it. */
function hostPart(value: Value, host: string): Value {
  const first = firstPart(value);
  if (first === value || first.kind !== 'scalar' || !first.trace) return value;
  const text = String(first.value).toLowerCase();
  if (text !== host && !text.startsWith(`${host}/`) && !text.startsWith(`${host}:`)) return value;
  return hops(value.trace)
    .reverse()
    .reduce<Value>((inner, { next: _, ...hop }) => through(inner, hop), first);
}
