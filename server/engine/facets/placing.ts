import { isArm, type Resource } from '../../core/resource';
import type { Location } from '../../core/source';
import {
  hops,
  type Option,
  referredResource,
  type Scalar,
  through,
  type Unknown,
  type Value,
} from '../../core/value';
import type { CatalogRow, Confidence, FacetContext, Place, PlaceSpec } from '../types';
import { hostName, knownPlace, nowhere, type Reading, readCode, readHost } from './reading';
import { rowOf } from './row';
import { expressionOf, type Found, isLeftOut, joinPicks, select } from './select';
import { placeOfSetting } from './settings';

/** One place a resource may be in: what the code says, and what the facts make of it. */
export interface Placing {
  /** Absent where nothing is written: a default, or an unpinned region. */
  readonly value?: Value;
  /** The code or host as the deciding text writes it. */
  readonly text?: string;
  readonly place?: Place;
  /** What the facts know of where it is; absent where it cannot be told. Empty: nothing bounds it. */
  readonly countries?: readonly string[];
  readonly confidence?: Confidence;
  /** Who runs it, where that is not the platform's own operator. */
  readonly operator?: string;
  readonly unknown?: Unknown;
  readonly certain: boolean;
  readonly picks?: Option['picks'];
  /** The condition that chooses it among candidates, as the code writes it. */
  readonly when?: string;
  /** Written in the resource itself, not taken from its governor or from a resource it names. */
  readonly own: boolean;
  readonly argument: string;
  readonly expression?: Location;
  readonly spec?: PlaceSpec;
  readonly defaulted?: boolean;
  /** Its governor states no region: the governor. */
  readonly unpinned?: Resource;
  /** Stands beside the place that decides. */
  readonly beside?: boolean;
}

/**
 * Where a resource is, a placing for each candidate; none where it has no place or no row says where it is written.
 * Made once for each resource of a context.
 */
export function placingsOf(resource: Resource, context: FacetContext): readonly Placing[] {
  // Resources that take their place from each other have none.
  return context.shared(resource.id, () => place(resource, context), []);
}

/** The places that decide: where the thing itself is. */
export function originsOf(resource: Resource, context: FacetContext): readonly Placing[] {
  return placingsOf(resource, context).filter((placing) => !placing.beside);
}

function place(resource: Resource, context: FacetContext): readonly Placing[] {
  const row = rowOf(resource, context.catalog);
  const rowless = !row;
  if (rowless && resource.provider === undefined) return [];
  const specs = row ? row.place : rowlessPlace(resource, context);
  const placer: Placer = { resource, row, context };
  const deciding = specs.filter((spec) => !spec.beside);
  const made = decide(placer, deciding, { certain: true });
  const beside = specs
    .filter((spec) => spec.beside)
    .flatMap((spec) =>
      findings(placer, spec)
        .filter((found) => !isLeftOut(found.value))
        .flatMap((found) => placed(placer, spec, found)),
    )
    .map((placing) => ({ ...placing, beside: true }));
  const all = [...made, ...beside];
  if (!rowless && !row.is.includes('placeless')) return all;
  return all.filter(({ place }) => place?.kind !== 'global');
}

/** Types without a row: their own `region` or `location`, else their provider's place. */
function rowlessPlace(resource: Resource, context: FacetContext): readonly PlaceSpec[] {
  if (resource.kind === 'backend' || resource.kind === 'chart' || resource.kind === 'module') return [];
  if (resource.kind === 'provider') return [{ at: 'region' }];
  if (resource.dialect === 'kubernetes') return controllerPlaces;
  if (isArm(resource.dialect)) return [{ at: 'location' }];
  if (resource.dialect !== 'terraform') return [];
  const own = [{ at: 'region' }, { at: 'location' }];
  return placesByProvider(resource, context) ? [...own, { at: 'provider.region' }] : own;
}

/** Whether provider blocks of its kind say a place at all; Azure's do not. */
function placesByProvider({ dialect, type }: Resource, { catalog }: FacetContext): boolean {
  return catalog.row(dialect, `provider.${type.split('_')[0]}`)?.place.length !== 0;
}

/** Objects from which a controller makes a cloud's resources (Crossplane, ACK, Config Connector, Cluster API). */
const controllerPlaces: readonly PlaceSpec[] = [
  'spec.forProvider.region',
  'spec.forProvider.location',
  'spec.region',
  'spec.location',
  'metadata.annotations.[services.k8s.aws/region]',
].map((at) => ({ at }));

