import type { Resource } from '../../core/resource';
import type { Location } from '../../core/source';
import { referredResource, type Unknown, type Value } from '../../core/value';
import { matchGlob } from '../policy/glob';
import { isDomestic } from '../rules/condition';
import type { CatalogRow, Facet, FacetContext, HolderSpec, Property } from '../types';
import { UNKNOWN } from '../types';
import { anchorsOf, operatorProperties } from './place';
import { originsOf, referredTo } from './placing';
import { hostName, isAllowedHost, nowhere } from './reading';
import { isThing, rowOf } from './row';
import { expressionOf, type Found, written } from './select';
import { untold } from './untold';

/** In whose store a key's material lives, on the ladder of 0 (the provider's default key) to 4 (a store at home). */
export interface Holder {
  readonly level: number | typeof UNKNOWN;
  /** Operator id; UNKNOWN where no fact knows who runs the store. */
  readonly operator: Property;
  readonly control: Property;
  /** The argument, or the store's endpoint, that decides it. */
  readonly deciding?: Location;
  readonly value?: Value;
  readonly argument?: string;
  /** Why it cannot be told who holds it. */
  readonly unknown?: Unknown;
}

/** Who holds a key. Stores of keys and names of keys tell the level of the keys behind them and are not judged themselves. */
export function holderFacets(
  resource: Resource,
  row: CatalogRow | undefined,
  context: FacetContext,
): Facet[] {
  if (!row?.holder || row.holder.store || row.holder.of || !isThing(resource, row)) return [];
  const { deciding, value, argument, unknown, ...holder } = holderOf(resource, context)!;
  return [
    {
      kind: 'holder',
      resource,
      row,
      certain: resource.certain,
      properties: holderProperties(holder),
      anchors: anchorsOf(resource, deciding, deciding),
      ...(value && { value }),
      ...(argument !== undefined && { argument }),
      ...(unknown && { unknown: untold(unknown, resource, argument ?? 'holder') }),
    },
  ];
}

export function holderProperties({ level, operator, control }: Holder): Record<string, Property> {
  return { level, holder: operator, 'holder-control': control };
}

/** Undefined for what is no key. */
export function holderOf(resource: Resource, context: FacetContext): Holder | undefined {
  return at(resource, context, 0);
}

/** Names of keys lead to keys, keys to stores, and stores nothing further: deeper is a circle. */
const MAX_DEPTH = 5;

/** The key that a resource only names: behind aliases, versions, disk encryption sets; else the resource itself. */
export function keyItself(resource: Resource, context: FacetContext): Resource {
  let key = resource;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const behind = rowOf(key, context.catalog)?.holder?.of?.flatMap((path) => {
      const named = written(key.body, path)[0];
      return (named && referredTo(named.value, context)) ?? [];
    })[0];
    if (!behind) break;
    key = behind;
  }
  return key;
}

function at(resource: Resource, context: FacetContext, depth: number): Holder | undefined {
  const key = keyItself(resource, context);
  const spec = rowOf(key, context.catalog)?.holder;
  if (!spec || depth > MAX_DEPTH) return undefined;
  const provider = providerHolder(key, context);
  // A key that is only looked up does not say in what store it lies.
  if (key.kind === 'data') return { ...provider, level: UNKNOWN };
  for (const level of spec.levels ?? []) {
    for (const found of written(key.body, level.at)) {
      const holds = fitsLevel(found, level.values);
      if (holds === false) continue;
      const argument = argumentAt(
        level.values || level.through !== undefined ? found : hidden(found),
        level.at,
      );
      if (holds === undefined) return { ...argument, ...nobodyKnown(found.value), level: UNKNOWN };
      const store = storeAt(key, level.through, context, depth);
      if (store) return store;
      const endpoint = endpointOf(key, level, context);
      if (endpoint) return external(endpoint, level.level, context);
      const holder = isExternal(level.level)
        ? nobodyKnown(nowhere(found.value, 'facets.no-store', {}))
        : provider;
      return { ...argument, ...holder, level: level.level };
    }
  }
  const store = storeAt(key, spec.in, context, depth);
  return store && store.level !== spec.level ? store : { ...provider, level: spec.level };
}

