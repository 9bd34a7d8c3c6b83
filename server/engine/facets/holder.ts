import type { Resource } from '../../core/resource';
import type { Location } from '../../core/source';
import type { Value } from '../../core/value';
import { matchGlob } from '../policy/glob';
import { isDomestic } from '../rules/condition';
import type { CatalogRow, Facet, FacetContext, Property } from '../types';
import { UNKNOWN } from '../types';
import { anchorsOf, operatorProperties } from './place';
import { originsOf, referredTo } from './placing';
import { hostName, isAllowedHost } from './reading';
import { rowOf } from './row';
import { expressionOf, type Found, written } from './select';

/** In whose store a key's material lives, on the ladder of 0 (the provider's default key) to 4 (a store at home). */
export interface Holder {
  readonly level: Property;
  /** Operator id; UNKNOWN where no fact knows who runs the store. */
  readonly operator: Property;
  readonly control: Property;
  /** The argument, or the store's endpoint, that decides it. */
  readonly deciding?: Location;
  readonly value?: Value;
  readonly argument?: string;
}

/** Who holds a key. Stores of keys tell the level of their keys and are not judged themselves. */
export function holderFacets(
  resource: Resource,
  row: CatalogRow | undefined,
  context: FacetContext,
): Facet[] {
  if (!row?.holder || row.holder.store || resource.kind !== 'resource') return [];
  const { deciding, value, argument, ...holder } = holderOf(resource, context)!;
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

/** Keys name stores, and stores nothing further: deeper is a circle. */
const MAX_DEPTH = 3;

function at(resource: Resource, context: FacetContext, depth: number): Holder | undefined {
  const spec = rowOf(resource, context.catalog)?.holder;
  if (!spec || depth > MAX_DEPTH) return undefined;
  const provider = providerHolder(resource, context);
  for (const level of spec.levels ?? []) {
    for (const found of written(resource.body, level.at)) {
      const holds = fitsLevel(found, level.values);
      if (holds === false) continue;
      const argument = { deciding: expressionOf(found), value: found.value, argument: level.at };
      if (holds === undefined) return { ...argument, level: UNKNOWN, operator: UNKNOWN, control: UNKNOWN };
      const store =
        level.through === undefined ? undefined : storeBehind(resource, level.through, context, depth);
      if (store) return store.deciding && store.level !== 2 ? store : { ...store, ...argument };
      const endpoint = level.endpoint === undefined ? undefined : written(resource.body, level.endpoint)[0];
      if (endpoint) return { ...external(endpoint, level.level, context), argument: level.endpoint! };
      if (level.level >= 3) return { ...argument, level: level.level, operator: UNKNOWN, control: UNKNOWN };
      return { ...argument, ...provider, level: level.level };
    }
  }
  return { ...provider, level: spec.level };
}

function fitsLevel({ value }: Found, values: readonly string[] | undefined): boolean | undefined {
  if (!values) return value.kind !== 'unknown' || value.trace !== undefined ? true : undefined;
  if (value.kind !== 'scalar') return undefined;
  return values.some((glob) => matchGlob(glob, String(value.value)));
}

function storeBehind(
  resource: Resource,
  path: string,
  context: FacetContext,
  depth: number,
): Holder | undefined {
  const named = written(resource.body, path)[0];
  const store = named && referredTo(named.value, context);
  return store && at(store, context, depth + 1);
}

/** An external store: held by whoever runs its host; at home if the policy says so. */
function external(endpoint: Found, level: number, context: FacetContext): Holder {
  const { value } = endpoint;
  const where = { deciding: value.at, value };
  const unknown = { ...where, level, operator: UNKNOWN, control: UNKNOWN } as const;
  if (value.kind !== 'scalar') return unknown;
  const host = hostName(String(value.value));
  if (isAllowedHost(host, context.policy)) return { ...unknown, level: 4 };
  const operator = context.facts.operator(context.facts.host(host)?.operator ?? '');
  if (!operator) return unknown;
  const home = isDomestic(operator.id, context) === true;
  return { ...where, level: home ? 4 : level, operator: operator.id, control: operator.control };
}

/** The platform that keeps the key: its operator, or that of the partition the key lies in. */
export function providerHolder(resource: Resource, context: FacetContext): Omit<Holder, 'level'> {
  const placing = originsOf(resource, context)[0] ?? { certain: true, own: false, argument: '' };
  const properties = operatorProperties(placing, resource, rowOf(resource, context.catalog), context);
  return { operator: properties.operator ?? UNKNOWN, control: properties['operator-control'] ?? UNKNOWN };
}
