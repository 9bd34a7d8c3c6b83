import type { Finding, Severity, Suppressed } from '../core/finding';
import type { Resource } from '../core/resource';
import type { Location } from '../core/source';
import { type Group, groupVerdicts, identityOf } from './assemble';
import type { Dismissal } from './dismissals';
import { governorOf } from './governors';
import type { Judgement } from './judge';
import type { Facet } from './types';

/** What judgements say of each file in which a cause stands, and nothing of the others. */
export type Shares = ReadonlyMap<string, readonly Judgement[]>;

/** Splits a judgement by the file in which each cause stands: an edit elsewhere then leaves a file's findings. */
export function sharesOf(
  judgement: Judgement,
  resource: (id: string) => Resource | undefined,
): ReadonlyMap<string, Judgement> {
  const shares = new Map<string, Share>();
  const share = (path: string) => {
    let found = shares.get(path);
    if (!found) {
      found = { verdicts: [], passes: [], facets: [] };
      shares.set(path, found);
    }
    return found;
  };
  for (const verdict of judgement.verdicts) {
    const { rule, facet, at } = verdict;
    share((rule.gather ? causeOf(facet, resource) : at).path).verdicts.push(verdict);
  }
  for (const pass of judgement.passes) share(causeOf(pass.facet, resource).path).passes.push(pass);
  return shares;
}

function causeOf(facet: Facet, resource: (id: string) => Resource | undefined): Location {
  return governorOf(facet, resource)?.header ?? facet.resource.header;
}

interface Share extends Judgement {
  readonly verdicts: Judgement['verdicts'][number][];
  readonly passes: Judgement['passes'][number][];
}

/** The findings of one file, and what was taken away there. */
export interface FileFindings {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
}

/** How one file's findings are made: what stays the same for a whole report. */
export interface Making {
  readonly root: string;
  resource(id: string): Resource | undefined;
  dismiss(group: Group): Dismissal;
  allowed(finding: Omit<Finding, 'fixes'>): Suppressed | undefined;
  finding(group: Group, identity: readonly (string | number)[], set: Severity | undefined): Finding;
}

/** Brings together what all units say of causes in one file. */
export function findingsIn(judgements: readonly Judgement[], making: Making): FileFindings {
  const findings: Finding[] = [];
  const suppressed: Suppressed[] = [];
  const ordinals = new Map<string, number>();
  for (const group of groupVerdicts(judgements, making.resource)) {
    // Numbered before anything is taken away, so that what stays keeps its number.
    const identity = identityOf(group, making.root, making.resource);
    const key = identity.join('\u0000');
    const ordinal = ordinals.get(key) ?? 0;
    ordinals.set(key, ordinal + 1);
    const left = making.dismiss(group);
    if (left.suppressed) suppressed.push(left.suppressed);
    if (!left.group) continue;
    const finding = making.finding(left.group, [...identity, ordinal], left.set);
    const taken = making.allowed(finding);
    if (taken) suppressed.push(taken);
    else findings.push(finding);
  }
  return { findings, suppressed };
}
