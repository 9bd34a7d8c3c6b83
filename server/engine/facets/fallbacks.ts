import type { Resource } from '../../core/resource';
import type { MapValue } from '../../core/value';
import type { CatalogRow, Facet, FacetContext, RouterSpec } from '../types';
import type { Document } from './documents';
import { anchorsOf } from './place';
import { type Found, select, written } from './select';
import { type About, isForeign, stated, type Use } from './uses';

/** Models at home that a router asks a foreign one for, when they do not answer: a facet at each such fallback. */
export function fallbackFacets(
  resource: Resource,
  row: CatalogRow,
  { body, row: { router, services }, certain }: Document,
  context: FacetContext,
): Facet[] {
  if (!router) return [];
  const models = modelsOf(body, router, services, { resource, row }, context);
  const home = [...models].filter(([, { isHome }]) => isHome).map(([name]) => name);
  const pairs = [
    ...router.fallbacks.flatMap((path) => written(body, path).flatMap(pairsOf)),
    ...router.defaults
      .flatMap((path) => written(body, path))
      .flatMap((to) => (home[0] === undefined ? [] : [{ from: home[0], to }])),
  ];
  return pairs.flatMap(({ from, to }): Facet[] => {
    const name = to.value.kind === 'scalar' ? String(to.value.value) : undefined;
    const foreign = name === undefined ? undefined : models.get(name)?.foreign;
    if (name === undefined || !foreign || !home.includes(from)) return [];
    const countries = foreign.by.fact?.place?.countries ?? foreign.by.fact?.countries ?? [];
    return [
      {
        kind: 'inference',
        resource,
        row,
        certain: resource.certain && certain && to.certain,
        properties: {
          ...foreign.by.properties,
          value: name,
          asked: from,
          countries,
          unbounded: countries.length === 0,
        },
        anchors: anchorsOf(resource, to.value.at),
        value: to.value,
        argument: 'fallbacks',
      },
    ];
  });
}

interface Model {
  /** It is asked of a service that somebody else runs. */
  readonly foreign?: Use;
  /** All that it is asked of is known to be the own network's, or a domestic operator's. */
  readonly isHome: boolean;
}

/** The models of a router by name; several entries of one name share its requests. */
function modelsOf(
  body: MapValue,
  { models: path, name: nameAt, endpoints }: RouterSpec,
  services: CatalogRow['services'],
  about: About,
  context: FacetContext,
): ReadonlyMap<string, Model> {
  const found = new Map<string, Model>();
  for (const { value: entry } of select(body, path)) {
    const [name] = entry.kind === 'map' ? written(entry, nameAt) : [];
    if (entry.kind !== 'map' || name?.value.kind !== 'scalar') continue;
    const alone: MapValue = { ...body, entries: new Map([[path, { key: entry.at, value: entry }]]) };
    const uses = services.flatMap((spec) => stated(alone, spec, about, context));
    const foreign = uses.find((use) => isForeign(use, context));
    const isStated = endpoints.some((at) => written(entry, at).some(({ value }) => value.kind === 'scalar'));
    const isHome = isStated && !foreign && uses.every(({ by }) => typeof by.properties.operator === 'string');
    const before = found.get(String(name.value.value));
    const worst = before?.foreign ?? foreign;
    found.set(String(name.value.value), {
      ...(worst && { foreign: worst }),
      isHome: isHome && before?.isHome !== false,
    });
  }
  return found;
}

/** `{ home: [a, b] }` */
function pairsOf({ value, certain }: Found): { from: string; to: Found }[] {
  if (value.kind !== 'map') return [];
  return [...value.entries].flatMap(([from, entry]) =>
    select(entry.value, '').map((to) => ({ from, to: { ...to, certain: certain && to.certain } })),
  );
}
