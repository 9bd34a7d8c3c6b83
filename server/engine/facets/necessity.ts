import type { Resource } from '../../core/resource';
import type { CatalogRow, FacetContext, PlaceSpec, Property } from '../types';
import { UNKNOWN } from '../types';
import { type Placing, placingsOf, referredTo } from './placing';
import { rowOf } from './row';
import { fits, written } from './select';

/** Whether this type needs to be in this very place (a CloudFront certificate in us-east-1). */
export function necessity(
  resource: Resource,
  row: CatalogRow | undefined,
  placing: Placing,
  context: FacetContext,
  depth = 0,
): Property {
  const code = placing.place?.region ?? placing.place?.code;
  if (code === undefined) return false;
  let answer: Property = false;
  for (const { necessary } of row?.place ?? []) {
    if (!necessary?.codes.includes(code)) continue;
    const one = holds(resource, necessary, context, depth);
    if (one === true) return true;
    if (one === UNKNOWN) answer = UNKNOWN;
  }
  return answer;
}

function holds(
  resource: Resource,
  necessary: NonNullable<PlaceSpec['necessary']>,
  context: FacetContext,
  depth: number,
): Property {
  const { namedBy } = necessary;
  if (necessary.with !== undefined && !namesNeedy(resource, necessary.with, context, depth)) return false;
  const names = ({ type, via, needy }: NonNullable<typeof namedBy>[number]) => {
    const namers = context.ask({ by: 'link', of: resource.id, type, via });
    return needy ? namers.some((namer) => isNeedy(namer, context, depth)) : namers.length > 0;
  };
  if (namedBy && !namedBy.some(names)) return false;
  return fits(resource.body, necessary.when) ?? UNKNOWN;
}

/** Whether the thing named at a path needs its place. */
function namesNeedy(resource: Resource, path: string, context: FacetContext, depth: number): boolean {
  return written(resource.body, path).some(({ value }) => {
    const target = referredTo(value, context);
    return target !== undefined && isNeedy(target, context, depth);
  });
}

/** Whether a thing needs its place; deeper than a step or two is a circle. */
function isNeedy(resource: Resource, context: FacetContext, depth: number): boolean {
  if (depth >= 3) return false;
  const row = rowOf(resource, context.catalog);
  return placingsOf(resource, context).some(
    (placing) => necessity(resource, row, placing, context, depth + 1) === true,
  );
}

/**
 * A provider block passes when all that takes its place from it needs that place, and something does. What is only read
 * may need it, and otherwise does not count.
 */
export function providerNecessity(provider: Resource, context: FacetContext): Property {
  let some = false;
  let unsure = false;
  for (const resource of context.ask({ by: 'governor', of: provider.id })) {
    const read = resource.kind === 'data';
    const row = rowOf(resource, context.catalog);
    const inherited = placingsOf(resource, context).filter((placing) => !placing.own);
    // A call of a module outside the tree hands the provider to nobody knows what.
    if (inherited.length === 0 && resource.kind === 'module' && !row) return false;
    for (const placing of inherited) {
      const one = necessity(resource, row, placing, context);
      if (one === false && read) continue;
      if (one === false) return false;
      if (one === UNKNOWN) unsure = true;
      else some = true;
    }
  }
  return unsure ? UNKNOWN : some;
}
