import type { Affected, Finding, Severity } from '../core/finding';
import type { Resource } from '../core/resource';
import type { Location } from '../core/source';
import { fingerprint } from './fingerprint';
import { type FixContext, fixesFor } from './fixes';
import { type GatheredVerdict, gatherByGovernor } from './governors';
import { graver, type Judgement, lower, type Verdict } from './judge';
import { inAllLanguages } from './messages';
import { questionOf } from './rules/rule';
import { UNKNOWN } from './types';

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

/**
 * What makes a finding the same one after edits elsewhere: rule, file from the repository's root, subject, value.
 * @param root the project's path inside its repository, with a `/` at its end unless empty
 */
export function identityOf({ verdicts, at }: Group, root: string): readonly string[] {
  const first = leading(verdicts);
  const subject = variableOf(first) ?? first.facet.resource.address;
  return [first.rule.id, root + at.path, subject, shownValue(first) ?? ''];
}

/**
 * One group's finding. Its fixes are made when they are first asked for: an editor shows many findings and fixes few.
 * @param identity of `identityOf`, and an ordinal among equals
 * @param set the severity that an override sets for the file
 */
export function findingOf(
  group: Group,
  identity: readonly (string | number)[],
  set: Severity | undefined,
  context: FixContext,
): Finding {
  const { verdicts, at } = group;
  const first = leading(verdicts);
  const { rule } = first;
  const certain = verdicts.some((verdict) => verdict.facet.certain);
  const severity = set ?? verdicts.map((verdict) => verdict.severity).reduce(graver);
  const affects = affectedBy(verdicts);
  const value = shownValue(first);
  const countries = first.facet.properties.countries;
  const args = { ...first.args, things: thingsOf(verdicts), count: affects.length };
  let fixes: Finding['fixes'] | undefined;
  return {
    rule: rule.id,
    question: questionOf(rule.id),
    severity: certain ? severity : lower(severity),
    message: inAllLanguages(first.message, args, context.texts),
    at,
    ...(value !== undefined && { value }),
    ...(Array.isArray(countries) && countries.length > 0 && { countries: countries as string[] }),
    certain,
    trace: first.trace,
    affects,
    get fixes() {
      fixes ??= fixesFor(verdicts, at, group.governor, context);
      return fixes;
    },
    fingerprint: fingerprint(identity),
    references: context.policy.references[rule.id] ?? [],
    pack: rule.pack,
  };
}

/** The verdict that speaks for the group: certain before uncertain, the graver, a resource before a provider block. */
function leading(verdicts: readonly Verdict[]): Verdict {
  const rank = (verdict: Verdict) =>
    (verdict.facet.certain ? 4 : 0) + (verdict.facet.resource.kind === 'resource' ? 2 : 0);
  return verdicts.reduce((best, verdict) => (rank(verdict) > rank(best) ? verdict : best));
}

/** Everything that the cause reaches; a provider block only where nothing takes its place from it. */
function affectedBy(verdicts: readonly Verdict[]): readonly Affected[] {
  const all = new Map<string, Affected & { readonly kind: string }>();
  for (const { facet } of verdicts) {
    const { address, type, header, id, kind } = facet.resource;
    const key = `${address} ${header.path}:${header.range.start}`;
    if (!all.has(key)) all.set(key, { id, address, type, at: header, kind });
  }
  const things = [...all.values()].filter((one) => one.kind !== 'provider');
  return (things.length > 0 ? things : [...all.values()]).map(({ kind: _kind, ...affected }) => affected);
}

function shownValue({ facet }: Verdict): string | undefined {
  if (facet.value?.sensitive) return '(sensitive)';
  const { value } = facet.properties;
  return value === undefined || value === UNKNOWN || typeof value === 'object' ? undefined : String(value);
}

/** A literal in a variables file is known by its variable. */
function variableOf(verdict: Verdict): string | undefined {
  const last = verdict.trace.at(-1);
  return last?.step === 'variable-file'
    ? verdict.trace.findLast((hop) => hop.step === 'variable')?.name
    : undefined;
}

function thingsOf(verdicts: readonly Verdict[]) {
  const things = new Set(verdicts.map((verdict) => verdict.facet.resource.address));
  const first = verdicts[0]!.args.thing!;
  if (things.size === 1) return first;
  return { key: 'engine.things', args: { others: things.size - 1, first } };
}