interface Placer {
  readonly resource: Resource;
  readonly row: CatalogRow | undefined;
  readonly context: FacetContext;
}

/** A way that leads to a spec: some runs may leave the earlier ones out. */
interface Way {
  readonly certain: boolean;
  readonly picks?: Option['picks'];
}

function decide(placer: Placer, specs: readonly PlaceSpec[], way: Way): Placing[] {
  const [spec, ...rest] = specs;
  if (!spec) return unstated(placer, way);
  if (spec.members !== undefined) {
    const places = ofMembers(placer, spec.members, spec.at);
    return places.length > 0 ? places : decide(placer, rest, way);
  }
  const found = findings(placer, spec);
  if (found.length === 0) {
    return spec.absent !== undefined ? [defaulted(placer, spec, way)] : decide(placer, rest, way);
  }
  const made: Placing[] = [];
  for (const one of found) {
    const picks = joinPicks(way.picks, one.picks);
    if (picks === null) continue;
    const taken: Found = { ...one, certain: way.certain && one.certain, ...(picks && { picks }) };
    if (isLeftOut(one.value)) {
      const left = { certain: taken.certain, ...(picks && { picks }) };
      made.push(
        ...(spec.absent !== undefined ? [defaulted(placer, spec, left)] : decide(placer, rest, left)),
      );
      continue;
    }
    const placings = placed(placer, spec, taken);
    const untold = placings.every((placing) => placing.unknown && !placing.unpinned);
    if (spec.within && untold)
      made.push(...decide(placer, rest, { certain: taken.certain, ...(picks && { picks }) }));
    else made.push(...placings);
  }
  return distinct(made);
}

/** Where the members of a group are, which name it and not it them. */
function ofMembers({ resource, context }: Placer, type: string, via: string): Placing[] {
  const members = context.ask({ by: 'link', of: resource.id, type, via });
  return members
    .flatMap((member) => originsOf(member, context))
    .map((placing) => ({ ...placing, own: false }));
}

/** Several zones that cannot be told lead to one and the same region. */
function distinct(placings: Placing[]): Placing[] {
  const seen = new Set<string>();
  return placings.filter(({ value, picks, argument, unknown }) => {
    if (picks) return true;
    const at = (value ?? unknown)?.at;
    const key = `${argument} ${at?.path}:${at?.range.start}:${at?.range.end} ${value?.kind === 'scalar' ? value.value : ''}`;
    return !seen.has(key) && seen.add(key);
  });
}

function findings({ resource, context }: Placer, spec: PlaceSpec): Found[] {
  if (spec.at.startsWith('provider.')) return governing(resource, spec, context);
  const found = select(resource.body, spec.at).filter(
    ({ value, entry }) =>
      (value.kind === 'scalar' || value.kind === 'unknown' || spec.means !== undefined) &&
      (entry !== undefined || !spec.optional),
  );
  if (spec.host) return turnedAway(found, resource, context);
  if (found.length > mostCandidates && found.every((one) => !one.certain)) return [catalogue(found[0]!)];
  const here = deployable(found, resource, context);
  if (here.length < found.length) return here;
  return spec.primary === undefined ? found : primaryOf(found, spec.primary);
}

/** A table of more places than anybody runs in is a catalogue that the code carries: what it names is not judged. */
const mostCandidates = 12;

function catalogue({ value }: Found): Found {
  const unknown = nowhere(value, 'facets.catalogue', { most: mostCandidates });
  return { value: unknown, certain: false };
}

/**
 * A table by region (`FindInMap [Zones, !Ref AWS::Region, A]`, `variables('pairs')[resourceGroup().location]`) offers what
 * each region would take: only what is taken in a permitted region is a candidate, or every template made for all regions
 * would be found.
 */
export function deployable(found: readonly Found[], resource: Resource, context: FacetContext): Found[] {
  return found.filter((one) => mayBeDeployed(one, resource, context));
}

function mayBeDeployed(
  { picks, value }: Found,
  { provider }: Resource,
  { facts, policy }: FacetContext,
): boolean {
  for (const [decision, alternative] of picks ?? []) {
    // The region itself is no table's.
    if (value.kind === 'scalar' && String(value.value) === alternative) continue;
    const place = isRegion.test(decision) ? facts.place(provider ?? 'aws', alternative) : undefined;
    if (place && !place.countries.some((country) => policy.countries.includes(country))) return false;
  }
  return true;
}

/** Decisions about where things are: `AWS::Region`, `{resourcegroup()}.location`, `{parameters(location)}`. */
const isRegion = /^AWS::Region$|^\{.*(region|location)[)}]*$/i;