/** An argument that counts by being there, not by what it says: that may be the key material itself. */
function hidden(found: Found): Found {
  return { ...found, value: { ...found.value, sensitive: true } };
}

function argumentAt(found: Found, argument: string): Pick<Holder, 'deciding' | 'value' | 'argument'> {
  return { deciding: expressionOf(found), value: found.value, argument };
}

/** Kept in a store outside the provider's, or perhaps so: then the store says more than the key does. */
function isExternal(level: Holder['level']): boolean {
  return level === UNKNOWN || level >= 3;
}

type Level = NonNullable<HolderSpec['levels']>[number];

/** Undefined where an argument's value cannot be told; that it refers to a resource tells that it is set. */
function fitsLevel({ value }: Found, values: Level['values']): boolean | undefined {
  if (!values) return value.kind !== 'unknown' || referredResource(value) !== undefined ? true : undefined;
  if (value.kind !== 'scalar') return undefined;
  return values.some((glob) => matchGlob(glob, String(value.value)));
}

function nobodyKnown(value: Value): Pick<Holder, 'operator' | 'control' | 'unknown'> {
  return {
    operator: UNKNOWN,
    control: UNKNOWN,
    ...(value.kind === 'unknown' && { unknown: value }),
  };
}

/**
 * What the store says that a key names at a path, if the code makes it: one that is only looked up does not say what it
 * is. It is said where the key names it, unless the store lies outside: then at what decides that.
 */
function storeAt(
  key: Resource,
  path: string | undefined,
  context: FacetContext,
  depth: number,
): Holder | undefined {
  const found = path === undefined ? undefined : written(key.body, path)[0];
  const store = found && referredTo(found.value, context);
  const holder = store?.kind === 'resource' ? at(store, context, depth + 1) : undefined;
  return !holder || isExternal(holder.level) ? holder : { ...holder, ...argumentAt(found!, path!) };
}

interface Endpoint {
  readonly found: Found;
  readonly argument: string;
}

/** Where the key, or something that names the key, states the external store's endpoint. */
function endpointOf(key: Resource, { endpoint, linked }: Level, context: FacetContext): Endpoint | undefined {
  const stated = (body: Value, argument: string) =>
    written(body, argument).map((found) => ({ found, argument }));
  const own = endpoint === undefined ? [] : stated(key.body, endpoint);
  const naming = linked ? context.ask({ by: 'link', of: key.id, type: linked.type, via: linked.via }) : [];
  return [...own, ...naming.flatMap(({ body }) => stated(body, linked!.endpoint))][0];
}

/** An external store: held by whoever runs its host; at home if the policy says so. */
function external({ found, argument }: Endpoint, level: number, context: FacetContext): Holder {
  const { value } = found;
  const where = { deciding: value.at, value, argument };
  const unknown = { ...where, ...nobodyKnown(value), level } as const;
  if (value.kind !== 'scalar') return unknown;
  const host = hostName(String(value.value));
  if (isAllowedHost(host, context.policy)) return { ...unknown, level: 4 };
  const operator = context.facts.operator(context.facts.host(host)?.operator ?? '');
  if (!operator) return { ...unknown, unknown: nowhere(value, 'facets.unknown-operator', { host }) };
  const home = isDomestic(operator.id, context) === true;
  return { ...where, level: home ? 4 : level, operator: operator.id, control: operator.control };
}

/** The platform that keeps the key: its operator, or that of the partition the key lies in. */
export function providerHolder(resource: Resource, context: FacetContext): Omit<Holder, 'level'> {
  const placing = originsOf(resource, context)[0] ?? { certain: true, own: false, argument: '' };
  const properties = operatorProperties(placing, resource, rowOf(resource, context.catalog), context);
  return { operator: properties.operator ?? UNKNOWN, control: properties['operator-control'] ?? UNKNOWN };
}
