import type { Resource } from '../../core/resource';
import type { Location } from '../../core/source';
import { referredResource, type Unknown, type Value } from '../../core/value';
import { matchGlob } from '../policy/glob';
import type { CatalogRow, Facet, FacetContext, KeySpec, Property } from '../types';
import { UNKNOWN } from '../types';
import { type Holder, holderOf, holderProperties, keyItself, providerHolder } from './holder';
import { anchorsOf, placeProperties } from './place';
import { followed, originsOf, type Placing, referredTo } from './placing';
import { hostName } from './reading';
import { isThing } from './row';
import { expressionOf, type Found, fits, isLeftOut, select, written } from './select';
import { isInput } from './tags';
import { untold } from './untold';

/**
 * Which key encrypts a thing: one facet for each key it may name, and one for what having none means. A key that is named
 * by a literal also gives a holder facet, since no key resource is there to give one.
 */
export function keyFacets(resource: Resource, row: CatalogRow | undefined, context: FacetContext): Facet[] {
  const spec = row?.key;
  if (!spec || !isThing(resource, row) || fits(resource.body, spec.when) === false) return [];
  const keyed: Keyed = { resource, row, spec, context };
  const sources = [{ ...spec, resource }, ...linkedTo(keyed)];
  const facets: Facet[] = [];
  let certain = false;
  for (const source of sources) {
    for (const path of source.at) {
      for (const found of select(source.resource.body, path)) {
        if (isLeftOut(found.value)) continue;
        const made = named(keyed, source, path, found);
        facets.push(...made);
        if (found.certain) certain = true;
      }
    }
  }
  if (certain || spec.absent === 'unknown' || !row.is.includes('stores-data')) return facets;
  return [...facets, ...absent(keyed, sources, facets.length > 0)].map((facet) =>
    openToCallers(facet, keyed),
  );
}

/** In a library, a key that only some inputs leave out may be brought by a caller. */
function openToCallers(facet: Facet, keyed: Keyed): Facet {
  const { resource, spec } = keyed;
  const { state, written } = facet.properties;
  const missing = state === 'provider-managed' || state === 'unencrypted';
  const open = spec.at.some((path) => mayBeWritten(resource, path));
  if (!resource.library || facet.kind !== 'key' || !missing || written || !open) return facet;
  return unknownState(keyed, because('facets.library', resource.header), spec.at[0]);
}

/** Whether anything stands on the way to an argument: then an input decides whether it is there. */
function mayBeWritten({ body }: Resource, path: string): boolean {
  return body.entries.has(path.split('.')[0]!);
}

interface Keyed {
  readonly resource: Resource;
  readonly row: CatalogRow;
  readonly spec: KeySpec;
  readonly context: FacetContext;
}

/** A resource that says how the thing is encrypted: itself, or one that names it. */
interface Source {
  readonly resource: Resource;
  readonly at: readonly string[];
  readonly encrypted?: string;
  readonly managed?: readonly string[];
}

function linkedTo({ resource, spec, context }: Keyed): Source[] {
  return (spec.linked ?? []).flatMap(({ via, ...link }) => {
    const { type } = link;
    const own = written(resource.body, via)[0]?.value ?? written(resource.body, 'name')[0]?.value;
    const byName =
      own?.kind === 'scalar' ? context.ask({ by: 'link-by-name', of: String(own.value), type, via }) : [];
    return [...context.ask({ by: 'link', of: resource.id, type, via }), ...byName].map((one) => ({
      ...link,
      resource: one,
    }));
  });
}

function base({ resource, row }: Keyed): Pick<Facet, 'kind' | 'resource' | 'row'> {
  return { kind: 'key', resource, row };
}