/** The entry whose argument `primary` is 0; the first where none says so; none where that cannot be told. */
export function primaryOf(found: readonly Found[], primary: string): Found[] {
  const priority = (one: Found) => one.within?.entries.get(primary)?.value;
  const first = found.find((one) => {
    const value = priority(one);
    return value?.kind === 'scalar' && String(value.value) === '0';
  });
  if (first) return [first];
  if (found.some((one) => priority(one)?.kind === 'unknown')) return [];
  return found.slice(0, 1);
}

/** What the governing provider block says: the host it is turned to, else its argument. */
function governing(resource: Resource, spec: PlaceSpec, context: FacetContext): Found[] {
  if (resource.ungoverned) return [{ value: resource.ungoverned, certain: true }];
  const governor = resource.governor === undefined ? undefined : context.resource(resource.governor);
  if (!governor) return [];
  const argument = spec.at.slice('provider.'.length);
  return providerPlaces(governor, argument, context).map((found) => {
    const at = found.entry?.key ?? governor.header;
    const hop = { step: 'provider', name: governor.address, at } as const;
    return { ...found, value: through(found.value, hop) };
  });
}

function providerPlaces(governor: Resource, argument: string, context: FacetContext): readonly Found[] {
  for (const spec of rowOf(governor, context.catalog)?.place ?? []) {
    const hosts = spec.host ? turnedAway(select(governor.body, spec.at), governor, context) : [];
    if (hosts.length > 0) return hosts;
  }
  return select(governor.body, argument);
}

/**
 * The endpoint that leads away from the platform's own hosts: then a region beside it is only a name. One is enough: who
 * turns one service elsewhere uses the block for nothing else.
 */
function turnedAway(found: readonly Found[], owner: Resource, { facts, catalog }: FacetContext): Found[] {
  const id = owner.provider ?? rowOf(owner, catalog)?.provider;
  const platform = id === undefined ? undefined : facts.provider(id);
  const own = platform && facts.operator(platform.operator)?.id;
  const away = found.find(({ value, entry }) => {
    // What a body may hold besides is no endpoint yet.
    if (isLeftOut(value) || !entry) return false;
    if (value.kind !== 'scalar') return value.kind === 'unknown';
    const host = facts.host(hostName(String(value.value)));
    return !host || own === undefined || facts.operator(host.operator)?.id !== own;
  });
  return away ? [{ ...away, host: true }] : [];
}

function placed({ resource, row, context }: Placer, spec: PlaceSpec, found: Found): Placing[] {
  const base = {
    certain: found.certain,
    ...(found.picks && { picks: found.picks }),
    ...(found.when !== undefined && { when: found.when }),
    argument: spec.at,
    expression: expressionOf(found),
    spec,
  };
  const own = !spec.at.startsWith('provider.');
  const led = (places: readonly Placing[]) =>
    places.map((placing) => ({ ...placing, ...base, certain: base.certain && placing.certain, own: false }));
  if (spec.means !== undefined)
    return meant({ resource, row, context }, spec, found).map((one) => ({ ...one, ...base, own: true }));
  if (spec.follow) return led(followed(found.value, context));
  const reading = found.host
    ? readHost(found.value, context)
    : readCode(bare(found.value, spec), spec.provider ?? resource.provider ?? row?.provider, context);
  if (reading.unknown && namesPlace(found.value, context)) {
    const places = followed(found.value, context).filter((placing) => !placing.unknown);
    if (places.length > 0) return led(places);
  }
  return [{ ...reading, ...base, own }];
}

/** `true`, or a block whatever it holds, where that stands for a place; the block's header decides. */
function meant({ resource, row, context }: Placer, spec: PlaceSpec, { value }: Found): Reading[] {
  if (value.kind === 'unknown') return [{ value, unknown: value }];
  if (value.kind === 'scalar' && String(value.value) !== 'true') return [];
  const provider = spec.provider ?? resource.provider ?? row?.provider;
  const place = provider === undefined ? undefined : context.facts.place(provider, spec.means!);
  const at = value.kind === 'map' ? (value.header ?? value.at) : value.at;
  const decided: Value = { ...value, at };
  if (!place)
    return [{ value: decided, unknown: nowhere(decided, 'facets.unknown-code', { code: spec.means! }) }];
  return [{ value: decided, text: spec.means!, ...knownPlace(place) }];
}

