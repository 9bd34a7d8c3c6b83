import type { Resource } from '../../core/resource';
import type { Location } from '../../core/source';
import { matchGlob } from '../policy/glob';
import type { CatalogRow, CopySpec, Facet, FacetContext, Property } from '../types';
import { UNKNOWN } from '../types';
import { necessity, providerNecessity } from './necessity';
import { type Placing, placingsOf } from './placing';
import { written } from './select';
import { untold } from './untold';

/** Where a thing is: one facet for each candidate. Data sources are not placed. */
export function placeFacets(resource: Resource, row: CatalogRow | undefined, context: FacetContext): Facet[] {
  const copy = isCopy(resource, row);
  const facets = placingsOf(resource, context).map((placing) =>
    placeFacet(resource, row, placing, copy && placing.own ? 'copy' : roleOf(resource), context),
  );
  if (resource.kind === 'provider' || resource.kind === 'backend')
    facets.push(...unpinned(resource, row, facets, context));
  return facets;
}

function roleOf(resource: Resource): string {
  return resource.kind === 'provider' || resource.kind === 'backend' ? resource.kind : 'own';
}

/** @param role own, provider, backend, schedule or copy */
export function placeFacet(
  resource: Resource,
  row: CatalogRow | undefined,
  placing: Placing,
  role: string,
  context: FacetContext,
): Facet {
  const { value, unknown, argument } = placing;
  const deciding = placing.unpinned?.header ?? value?.at;
  return {
    kind: 'place',
    resource,
    ...(row && { row }),
    certain: resource.certain && !resource.library && placing.certain,
    properties: {
      role,
      ...placeProperties(placing),
      provider: placing.spec?.provider ?? resource.provider ?? row?.provider,
      ...operatorProperties(placing, resource, row, context),
      ...(placing.defaulted && { defaulted: true }),
      ...(placing.unpinned && { unpinned: true }),
      ...(row && isAccelerator(resource, row) && { accelerator: true }),
      necessary:
        resource.kind === 'provider'
          ? providerNecessity(resource, context)
          : necessity(resource, row, placing, context),
    },
    anchors: anchorsOf(resource, deciding, placing.expression),
    ...(value && { value }),
    ...(placing.when !== undefined && { when: placing.when }),
    argument,
    ...(unknown && { unknown: untold(unknown, resource, argument) }),
  };
}

/** Whether it is capacity of accelerators, as far as the kind of machine tells. */
function isAccelerator({ body }: Resource, { accelerator }: CatalogRow): boolean {
  return accelerator.some(({ at, values }) =>
    written(body, at).some(
      ({ value }) =>
        value.kind !== 'unknown' &&
        (!values || values.some((glob) => value.kind === 'scalar' && matchGlob(glob, String(value.value)))),
    ),
  );
}

/** What is said of any place: of a thing, of a copy, of a key. */
export function placeProperties(placing: Placing): Record<string, Property | undefined> {
  const { place, countries, text, unknown, unpinned, confidence } = placing;
  if (unpinned) return {};
  if (unknown || !countries)
    return { value: textOf(placing) ?? UNKNOWN, countries: UNKNOWN, unbounded: UNKNOWN };
  return {
    value: text ?? textOf(placing),
    place: place?.code ?? text,
    countries,
    unbounded: countries.length === 0,
    confidence,
  };
}

function textOf({ text, value }: Placing): string | undefined {
  if (text !== undefined) return text;
  return value?.kind === 'scalar' && value.value !== null ? String(value.value) : undefined;
}

/** Who runs the place: the host's operator, a partition's own, else the platform's. */
export function operatorProperties(
  placing: Placing,
  resource: Resource,
  row: CatalogRow | undefined,
  { facts }: FacetContext,
): Record<string, Property | undefined> {
  const provider = resource.provider ?? row?.provider;
  const platform = provider === undefined ? undefined : facts.provider(provider);
  const stated = placing.operator ?? placing.place?.operator;
  const operator =
    (stated !== undefined ? facts.operator(stated) : undefined) ??
    (placing.place?.partition !== undefined ? facts.operator(placing.place.partition) : undefined) ??
    (platform && facts.operator(platform.operator));
  if (!operator) return { operator: resource.dialect === 'kubernetes' ? undefined : UNKNOWN };
  return {
    operator: operator.id,
    'operator-control': operator.control.length > 0 ? operator.control : UNKNOWN,
  };
}

export function anchorsOf(
  resource: Resource,
  deciding?: Location,
  argument?: Location,
): Record<string, Location> {
  return {
    header: resource.header,
    ...(deciding && { deciding }),
    ...(argument && { argument }),
  };
}

/**
 * A provider that states no region is told by what it governs (each says so by itself). A backend that states none says
 * so here, unless it is a partial configuration.
 */
function unpinned(
  resource: Resource,
  row: CatalogRow | undefined,
  placed: readonly Facet[],
  context: FacetContext,
): Facet[] {
  if (resource.kind !== 'backend' || placed.length > 0 || !row) return [];
  if (row.place.every(({ optional }) => optional)) return [];
  if (resource.body.open) return [];
  const placing: Placing = { certain: true, own: true, argument: row.place.at(-1)!.at, unpinned: resource };
  return [placeFacet(resource, row, placing, 'backend', context)];
}

/** Whether this resource is itself the copy of something it names. */
export function isCopy(resource: Resource, row: CatalogRow | undefined): boolean {
  return (
    row?.copies.some(
      (copy) =>
        copy.reversed &&
        copy.target !== undefined &&
        written(resource.body, copy.target).length > 0 &&
        !isOriginal(resource, copy),
    ) ?? false
  );
}

/** Whether it has what, of all that name the same group or source, only the original has. */
export function isOriginal({ body }: Resource, { unless }: CopySpec): boolean {
  return unless?.some((path) => written(body, path).length > 0) ?? false;
}