function named(keyed: Keyed, source: Source, argument: string, found: Found): Facet[] {
  const { resource, context } = keyed;
  const { value } = found;
  const given = resource.library && isInput(value);
  const certain = resource.certain && source.resource.certain && found.certain && !given;
  const named = referredTo(value, context);
  if (isManaged(value, named, source.managed)) {
    return stores(keyed) ? [managed(keyed, 'provider-managed', argument, value.at, value, certain)] : [];
  }
  if (value.kind === 'unknown' && referredResource(value) === undefined) {
    return [unknownState(keyed, value, argument)];
  }
  const key = named && keyItself(named, context);
  const literal = value.kind === 'scalar' && !key ? String(value.value) : undefined;
  const holder = key
    ? holderOf(key, context)
    : literal === undefined
      ? undefined
      : literalHolder(literal, keyed);
  const places = followed(value, context);
  const facets = places.map(
    (placing): Facet => ({
      ...base(keyed),
      certain: certain && placing.certain,
      properties: {
        ...placeProperties(placing),
        state: 'named',
        written: true,
        ...(literal !== undefined && { value: literal }),
        ...(holder && { ...holderProperties(holder), key: key?.address ?? literal }),
        'origin-countries': countriesOf(originsOf(resource, context)),
      },
      anchors: { ...anchorsOf(resource, expressionOf(found), expressionOf(found)), ...nameOf(found) },
      value: placing.value ?? value,
      argument,
      ...(key && { other: key }),
      ...(placing.unknown && { unknown: untold(placing.unknown, resource, argument) }),
    }),
  );
  if (literal === undefined || !holder) return facets;
  const { kind: _, ...rest } = base(keyed);
  const properties = { ...holderProperties(holder), value: literal };
  return [
    ...facets,
    { ...rest, kind: 'holder', certain, properties, anchors: anchorsOf(resource, value.at), value, argument },
  ];
}

/** The argument's own name: there, too, an editor says what the key is. */
function nameOf({ entry }: Found): Facet['anchors'] {
  return entry ? { name: entry.key } : {};
}

/** `alias/aws/s3`, `AES256`; also through a data source that looks such an alias up. */
function isManaged(
  value: Value,
  target: Resource | undefined,
  globs: readonly string[] | undefined,
): boolean {
  const texts = [value];
  if (target?.kind === 'data') {
    for (const path of ['key_id', 'name'])
      texts.push(...written(target.body, path).map((found) => found.value));
  }
  return texts.some(
    (one) => one.kind === 'scalar' && globs?.some((glob) => matchGlob(glob, String(one.value))),
  );
}

/** Who keeps a key that only an identifier names: the thing's own platform, else the one whose identifier it is. */
function literalHolder(text: string, { resource, context }: Keyed): Holder {
  const { facts } = context;
  const host = /^https?:/.test(text) ? facts.host(hostName(text)) : undefined;
  const own = providerHolder(resource, context);
  const level = host?.level ?? 1;
  if (own.operator !== UNKNOWN) return { ...own, level };
  const provider = facts.placeInIdentifier(text)?.provider;
  const id = host?.operator ?? (provider === undefined ? undefined : facts.provider(provider)?.operator);
  const operator = id === undefined ? undefined : facts.operator(id);
  return operator ? { level, operator: operator.id, control: operator.control } : { ...own, level };
}

function stores({ row }: Keyed): boolean {
  return row.is.includes('stores-data');
}

/** @param deciding where an argument says so; else the header has it */
function managed(
  keyed: Keyed,
  state: 'provider-managed' | 'unencrypted',
  argument: string | undefined,
  deciding: Location | undefined,
  value: Value | undefined,
  certain: boolean,
): Facet {
  const { resource, context } = keyed;
  const holder = providerHolder(resource, context);
  return {
    ...base(keyed),
    certain,
    properties: {
      state,
      written: deciding !== undefined,
      ...(value?.kind === 'scalar' && { value: String(value.value) }),
      ...holderProperties({ ...holder, level: 0 }),
      'origin-countries': countriesOf(originsOf(resource, context)),
    },
    anchors: anchorsOf(resource, deciding, deciding),
    ...(value && { value }),
    ...(argument !== undefined && { argument }),
  };
}

