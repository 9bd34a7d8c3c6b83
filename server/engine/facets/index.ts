import type { Resource } from '../../core/resource';
import type { Facet, FacetContext } from '../types';
import { placeFacets } from './place';
import { rowOf } from './row';

/**
 * Everything the rules can ask about one resource. The same in every dialect; catalog rows say where in the resource it
 * is written. Data sources have no facets: they are read, not made.
 */
export function facetsOf(resource: Resource, context: FacetContext): Facet[] {
  if (resource.kind === 'data' || resource.installed) return [];
  const row = rowOf(resource, context.catalog);
  return [...placeFacets(resource, row, context)];
}
