import type { Resource } from '../../core/resource';
import type { Location } from '../../core/source';
import type { Value } from '../../core/value';
import type { CatalogRow, CopySpec, Facet, FacetContext, Property } from '../types';
import { countriesOf } from './key';
import { anchorsOf, isOriginal, placeFacet, placeProperties } from './place';
import { deployable, followed, originsOf, type Placing, primaryOf, referredTo } from './placing';
import { knownPlace, nowhere, readCode } from './reading';
import { isThing } from './row';
import { expressionOf, type Found, fits, isLeftOut, select, written } from './select';
import { placeOfSetting } from './settings';
import { untold } from './untold';

/**
 * Where copies of a thing go. A place that is written for the copy is a place facet with role `copy`; what only names a
 * target, or asks for geo-redundancy, is a copy facet.
 */
export function copyFacets(resource: Resource, row: CatalogRow | undefined, context: FacetContext): Facet[] {
  if (!row || !isThing(resource, row)) return [];
  const copying: Copying = { resource, row, context };
  return row.copies.flatMap((spec) => {
    if (fits(resource.body, spec.when) === false) return [];
    if (spec.edge) return edge(copying, spec);
    if (spec.redundancy) return redundancy(copying, spec.redundancy);
    if (spec.place !== undefined) return places(copying, spec, spec.place);
    if (spec.target === undefined) return [];
    return spec.reversed ? reversed(copying, spec, spec.target) : targets(copying, spec.target);
  });
}

interface Copying {
  readonly resource: Resource;
  readonly row: CatalogRow;
  readonly context: FacetContext;
}

/** Copies wherever the servers of a network are: nothing bounds them. */
function edge({ resource, row }: Copying, { when }: CopySpec): Facet[] {
  if (fits(resource.body, when) !== true) return [];
  return [
    {
      kind: 'copy',
      resource,
      row,
      certain: resource.certain,
      properties: { how: 'edge', countries: [], unbounded: true },
      anchors: anchorsOf(resource),
    },
  ];
}

/** Places of copies: replica regions, secondary geo locations, backup storage locations. */
function places({ resource, row, context }: Copying, spec: CopySpec, path: string): Facet[] {
  const stated = written(resource.body, path).filter(
    ({ value }) => value.kind === 'scalar' || value.kind === 'unknown',
  );
  const found = deployable(stated, resource, context);
  if (found.length === 0 && stated.length > 0) return [];
  const primary = spec.primary === undefined ? undefined : primaryOf(found, spec.primary);
  // Which entry is the place itself cannot be told: none is surely a copy.
  if (primary?.length === 0) return [];
  const facet = (placing: Placing) => placeFacet(resource, row, placing, 'copy', context);
  if (found.length === 0) return nearest({ resource, row, context }, spec, path).map(facet);
  const provider = spec.provider ?? resource.provider ?? row.provider;
  return found
    .filter((one) => !primary?.includes(one))
    .flatMap((one) => placingsAt(one, path, provider, context))
    .filter((placing) => !staysHere(placing, resource, context))
    .map(facet);
}

/** A region that is certainly the thing's own holds no copy of it. */
function staysHere({ place }: Placing, resource: Resource, context: FacetContext): boolean {
  const origins = originsOf(resource, context);
  return (
    place !== undefined &&
    origins.length > 0 &&
    origins.every((origin) => origin.certain && origin.place?.region === place.region)
  );
}

function placingsAt(
  found: Found,
  argument: string,
  provider: string | undefined,
  context: FacetContext,
): Placing[] {
  const base = {
    certain: found.certain,
    ...(found.picks && { picks: found.picks }),
    ...(found.when !== undefined && { when: found.when }),
    argument,
    own: true,
    expression: expressionOf(found),
  };
  const reading = readCode(found.value, provider, context);
  if (!reading.unknown) return [{ ...reading, ...base }];
  // A target may also be named by an identifier that holds its region.
  const placings = followed(found.value, context).filter((placing) => !placing.unknown);
  return placings.length > 0
    ? placings.map((placing) => ({ ...placing, ...base }))
    : [{ ...reading, ...base }];
}

/** What leaving a copy's place out means, where the provider then takes the nearest multi-region. */
function nearest({ resource, row, context }: Copying, spec: CopySpec, argument: string): Placing[] {
  if (!spec.nearest || fits(resource.body, spec.when) !== true) return [];
  const provider = spec.provider ?? resource.provider ?? row.provider;
  if (provider === undefined) return [];
  return originsOf(resource, context).flatMap((origin): Placing[] => {
    // What is outside already leaves nothing by what it does not say.
    if (isOutside(origin, context)) return [];
    const code = origin.place?.region.toLowerCase();
    const prefix =
      code === undefined ? undefined : Object.keys(spec.nearest!).find((one) => code.startsWith(one));
    const text = prefix === undefined ? undefined : spec.nearest![prefix]!;
    const place = text === undefined ? undefined : context.facts.place(provider, text);
    if (!place) return [];
    const base = { text: text!, certain: origin.certain, own: true, argument, defaulted: true };
    const setting = placeOfSetting(spec.settings, context);
    return [setting ? { ...base, unknown: setting } : { ...knownPlace(place), ...base }];
  });
}

function isOutside({ countries = [] }: Placing, { policy }: FacetContext): boolean {
  return countries.length > 0 && !countries.some((country) => policy.countries.includes(country));
}