/** @param argument none where only other resources name the key */
function unknownState(keyed: Keyed, unknown: Unknown, argument: string | undefined): Facet {
  return {
    ...base(keyed),
    certain: keyed.resource.certain,
    properties: { state: UNKNOWN, level: UNKNOWN, countries: UNKNOWN },
    anchors: anchorsOf(keyed.resource, unknown.at),
    value: unknown,
    ...(argument !== undefined && { argument }),
    unknown: untold(unknown, keyed.resource, argument ?? 'key'),
  };
}

/** No key is named, in some runs at least: what that means. */
function absent(keyed: Keyed, sources: readonly Source[], some: boolean): Facet[] {
  const { resource, spec } = keyed;
  const argument = spec.at[0];
  const untoldBy = broughtByOthers(keyed);
  const certain = resource.certain && !some;
  const facets: Facet[] = [];
  for (const source of sources) {
    if (source.encrypted === undefined) continue;
    for (const { value, certain: reached } of written(source.resource.body, source.encrypted)) {
      const sure = certain && reached && source.resource.certain;
      if (value.kind !== 'scalar') {
        if (value.kind === 'unknown') facets.push(unknownState(keyed, value, source.encrypted));
      } else if (resource.library && isInput(value)) {
        facets.push(unknownState(keyed, because('facets.library', value.at), source.encrypted));
      } else if (isOff(value.value)) {
        facets.push(managed(keyed, spec.off ?? 'unencrypted', source.encrypted, value.at, value, sure));
      } else if (source.managed?.some((glob) => matchGlob(glob, String(value.value)))) {
        facets.push(managed(keyed, 'provider-managed', source.encrypted, value.at, value, sure));
      } else if (untoldBy) facets.push(unknownState(keyed, untoldBy, keyArgument(spec)));
      else facets.push(managed(keyed, 'provider-managed', argument, undefined, undefined, sure));
    }
  }
  if (facets.length > 0) return facets;
  if (untoldBy) return [unknownState(keyed, untoldBy, keyArgument(spec))];
  return [
    managed(
      keyed,
      spec.absent as 'provider-managed' | 'unencrypted',
      argument,
      undefined,
      undefined,
      certain,
    ),
  ];
}

/** The argument that names the key: the thing's own, or that of what links a key to it. */
function keyArgument({ at, linked }: KeySpec): string {
  return at[0] ?? linked![0]!.at[0]!;
}

const OFF = new Set<unknown>([false, 'false', 'NONE', 'none', 'DISABLED', 'Disabled']);

function isOff(value: unknown): boolean {
  return OFF.has(value);
}

/** Why something else may encrypt it: a snapshot it is made from, an account's default, a link that cannot be told. */
function broughtByOthers({ resource, spec, context }: Keyed): Unknown | undefined {
  for (const path of spec.unless ?? []) {
    const found =
      written(resource.body, path)[0] ??
      select(resource.body, path).find(({ value }) => value.kind === 'map');
    if (found) return because('facets.key-of-source', found.value.at);
  }
  for (const type of spec.account ?? []) {
    const account = context.ask({ by: 'type', of: type })[0];
    if (account) return because('facets.key-of-account', account.header);
  }
  for (const { type, via } of spec.linked ?? []) {
    if (context.ask({ by: 'untold-link', of: resource.scope, type, via }).length > 0)
      return because('facets.key-of-link', resource.header);
  }
  return undefined;
}

function because(key: string, at: Location): Unknown {
  return { kind: 'unknown', at, reason: { key }, settle: { key: `${key}.settle` } };
}

/** The countries of several places at once; UNKNOWN as soon as one of them is. */
export function countriesOf(placings: readonly Placing[]): Property | undefined {
  if (placings.length === 0) return UNKNOWN;
  if (placings.some(({ countries, unknown }) => unknown || !countries)) return UNKNOWN;
  return [...new Set(placings.flatMap(({ countries }) => countries!))];
}
