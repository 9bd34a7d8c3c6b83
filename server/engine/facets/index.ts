import type { Resource } from '../../core/resource';
import type { Facet, FacetContext } from '../types';
import { claimFacets } from './claim';
import { copyFacets } from './copy';
import { guardFacets } from './guard';
import { holderFacets } from './holder';
import { imageFacets } from './image';
import { inferenceFacets } from './inference';
import { keyFacets } from './key';
import { placeFacets } from './place';
import { platformFacets } from './platform';
import { principalFacets } from './principal';
import { rowOf } from './row';
import { scheduleFacets } from './schedule';
import { written } from './select';
import { serviceFacets } from './service';
import { stateFacets } from './state';
import { tagFacets } from './tags';

/**
 * Everything the rules can ask about one resource. The same in every dialect; catalog rows say where in the resource it
 * is written. Data sources, and modules that were only installed, have no facets: they are read, not made.
 */
export function facetsOf(resource: Resource, context: FacetContext): Facet[] {
  if (resource.kind === 'data' || resource.installed) return [];
  const row = rowOf(resource, context.catalog);
  if (row?.made !== undefined && isSwitchedOff(resource, row.made)) return [];
  return [
    placeFacets,
    scheduleFacets,
    copyFacets,
    keyFacets,
    holderFacets,
    tagFacets,
    imageFacets,
    platformFacets,
    stateFacets,
    serviceFacets,
    inferenceFacets,
    principalFacets,
    guardFacets,
    claimFacets,
  ].flatMap((make) => make(resource, row, context));
}

/** Whether an input says that nothing is made, as a public module's `create` does. */
function isSwitchedOff({ body }: Resource, path: string): boolean {
  const found = written(body, path);
  return (
    found.length > 0 && found.every(({ value }) => value.kind === 'scalar' && String(value.value) === 'false')
  );
}
