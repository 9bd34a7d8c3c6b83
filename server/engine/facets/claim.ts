import type { Resource } from '../../core/resource';
import type { CatalogRow, Facet, FacetContext } from '../types';
import { UNKNOWN } from '../types';
import { necessity } from './necessity';
import { anchorsOf } from './place';
import { originsOf, type Placing } from './placing';
import { joinPicks } from './select';
import { effectiveTags, isSettledTag, type Tag } from './tags';

/** What a thing's tags claim of where it is, beside where it is: a facet for each pair that one run can bring together. */
export function claimFacets(resource: Resource, row: CatalogRow | undefined, context: FacetContext): Facet[] {
  if (!row?.tags || resource.kind !== 'resource') return [];
  const { tags } = effectiveTags(resource, row.tags, context, context.facts.claims.key);
  if (tags.length === 0) return [];
  const placings = originsOf(resource, context).filter((placing) => (placing.countries?.length ?? 0) > 0);
  return tags.flatMap((tag) => {
    const claimed = claimedBy(tag, resource, row, context);
    if (!claimed) return [];
    return placings
      .filter((placing) => joinPicks(tag.found.picks, placing.picks) !== null)
      .map((placing) => claim(resource, row, tag, claimed, placing, context));
  });
}

/** The countries that a tag's value names: by themselves, or by the code of a place in them. */
function claimedBy(
  { found: { value } }: Tag,
  resource: Resource,
  row: CatalogRow,
  { facts }: FacetContext,
): readonly string[] | undefined {
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return undefined;
  const provider = resource.provider ?? row.provider;
  const place = provider === undefined ? undefined : facts.place(provider, value.value);
  const countries = facts.claims.countries(value.value) ?? place?.countries;
  return countries && countries.length > 0 ? countries : undefined;
}

function claim(
  resource: Resource,
  row: CatalogRow,
  tag: Tag,
  claimed: readonly string[],
  placing: Placing,
  context: FacetContext,
): Facet {
  const { name, found } = tag;
  const { value } = found;
  const { certain, library } = resource;
  const { place, text, countries = [], confidence } = placing;
  return {
    kind: 'claim',
    resource,
    row,
    certain: certain && isSettledTag(tag, resource) && !library && placing.certain,
    properties: {
      tag: name,
      value: value.kind === 'scalar' ? String(value.value) : UNKNOWN,
      claimed,
      place: place?.code ?? text,
      countries,
      contradicted: !countries.some((country) => claimed.includes(country)),
      necessary: necessity(resource, row, placing, context),
      confidence,
    },
    anchors: anchorsOf(resource, value.at, found.entry?.expression),
    value,
    argument: row.tags!.at,
  };
}
