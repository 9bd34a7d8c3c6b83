import type { Location } from '../core/source';
import type { Judgement, Verdict } from './judge';
import type { Facet } from './types';

/** One value of one resource at a place in the code. */
export interface Explanation {
  readonly facet: Facet;
  readonly verdicts: readonly Verdict[];
}

/** Every value that stands in a stretch of text, is used there or passes through, with each verdict on it. */
export function explanationsAt(
  judgements: readonly Judgement[],
  path: string,
  start: number,
  end: number,
): readonly Explanation[] {
  return judgements.flatMap(({ facets, verdicts }) =>
    facets
      .filter((facet) => touches(facet, path, start, end))
      .map((facet) => ({ facet, verdicts: verdicts.filter((verdict) => verdict.facet === facet) })),
  );
}

function touches(facet: Facet, path: string, start: number, end: number): boolean {
  const within = (place: Location | undefined) =>
    place !== undefined && place.path === path && place.range.start <= end && start <= place.range.end;
  if (Object.values(facet.anchors).some(within)) return true;
  for (let hop = facet.value?.trace; hop; hop = hop.next) if (within(hop.at)) return true;
  return within(facet.value?.at);
}