/** The code in a longer name: `projects/p/instanceConfigs/regional-asia-northeast3`. */
function bare(value: Value, { strip }: PlaceSpec): Value {
  if (strip === undefined || value.kind !== 'scalar' || typeof value.value !== 'string') return value;
  const last = value.value.split('/').at(-1)!;
  return { ...value, value: last.startsWith(strip) ? last.slice(strip.length) : last };
}

/**
 * Where the thing is that a value names: the resource behind a reference, or the region inside an ARN or path. Always at
 * least one placing; unknown where neither tells.
 */
export function followed(value: Value, context: FacetContext): readonly Placing[] {
  const base = { certain: true, own: false, argument: '' };
  const target = referredTo(value, context);
  const part = target ? undefined : referringPart(value);
  if (part) return followed(part, context);
  if (target) {
    const places = originsOf(target, context);
    if (places.length > 0) {
      return places.map((placing) =>
        placing.value ? { ...placing, value: continued(value, placing.value) } : placing,
      );
    }
    return [
      { ...base, value, unknown: nowhere(value, 'facets.reference-nowhere', { name: target.address }) },
    ];
  }
  if (value.kind === 'unknown') return [{ ...base, value, unknown: value }];
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return [];
  const named = context.facts.placeInIdentifier(value.value);
  if (named?.place) return [{ ...base, value, ...knownPlace(named.place) }];
  return [{ ...base, value, unknown: nowhere(value, 'facets.identifier-nowhere', { name: value.value }) }];
}

/** The one part of a composed name that refers to a resource: `storage.googleapis.com/${google_storage_bucket.logs.name}`. */
function referringPart(value: Value): Value | undefined {
  const parts = (value as Scalar).parts?.filter((part) => referredResource(part) !== undefined) ?? [];
  return parts.length === 1 ? parts[0] : undefined;
}

/** The resource that a value was read from. */
export function referredTo(value: Value, context: FacetContext): Resource | undefined {
  const id = referredResource(value);
  return id === undefined ? undefined : context.resource(id);
}

/** The trace of a reference goes on to what decides the place of the thing referred to. */
function continued(reference: Value, place: Value): Value {
  const way = hops(reference.trace);
  const end = way.findIndex((hop) => hop.resource !== undefined);
  return way
    .slice(0, end + 1)
    .reverse()
    .reduce<Value>((value, { next: _, ...hop }) => through(value, hop), place);
}

const placeNames = ['region', 'location', 'zone', 'availability_zone'];

/**
 * Whether a reference reads a place of another resource (`aws_subnet.a.availability_zone`), not some text of it. The zones
 * that a data source looks up lie in the region it asks for.
 */
function namesPlace(value: Value, context: FacetContext): boolean {
  const attribute = value.kind === 'unknown' ? value.reason.args?.attribute : undefined;
  if (typeof attribute !== 'string') return false;
  if (attribute === 'names') return referredTo(value, context)?.type.endsWith('_zones') ?? false;
  return placeNames.includes(attribute);
}

/** No spec says a place: the governor leaves it to the environment, or this type has none. */
function unstated({ resource, row, context }: Placer, way: Way): Placing[] {
  const base = { ...way, own: false, argument: row?.place[0]?.at ?? 'region' };
  if (resource.kind === 'provider' || resource.kind === 'backend') return [];
  const specs = row ? row.place : rowlessPlace(resource, context);
  const inherited = specs.filter((spec) => spec.at.startsWith('provider.'));
  const inherits = inherited.find((spec) => /region/.test(spec.at)) ?? inherited[0];
  if (!inherits) return [];
  const governor = resource.governor === undefined ? undefined : context.resource(resource.governor);
  if (!governor) {
    const unknown = nowhere({ at: resource.header }, 'facets.no-provider', {});
    return [{ ...base, unknown }];
  }
  const block = rowOf(governor, context.catalog);
  if (!block || block.place.length === 0 || (!row && !block.regional)) return [];
  return [{ ...base, argument: inherits.at, unpinned: governor }];
}

function defaulted({ resource, row, context }: Placer, spec: PlaceSpec, way: Way): Placing {
  const provider = spec.provider ?? resource.provider ?? row?.provider;
  const place = provider === undefined ? undefined : context.facts.place(provider, spec.absent!);
  const base = { ...way, own: true, argument: spec.at, spec, text: spec.absent!, defaulted: true };
  const setting = placeOfSetting(spec.settings, context);
  if (setting) return { ...base, unknown: setting };
  if (place) return { ...base, ...knownPlace(place) };
  return {
    ...base,
    unknown: nowhere({ at: resource.header }, 'facets.unknown-code', { code: spec.absent! }),
  };
}
