import type { Finding, Severity, Suppressed } from '../core/finding';
import type { Location } from '../core/source';
import { affectedBy } from './affected';
import type { Group } from './assemble';
import type { Verdict } from './judge';
import { below } from './paths';
import { matchGlob } from './policy/glob';
import { type Suppression, suppresses } from './suppressions';
import type { Facts, Policy } from './types';

/** What is left of a group when comments and configuration have had their say. */
export interface Dismissal {
  /** Absent when the finding goes. */
  readonly group?: Group;
  /** The severity that an override sets where the finding stands. */
  readonly set?: Severity;
  /** Present when the finding goes for a stated reason. */
  readonly suppressed?: Suppressed;
}

/**
 * Takes away the entries that a comment suppresses or an allowed region covers; the finding goes with its last entry.
 * `ignore` and `overrides` count for the file where it stands, or for all that it affects.
 * @param on whether the rule runs where no override says otherwise
 * @param folder leads from the configuration's folder to the project's root, with a `/` at its end unless empty
 */
export function dismiss(
  group: Group,
  on: boolean,
  suppressions: readonly Suppression[],
  policy: Policy,
  facts: Facts,
  folder: string,
): Dismissal {
  const rule = group.verdicts[0]!.rule.id;
  let suppressed: Suppressed | undefined;
  const verdicts = group.verdicts.filter((verdict) => {
    const taken =
      commented(verdict, group, suppressions, policy.today) ?? allowedPlace(verdict, group, policy, facts);
    suppressed ??= taken;
    return !taken;
  });
  if (suppressed && !verdicts.some(isThing)) return { suppressed };
  const left = suppressed ? { ...group, verdicts } : group;
  if (concerns(left, policy.ignore, folder)) return {};
  const set = policy.overrides.findLast(
    ({ rules, files }) => rules[rule] !== undefined && concerns(left, files, folder),
  )?.rules[rule];
  if (set === 'off' || (set === undefined && !on)) return {};
  return { group: left, ...(set && { set }) };
}

/** What the configuration allows by its fingerprint, with a reason. */
export function allowed(
  finding: Pick<Finding, 'rule' | 'at' | 'fingerprint'>,
  policy: Policy,
): Suppressed | undefined {
  const one = policy.allow.findings.find(
    ({ fingerprint, until }) =>
      fingerprint === finding.fingerprint && (until === undefined || until >= policy.today),
  );
  return one && { ...takenAway(finding.rule, finding.at, one), by: 'configuration' };
}

/** A provider block stands beside the things that take their place from it; alone it is no entry. */
function isThing({ facet }: Verdict): boolean {
  return facet.resource.kind !== 'provider';
}

function commented(
  verdict: Verdict,
  group: Group,
  suppressions: readonly Suppression[],
  today: string,
): Suppressed | undefined {
  if (suppressions.length === 0) return undefined;
  const { rule, facet, trace } = verdict;
  // The deciding text, the affected thing, the use, and what the value passes through between them.
  const places = [group.at, facet.resource.header, ...trace.map((hop) => hop.at)];
  if (facet.anchors.argument) places.push(facet.anchors.argument);
  const comment = suppressions.find((one) => suppresses(one, rule.id, places, today));
  return comment && { ...takenAway(rule.id, group.at, comment), by: 'comment' };
}

function allowedPlace(
  { rule, facet }: Verdict,
  group: Group,
  { allow }: Policy,
  facts: Facts,
): Suppressed | undefined {
  if (allow.regions.length === 0 || !['place', 'copy', 'key'].includes(facet.kind)) return undefined;
  const { place, value, provider } = facet.properties;
  const codes = [value, place].filter((code) => typeof code === 'string');
  // A zone is in its region.
  const regions = codes
    .flatMap((code) => facts.places(code))
    .filter((one) => typeof provider !== 'string' || one.provider === provider)
    .map((one) => one.region);
  const types = [facet.resource.type, ...(facet.kind === 'key' && facet.other ? [facet.other.type] : [])];
  const one = allow.regions.find(
    ({ region, types: globs }) =>
      (codes.includes(region) || regions.includes(region)) &&
      (!globs?.length || globs.some((glob) => types.some((type) => matchGlob(glob, type)))),
  );
  return one && { ...takenAway(rule.id, group.at, one), by: 'configuration' };
}

function takenAway(
  rule: string,
  at: Location,
  { reason, until }: { readonly reason: string; readonly until?: string },
): Omit<Suppressed, 'by'> {
  return { rule, at, reason, ...(until && { until }) };
}

/**
 * What leads from the folder of a configuration above the root down to the root, with a `/` at its end unless empty: the
 * globs in it count from there.
 */
export function configurationFolder({ configuration }: Policy, rootInRepository: string): string {
  const up = /^((?:\.\.\/)+)[^/]+$/.exec(configuration ?? '')?.[1];
  return up
    ? rootInRepository
        .split('/')
        .slice(-1 - up.length / 3)
        .join('/')
    : '';
}

/** Whether globs match the file where a finding stands, or all that it affects. */
function concerns({ at, verdicts }: Group, globs: readonly string[], folder: string): boolean {
  if (globs.length === 0) return false;
  const matches = (path: string) => {
    const whole = below(folder, path);
    return globs.some((glob) => matchGlob(glob, whole));
  };
  return matches(at.path) || affectedBy(verdicts).every((one) => matches(one.at.path));
}
