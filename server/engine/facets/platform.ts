import type { Resource } from '../../core/resource';
import type { CatalogRow, Facet, FacetContext } from '../types';
import { anchorsOf, operatorProperties } from './place';
import { originsOf } from './placing';
import { isThing } from './row';
import { isDue } from './tags';

/** Who runs the platform a thing is on: one facet for each that computes, stores data or holds keys. */
export function platformFacets(
  resource: Resource,
  row: CatalogRow | undefined,
  context: FacetContext,
): Facet[] {
  if (!row || !isThing(resource, row) || !isDue(row)) return [];
  const placing = originsOf(resource, context)[0] ?? { certain: true, own: false, argument: '' };
  const properties = operatorProperties(placing, resource, row, context);
  if (properties.operator === undefined) return [];
  return [
    { kind: 'platform', resource, row, certain: resource.certain, properties, anchors: anchorsOf(resource) },
  ];
}
