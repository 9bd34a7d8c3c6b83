import type { Resource } from '../../core/resource';
import type { CatalogRow, Facet, FacetContext, Property } from '../types';
import { UNKNOWN } from '../types';
import { operated, operatedHost } from './operated';
import { anchorsOf, operatorProperties } from './place';
import { originsOf, type Placing } from './placing';
import { isPlatformAtHome } from './platform-home';
import { written } from './select';
import { untold } from './untold';

/** Who holds the state (or makes the runs) of infrastructure code: one facet for each candidate of a backend block. */
export function stateFacets(resource: Resource, row: CatalogRow | undefined, context: FacetContext): Facet[] {
  const state = row?.state;
  if (resource.kind !== 'backend' || !row || !state) return [];
  const make = (certain: boolean, properties: Facet['properties'], rest: Partial<Facet> = {}): Facet => ({
    kind: 'state',
    resource,
    row,
    certain: resource.certain && certain,
    properties,
    anchors: anchorsOf(resource),
    ...rest,
  });

  for (const argument of state.hosts ?? []) {
    const found = written(resource.body, argument).filter(({ entry }) => entry);
    if (found.length === 0) continue;
    return found.flatMap(({ value, certain }) => {
      const by = operated(value, context);
      if (!by) return [];
      const { unknown, properties } = by;
      return [
        make(certain, properties, {
          argument,
          ...(unknown && { unknown: untold(unknown, resource, argument) }),
        }),
      ];
    });
  }
  if (state.absent !== undefined) {
    const { open } = resource.body;
    const argument = state.hosts?.[0] ?? 'hostname';
    if (open) return [make(true, NOT_TOLD, { argument, unknown: untold(open, resource, argument) })];
    return [make(true, operatedHost(state.absent, { at: resource.header }, context).properties)];
  }
  if (row.provider === undefined) return [];
  const placings = originsOf(resource, context);
  const nowhere: Placing = { certain: true, own: false, argument: '' };
  return (placings.length > 0 ? placings : [nowhere]).map((placing) => {
    const by = operatorProperties(placing, resource, row, context);
    const home = platformHome(placing, by.operator, context);
    return make(placing.certain, {
      operator: by.operator,
      control: by['operator-control'],
      'platform-home': home,
    });
  });
}

const NOT_TOLD = { operator: UNKNOWN, control: UNKNOWN, 'platform-home': UNKNOWN } as const;

/** What the place says; where it cannot be told the backend's own place is what is listed as unknown. */
function platformHome(placing: Placing, operator: Property | undefined, context: FacetContext): Property {
  if (placing.unknown) return UNKNOWN;
  return typeof operator === 'string' && isPlatformAtHome(operator, placing.countries ?? [], context);
}
