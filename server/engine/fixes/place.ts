import type { Edit, Fix } from '../../core/finding';
import { isHcl } from '../../core/resource';
import type { Location } from '../../core/source';
import type { Verdict } from '../judge';
import type { Place } from '../types';
import type { FixContext } from './index';
import { insertEntry } from './insertion';

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
    properties.role === 'copy' ? [originOf(verdicts), here.region] : [],
    context,
  );
  if (!there) return undefined;
  const code = sameShape(here, there, written, context);
  if (code === undefined || code === written) return undefined;
  const moved = verdicts.filter((verdict) => verdict.facet.resource.kind !== 'provider');
  const count = new Set(moved.map((verdict) => verdict.facet.resource.address)).size;
  const args = { with: code, city: there.city ?? there.code, count };
  return {
    title: { key: count > 1 ? 'fix.nearest-region-many' : 'fix.nearest-region', args },
    safety: 'unsafe',
    edits: [{ at, newText: code }],
  };
}

/** States the argument whose absence means a place outside. */
export function statePlace(verdicts: readonly Verdict[], context: FixContext): Fix | undefined {
  const edits: Edit[] = [];
  let title: Fix['title'] | undefined;
  for (const { facet } of verdicts) {
    const { properties, resource, argument } = facet;
    if (properties.defaulted !== true || !argument || argument.includes('.')) return undefined;
    const there =
      typeof properties.provider === 'string' ? nearest(properties.provider, [], context) : undefined;
    const text = context.text(resource.extent.path);
    if (!there || text === undefined) return undefined;
    const written = isHcl(resource.dialect) ? JSON.stringify(there.code) : there.code;
    const edit = insertEntry(resource.body, argument, written, resource.dialect, text);
    if (!edit) return undefined;
    edits.push(edit);
    title ??= { key: 'fix.state-place', args: { argument, with: there.code } };
  }
  return title && { title, safety: 'unsafe', edits };
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

/** A copy must not be sent to where the original is. */
function originOf(verdicts: readonly Verdict[]): string | undefined {
  const { origin } = verdicts[0]!.facet.properties;
  return typeof origin === 'string' ? origin : undefined;
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
    const suffixes = [here.code.slice(here.region.length), 'a', '-a', '-1'];
    const zone = suffixes
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
  return written === written.toUpperCase() && /[A-Z]/.test(written) ? code.toUpperCase() : code;
}

/** The text of a location, which may be shorter than the literal where escapes stand in it. */
export function textAt({ path, range }: Location, context: FixContext): string | undefined {
  return context.text(path)?.slice(range.start, range.end);
}
