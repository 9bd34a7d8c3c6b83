import type { Resource } from '../core/resource';
import { neighboursIn } from './facets/neighbours';
import { typeOf } from './facets/row';
import { type Inquirer, openInquiries } from './inquiry';
import type { Knowledge } from './knowledge';
import type { FacetContext, Policy } from './types';

/**
 * What facets are made from.
 * @param own the resources that may name or govern each other: those of one unit, or all for fixes
 */
export function facetContext(
  { facts, catalog }: Pick<Knowledge, 'facts' | 'catalog'>,
  policy: Policy,
  own: () => readonly Resource[],
  resource: (id: string) => Resource | undefined,
): FacetContext & Inquirer {
  return {
    facts,
    catalog,
    policy,
    ...openInquiries(
      resource,
      neighboursIn(own, (one) => typeOf(one, catalog)),
    ),
  };
}
