import type { Edit, Fix } from '../../core/finding';
import type { Resource } from '../../core/resource';
import type { Location } from '../../core/source';
import { affectedBy } from '../affected';
import { facetsOf } from '../facets';
import { originsOf } from '../facets/placing';
import type { Verdict } from '../judge';
import type { Facet, Place } from '../types';
import type { FixContext } from './index';
import { insertAt } from './insertion';

/** Writes the nearest permitted region in place of the deciding text. Moving things is unsafe, and says how many. */
export function nearestRegion(
  verdicts: readonly Verdict[],
  at: Location,
  context: FixContext,
): Fix | undefined {
  const { facet } = verdicts[0]!;
  const { value, properties } = facet;
  if (properties.defaulted === true || value?.kind !== 'scalar' || typeof value.value !== 'string')
    return undefined;
  const written = textAt(at, context);
  if (written === undefined || written !== value.value) return undefined;
  const here = placesOf(facet, written, context)[0];
  if (!here) return undefined;
  const there = nearest(
    here.provider,
    properties.role === 'copy' ? [here.region, ...takenBy(verdicts, context)] : [],
    context,
  );
  if (!there) return undefined;
  const code = sameShape(here, there, written, context);
  if (code === undefined || code === written) return undefined;
  const things = affectedBy(verdicts);
  const count = things.length;
  const args = { with: code, city: there.city ?? there.code, count };
  return {
    title: { key: count > 1 ? 'fix.nearest-region-many' : 'fix.nearest-region', args },
    safety: 'unsafe',
    edits: [{ at, newText: code }],
  };
}

/** States the argument whose absence means a place outside, or leaves the region to the environment. */
export function statePlace(verdicts: readonly Verdict[], context: FixContext): Fix | undefined {
  const edits = new Map<string, Edit>();
  let title: Fix['title'] | undefined;
  for (const { facet } of verdicts) {
    const { properties } = facet;
    const resource = properties.unpinned === true ? unpinnedOf(facet, context) : facet.resource;
    const argument = facet.argument?.replace(/^provider\./, '');
    const isSaid = properties.defaulted === true || properties.unpinned === true;
    // A region is no zone.
    if (!isSaid || !resource || !argument || /zone/.test(argument)) return undefined;
    const there =
      typeof properties.provider === 'string' ? nearest(properties.provider, [], context) : undefined;
    const text = context.text(resource.extent.path);
    if (!there || text === undefined) return undefined;
    const path = argument.split('.');
    const name = path.pop()!;
    const entry = { [name]: takesMany(facet) ? { items: [there.code] } : there.code };
    const made = insertAt(resource, path, entry, { kind: 'block' }, text);
    if (!made) return undefined;
    for (const edit of made) edits.set(`${edit.at.path}:${edit.at.range.start}`, edit);
    title ??= { key: 'fix.state-place', args: { argument: name, with: there.code } };
  }
  return title && { title, safety: 'unsafe', edits: [...edits.values()] };
}

/** Whether the argument is a list of places. */
function takesMany({ row, argument }: Facet): boolean {
  const spec =
    row?.place.find(({ at }) => at === argument) ?? row?.copies.find(({ place }) => place === argument);
  return spec?.many === true;
}

/** The block that leaves the region out: the provider's, or the backend's own. */
function unpinnedOf({ resource }: Facet, context: FixContext): Resource | undefined {
  if (resource.kind === 'backend') return resource;
  return resource.governor === undefined ? undefined : context.resource(resource.governor);
}

/** The customary permitted region of a provider, other than those named. */
function nearest(
  provider: string,
  except: readonly (string | undefined)[],
  context: FixContext,
): Place | undefined {
  return context.facts
    .regionsIn(provider, context.policy.countries)
    .find((place) => !except.includes(place.region) && !except.includes(place.code));
}

/** A copy must not be sent to where the original is, or another copy. */
function takenBy(verdicts: readonly Verdict[], context: FixContext): string[] {
  return verdicts.flatMap(({ facet: { resource, argument } }) => [
    ...originsOf(resource, context).flatMap(({ place }) => place?.region ?? []),
    ...facetsOf(resource, context).flatMap((other) =>
      other.argument === argument && typeof other.properties.place === 'string'
        ? [other.properties.place]
        : [],
    ),
  ]);
}

function placesOf({ properties }: Verdict['facet'], code: string, { facts }: FixContext): readonly Place[] {
  if (typeof properties.provider === 'string') {
    const place = facts.place(properties.provider, code);
    return place ? [place] : [];
  }
  return facts.places(code);
}

/** A zone becomes a zone, an upper-case code an upper-case one. */
function sameShape(
  here: Place,
  there: Place,
  written: string,
  { facts, policy }: FixContext,
): string | undefined {
  let code = there.code;
  if (here.kind === 'zone' || here.kind === 'local-zone') {
    // Regions have three zones at least; a fourth or sixth need not be there.
    const letter = /[a-z]$/i.test(here.code)
      ? 'abc'[(here.code.toLowerCase().charCodeAt(here.code.length - 1) - 97) % 3]
      : 'a';
    const zone = [letter, `-${letter}`, '-1']
      .map((suffix) => there.code + suffix)
      .find((candidate) => {
        const place = facts.place(there.provider, candidate);
        return (
          place?.kind === 'zone' && place.countries.every((country) => policy.countries.includes(country))
        );
      });
    if (!zone) return undefined;
    code = zone;
  }
  return /^[^a-z\s]*[A-Z][^a-z\s]*$/.test(written) ? code.toUpperCase() : code;
}

/** The text of a location, which may be shorter than the literal where escapes stand in it. */
export function textAt({ path, range }: Location, context: FixContext): string | undefined {
  return context.text(path)?.slice(range.start, range.end);
}
