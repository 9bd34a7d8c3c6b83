import type { Fix } from '../../core/finding';
import type { Resource } from '../../core/resource';
import type { Location } from '../../core/source';
import type { Verdict } from '../judge';
import type { Texts } from '../messages';
import type { FacetContext } from '../types';

/** What a fix may look at: the verdicts of one finding, the texts it would edit, and what the workspace already says. */
export interface FixContext extends FacetContext {
  readonly texts: Texts;
  /** A file's text as it was judged. */
  text(path: string): string | undefined;
  /** The one operator value that the workspace's tags already use, if they agree. */
  readonly operatorInUse?: string;
}

/** The offers that make one finding go, the preferred first. Only what is known is written. */
export function fixesFor(
  _verdicts: readonly Verdict[],
  _at: Location,
  _governor: Resource | undefined,
  _context: FixContext,
): readonly Fix[] {
  return [];
}
