import type { Affected, Finding, Severity } from '../core/finding';
import type { MessageArgument } from '../core/message';
import type { Resource } from '../core/resource';
import type { Location } from '../core/source';
import type { Step } from '../core/value';
import { affectedBy } from './affected';
import { fingerprint } from './fingerprint';
import { type GatheredVerdict, gatherByGovernor } from './governors';
import { graver, type Judgement, severityOf, type Verdict } from './judge';
import { inAllLanguages, type Texts } from './messages';
import { below } from './paths';
import { questionOf } from './rules/rule';
import { type Policy, UNKNOWN } from './types';

/** Verdicts that share rule and deciding text: what becomes one finding. */
export interface Group {
  readonly at: Location;
  readonly verdicts: readonly Verdict[];
  readonly governor?: Resource;
}

/** Brings verdicts together: one cause, one group, ordered by file, offset and rule. */
export function groupVerdicts(
  judgements: readonly Judgement[],
  resource: (id: string) => Resource | undefined,
): readonly Group[] {
  const { single, gathered } = gatherByGovernor(judgements, resource);
  const groups = new Map<string, { at: Location; verdicts: Verdict[]; governor?: Resource }>();
  const add = (at: Location, verdict: Verdict, governor?: Resource) => {
    const key = `${verdict.rule.pack} ${verdict.rule.id} ${at.path}:${at.range.start}-${at.range.end}`;
    const group = groups.get(key);
    if (group) group.verdicts.push(verdict);
    else groups.set(key, { at, verdicts: [verdict], ...(governor && { governor }) });
  };
  for (const judgement of judgements) {
    for (const verdict of judgement.verdicts) if (!verdict.rule.gather) add(verdict.at, verdict);
  }
  for (const verdict of single) add(verdict.at, verdict);
  for (const { at, verdicts, governor } of gathered as readonly GatheredVerdict[]) {
    for (const verdict of verdicts) add(at, verdict, governor);
  }
  return [...groups.values()].sort(byPlace);
}

function byPlace(a: Group, b: Group): number {
  if (a.at.path !== b.at.path) return a.at.path < b.at.path ? -1 : 1;
  if (a.at.range.start !== b.at.range.start) return a.at.range.start - b.at.range.start;
  const left = a.verdicts[0]!.rule.id;
  const right = b.verdicts[0]!.rule.id;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The steps of a trace that name what a literal may stand in. */
const holders: ReadonlySet<Step> = new Set([
  'provider',
  'variable',
  'local',
  'module-input',
  'module-output',
  'parameter',
  'mapping',
  'values',
  'namespace',
]);

/**
 * What makes a finding the same one after edits elsewhere: rule, file from the repository's root, subject, value. The
 * subject is what the deciding text stands in, as the code calls it: the thing, the provider block, the local; for a
 * variables file the variable. Further things that come under the cause do not change it.
 * @param root the project's path inside its repository, with a `/` at its end unless empty
 */
export function identityOf(
  group: Group,
  root: string,
  resource: (id: string) => Resource | undefined,
): readonly string[] {
  const first = leading(group.verdicts);
  const subject = subjectOf(group, first, resource);
  return [first.rule.id, below(root, group.at.path), subject, shownValue(first) ?? ''];
}

function subjectOf(
  { at, verdicts, governor }: Group,
  first: Verdict,
  resource: (id: string) => Resource | undefined,
): string {
  const things = verdicts.map(({ facet }) => facet.resource);
  const own = things.find(({ extent }) => encloses(extent, at));
  // In the module that the file belongs to: another call of it is no other subject.
  if (own) return own.address.replace(/^(module\.[^.]+\.)+/, '');
  const holder = first.trace.findLast(({ step }) => holders.has(step));
  if (holder) return holder.name;
  const above = governor ?? (first.facet.resource.governor && resource(first.facet.resource.governor));
  return above && encloses(above.extent, at) ? above.address : '';
}

function encloses(outer: Location, { path, range }: Location): boolean {
  return path === outer.path && outer.range.start <= range.start && range.end <= outer.range.end;
}

/**
 * One group's finding, but for its fixes: those depend on more of the workspace than the group.
 * @param identity of `identityOf`, and an ordinal among equals
 * @param set the severity that an override sets for the file
 */
export function findingOf(
  { verdicts, at }: Group,
  identity: readonly (string | number)[],
  set: Severity | undefined,
  { texts, policy }: { readonly texts: Texts; readonly policy: Policy },
): Omit<Finding, 'fixes'> {
  const first = leading(verdicts);
  const { rule } = first;
  const severities = verdicts.map((verdict) => (set ? severityOf(verdict, set) : verdict.severity));
  const affects = affectedBy(verdicts);
  const value = shownValue(first);
  const countries = first.facet.properties.countries;
  const args = { ...first.args, things: thingsOf(first, affects), count: affects.length };
  return {
    rule: rule.id,
    question: questionOf(rule.id),
    severity: severities.reduce(graver),
    message: inAllLanguages(first.message, args, texts),
    at,
    ...(value !== undefined && { value }),
    ...(first.facet.value?.sensitive && { sensitive: true }),
    ...(Array.isArray(countries) && countries.length > 0 && { countries: countries as string[] }),
    certain: verdicts.some((verdict) => verdict.facet.certain),
    trace: first.trace,
    affects,
    fingerprint: fingerprint(identity),
    references: policy.references[rule.id] ?? [],
    pack: rule.pack,
  };
}

/** The verdict that speaks for the group: certain before uncertain, the graver, a resource before a provider block. */
function leading(verdicts: readonly Verdict[]): Verdict {
  const isResource = ({ facet }: Verdict) => facet.resource.kind === 'resource';
  const speaksBefore = (a: Verdict, b: Verdict) => {
    if (a.facet.certain !== b.facet.certain) return a.facet.certain;
    if (a.severity !== b.severity) return graver(a.severity, b.severity) === a.severity;
    return isResource(a) && !isResource(b);
  };
  return verdicts.reduce((best, verdict) => (speaksBefore(verdict, best) ? verdict : best));
}

function shownValue({ facet }: Verdict): string | undefined {
  if (facet.value?.sensitive) return '(sensitive)';
  const { value } = facet.properties;
  return value === undefined || value === UNKNOWN || typeof value === 'object' ? undefined : String(value);
}

function thingsOf(first: Verdict, affects: readonly Affected[]): MessageArgument {
  const thing = first.args.thing!;
  return affects.length > 1
    ? { key: 'engine.things', args: { others: affects.length - 1, first: thing } }
    : thing;
}