function targets({ resource, row, context }: Copying, path: string): Facet[] {
  const origin = countriesOf(originsOf(resource, context));
  return written(resource.body, path).flatMap((found) => {
    const target = referredTo(found.value, context);
    // What names itself is no copy elsewhere.
    if (target?.id === resource.id) return [];
    return followed(found.value, context).map((placing) =>
      copyFacet({ resource, row, context }, placing, {
        how: 'target',
        origin,
        deciding: expressionOf(found),
        argument: path,
        certain: found.certain,
        value: placing.value ?? found.value,
        ...(target && { other: target }),
      }),
    );
  });
}

/** This resource is the copy: where its provider block puts it, the expression that names the source says so. */
function reversed({ resource, row, context }: Copying, spec: CopySpec, path: string): Facet[] {
  if (isOriginal(resource, spec)) return [];
  const inherited = originsOf(resource, context).filter((placing) => !placing.own);
  const told = placesOfSource({ resource, row, context }, spec);
  return written(resource.body, path).flatMap((found) => {
    const source = referredTo(found.value, context);
    const local =
      spec.near && !source && found.value.kind === 'scalar' && !String(found.value.value).includes(':');
    const origins = told.length > 0 ? told : local ? inherited : followed(found.value, context);
    return inherited.map((placing) =>
      copyFacet({ resource, row, context }, placing, {
        how: 'target',
        origin: countriesOf(origins),
        deciding: expressionOf(found),
        argument: path,
        certain: found.certain,
        value: placing.value ?? found.value,
        ...(source && { other: source }),
      }),
    );
  });
}

/** Where the source is, as the copy itself says. */
function placesOfSource({ resource, row, context }: Copying, { from, provider }: CopySpec): Placing[] {
  if (from === undefined) return [];
  return written(resource.body, from).flatMap((found) =>
    placingsAt(found, from, provider ?? resource.provider ?? row.provider, context),
  );
}

function redundancy({ resource, row, context }: Copying, spec: NonNullable<CopySpec['redundancy']>): Facet[] {
  for (const [path, { is, absent }] of Object.entries(spec.when ?? {})) {
    const found = written(resource.body, path);
    if (
      found.length === 0
        ? absent !== is
        : !found.some(({ value }) => value.kind === 'scalar' && String(value.value) === is)
    )
      return [];
  }
  const found = select(resource.body, spec.at);
  const settings: { text: string; found?: Found }[] = found.flatMap((one) =>
    one.value.kind === 'scalar' && !isLeftOut(one.value)
      ? [{ text: String(one.value.value), found: one }]
      : [],
  );
  const leftOut = found.every(({ value }) => isLeftOut(value));
  if (
    leftOut &&
    spec.absent !== undefined &&
    isMade(resource, spec.at) &&
    !isSetElsewhere(resource, spec, context)
  )
    settings.push({ text: spec.absent });
  const geo = spec.geo.map((value) => value.toLowerCase());
  return settings
    .filter(({ text }) => geo.includes(text.toLowerCase()))
    .flatMap(({ text, found: one }) =>
      originsOf(resource, context).flatMap((origin): Facet[] => {
        const paired = pairOf(origin, resource, row, context);
        if (!paired) return [];
        return [
          copyFacet({ resource, row, context }, paired, {
            how: 'redundancy',
            origin: countriesOf([origin]),
            argument: spec.at,
            certain: (one?.certain ?? true) && origin.certain,
            setting: text,
            ...(one ? { deciding: one.value.at, value: one.value } : { defaulted: true }),
          }),
        ];
      }),
    );
}

/** Whether another resource sets it, or one may of which it cannot be told what it is about. */
function isSetElsewhere(
  { id, scope }: Resource,
  { elsewhere }: NonNullable<CopySpec['redundancy']>,
  context: FacetContext,
): boolean {
  if (!elsewhere) return false;
  const { type, via } = elsewhere;
  return (
    context.ask({ by: 'link', of: id, type, via }).length > 0 ||
    context.ask({ by: 'untold-link', of: scope, type, via }).length > 0
  );
}

/** The default of an argument inside a block holds whether the block is written or not, unless its value is open. */
function isMade(resource: Resource, path: string): boolean {
  return !select(resource.body, path).some(({ value }) => value.kind === 'unknown');
}

/** Where the provider's geo-redundancy sends a copy; undefined where the region has no pair. */
function pairOf(
  origin: Placing,
  resource: Resource,
  row: CatalogRow,
  { facts }: FacetContext,
): Placing | undefined {
  const provider = resource.provider ?? row.provider;
  const base = { certain: true, own: false, argument: '' };
  if (!origin.place || provider === undefined) {
    const unknown = origin.unknown ?? nowhere({ at: resource.header }, 'facets.no-provider', {});
    return { ...base, unknown };
  }
  const pair = facts.pair(provider, origin.place.region);
  return pair && { ...base, ...knownPlace(pair) };
}

interface Copied {
  readonly how: 'target' | 'redundancy';
  readonly origin: Property | undefined;
  readonly argument: string;
  readonly certain: boolean;
  readonly deciding?: Location;
  readonly value?: Value;
  readonly setting?: string;
  readonly defaulted?: boolean;
  readonly other?: Resource;
}

function copyFacet({ resource, row }: Copying, placing: Placing, copied: Copied): Facet {
  const { how, origin, argument, certain, deciding, value, setting, defaulted, other } = copied;
  const { unknown } = placing;
  return {
    kind: 'copy',
    resource,
    row,
    certain: resource.certain && !resource.library && certain && placing.certain,
    properties: {
      ...placeProperties(placing),
      ...(setting !== undefined && { value: setting }),
      how,
      ...(defaulted && { defaulted: true }),
      'origin-countries': origin,
    },
    anchors: anchorsOf(resource, deciding, deciding),
    ...(value && { value }),
    argument,
    ...(other && { other }),
    ...(unknown && { unknown: untold(unknown, resource, argument) }),
  };
}
