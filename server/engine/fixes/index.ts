import type { Fix } from '../../core/finding';
import type { Resource } from '../../core/resource';
import type { Location } from '../../core/source';
import type { Verdict } from '../judge';
import type { Texts } from '../messages';
import type { FixName } from '../rules/rule';
import type { FacetContext } from '../types';
import { moduleKey } from './key';
import type { KeyKnowledge } from './key-knowledge';
import { pullThroughMirror } from './mirror';
import { nearestRegion, statePlace } from './place';
import { dropGeoRedundancy } from './redundancy';
import { operatorTag, operatorValue } from './tags';

/** What a fix may look at: the verdicts of one finding, the texts it would edit, and what the workspace already says. */
export interface FixContext extends FacetContext {
  /** Of the whole project. */
  readonly resources: readonly Resource[];
  readonly texts: Texts;
  /** A file's text as it was judged. */
  text(path: string): string | undefined;
  /** The domestic operator that the workspace's tags name, where they all name the same. */
  operatorInUse(): string | undefined;
  readonly keys: KeyKnowledge;
}

type Maker = (
  verdicts: readonly Verdict[],
  at: Location,
  governor: Resource | undefined,
  context: FixContext,
) => Fix | undefined;

/** Each fix that rules may name. To add one: a file beside this one, a row here, a name in rules/rule.ts. */
const makers: Readonly<Record<FixName, Maker>> = {
  'nearest-region': (verdicts, at, _governor, context) => nearestRegion(verdicts, at, context),
  'state-place': (verdicts, _at, _governor, context) => statePlace(verdicts, context),
  'drop-geo-redundancy': (verdicts, at, _governor, context) => dropGeoRedundancy(verdicts, at, context),
  'operator-tag': (verdicts, _at, governor, context) => operatorTag(verdicts, governor, context),
  'operator-value': (verdicts, at, _governor, context) => operatorValue(verdicts, at, context),
  mirror: (verdicts, at, _governor, context) => pullThroughMirror(verdicts, at, context),
  'module-key': (verdicts, _at, _governor, context) => moduleKey(verdicts, context),
};

/**
 * The offers that make one finding go, the preferred first. Only what is known is written, and only where people write.
 */
export function fixesFor(
  verdicts: readonly Verdict[],
  at: Location,
  governor: Resource | undefined,
  context: FixContext,
): readonly Fix[] {
  const fixes = (verdicts[0]!.rule.fixes ?? []).flatMap(
    (name) => makers[name]?.(verdicts, at, governor, context) ?? [],
  );
  return fixes.filter(({ edits }) => !edits.some((edit) => isInstalled(edit.at.path)));
}

/** What `terraform init` put there, and would put there again. */
function isInstalled(path: string): boolean {
  return path.split('/').includes('.terraform');
}
