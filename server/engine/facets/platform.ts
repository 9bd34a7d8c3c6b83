import type { Resource } from '../../core/resource';
import { matchGlob } from '../policy/glob';
import type { CatalogRow, ConfidentialSpec, Facet, FacetContext, Property } from '../types';
import { UNKNOWN } from '../types';
import { anchorsOf, operatorProperties } from './place';
import { originsOf } from './placing';
import { isThing } from './row';
import { written } from './select';
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
  const confidential = row.confidential && isConfidential(resource, row.confidential);
  return [
    {
      kind: 'platform',
      resource,
      row,
      certain: resource.certain,
      properties: { ...properties, ...(confidential !== undefined && { confidential }) },
      anchors: anchorsOf(resource),
    },
  ];
}

/** Whether the host cannot read the memory; unknown where an argument that says so is. */
function isConfidential({ body }: Resource, specs: readonly ConfidentialSpec[]): Property {
  const found = specs.flatMap(({ at, values }) =>
    written(body, at).map(({ value }) =>
      value.kind === 'scalar'
        ? values.some((glob) => matchGlob(glob.toLowerCase(), String(value.value).toLowerCase()))
        : UNKNOWN,
    ),
  );
  return found.includes(true) || (found.includes(UNKNOWN) ? UNKNOWN : false);
}
