import type { Resource } from '../core/resource';
import type { Knowledge } from './knowledge';
import { once } from './once';
import type { FacetContext, Policy } from './types';

/**
 * What facets are made from.
 * @param own the resources that may name or govern each other: those of one unit, or all for fixes
 */
export function facetContext(
  knowledge: Knowledge,
  policy: Policy,
  own: () => readonly Resource[],
  resource: (id: string) => Resource | undefined,
): FacetContext {
  const resources = once(own);
  const byType = once(() => {
    const index = new Map<string, Resource[]>();
    for (const one of resources()) {
      const key = `${one.scope}\u0000${one.type}`;
      const list = index.get(key);
      if (list) list.push(one);
      else index.set(key, [one]);
    }
    return index;
  });
  return {
    facts: knowledge.facts,
    catalog: knowledge.catalog,
    policy,
    get resources() {
      return resources();
    },
    resource,
    ofType: (scope, type) => byType().get(`${scope}\u0000${type}`) ?? [],
  };
}
