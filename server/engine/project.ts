import type { Evaluation } from '../core/evaluation';
import type { Finding, Severity, Suppressed } from '../core/finding';
import type { Host } from '../core/host';
import type { Problem } from '../core/message';
import type { Resource, UnknownValue } from '../core/resource';
import type { Location, Range } from '../core/source';
import { findingOf, type Group, groupVerdicts, identityOf } from './assemble';
import type { FixContext } from './fixes';
import { type Judgement, judge, type Verdict } from './judge';
import type { Knowledge } from './knowledge';
import { matchGlob } from './policy/glob';
import type { Rule } from './rules/rule';
import { openSources, type Sources } from './sources';
import { readSuppressions, type Suppression, suppresses } from './suppressions';
import type { Facet, FacetContext, Policy, Report } from './types';
import { isJudged, mayBeJudged, type Unit, unitsOf } from './units';

/** An open workspace: the only state there is. Everything it holds can be made anew from the host's files. */
export interface Project {
  /** A file's new text (an open buffer); undefined: forget the buffer and read through the host again. */
  edit(path: string, text: string | undefined): void;
  /** A file appeared, changed or vanished on disk. */
  changed(path: string): void;
  /** The files to scan, from the root, when their list has changed. */
  list(files: readonly string[]): void;
  /** Another policy, or other rules. */
  govern(policy: Policy, rules: readonly Rule[]): void;
  /** The whole project's report; only what edits made stale is worked out again. */
  report(): Report;
  /** How each value at an offset (or in a stretch of text) was resolved, and every verdict on it. */
  explain(path: string, start: number, end?: number): readonly Explanation[];
  /** A file's text as it was judged. */
  text(path: string): string | undefined;
  /** Files that were looked for and that the host does not have: for hosts that load on demand. */
  readonly missing: ReadonlySet<string>;
}

export interface ProjectSetup {
  readonly host: Host;
  readonly files: readonly string[];
  readonly knowledge: Knowledge;
  readonly policy: Policy;
  readonly rules: readonly Rule[];
  /** Only what stands in these files is counted (files, resources, values); the others give values. Absent: all. */
  readonly focus?: ReadonlySet<string>;
  /** The root's path inside its git repository, with a `/` at its end unless empty; for fingerprints. */
  readonly rootInRepository?: string;
  /** Told after each unit (a root module, a template, a manifest) of how many are done. */
  readonly progress?: (done: number, total: number) => void;
}

/** One value of one resource at a place in the code. */
export interface Explanation {
  readonly facet: Facet;
  readonly verdicts: readonly Verdict[];
}

interface UnitState {
  readonly evaluation: Evaluation;
  readonly context: unknown;
  judgements?: readonly Judgement[];
}

export function openProject(setup: ProjectSetup): Project {
  const { host, knowledge, focus, rootInRepository = '' } = setup;
  const sources: Sources = openSources(host);
  let { policy, rules } = setup;
  let files = setup.files.filter(mayBeJudged);
  let units: readonly Unit[] | undefined;
  let states = new Map<string, UnitState>();
  let report: Report | undefined;
  let findings = new Map<string, { readonly group: Group; readonly finding: Finding }>();
  const resources = new Map<string, Resource>();
  const stale = new Set<string>();

  const touch = (path: string) => {
    stale.add(path);
    units = undefined;
    report = undefined;
  };

  /** Evaluates what is stale and keeps the rest. */
  const evaluate = (): void => {
    units ??= unitsOf({ host, files, sources, platforms: knowledge.platforms });
    const next = new Map<string, UnitState>();
    for (const [index, unit] of units.entries()) {
      setup.progress?.(index + 1, units.length);
      const known = states.get(unit.key);
      const fresh = known && known.context === unit.context && !isStale(known.evaluation.inputs, stale);
      next.set(unit.key, fresh ? known : { evaluation: unit.evaluate(), context: unit.context });
    }
    for (const [key, { evaluation }] of states) {
      if (next.get(key)?.evaluation !== evaluation)
        for (const { id } of evaluation.resources) resources.delete(id);
    }
    for (const [key, { evaluation }] of next) {
      if (states.get(key)?.evaluation === evaluation) continue;
      for (const one of evaluation.resources) resources.set(one.id, one);
    }
    states = next;
    stale.clear();
  };

  const judgements = (): Judgement[] => {
    const active = rules.filter((rule) => isOn(rule, policy));
    return [...states.values()].flatMap((state) => {
      if (!state.judgements) {
        const own = state.evaluation.resources;
        const context = facetContext(knowledge, policy, own, resources);
        state.judgements = own.map((resource) => judge(resource, active, context));
      }
      return state.judgements;
    });
  };

  const build = (): Report => {
    evaluate();
    const judged = judgements();
    const comments = commentsOf(files, sources, states);
    const suppressed: Suppressed[] = [];
    const groups = withoutSuppressed(
      groupVerdicts(judged, (id) => resources.get(id)),
      comments.suppressions,
      policy,
      suppressed,
    );
    const all = [...resources.values()];
    const fixContext: FixContext = {
      ...facetContext(knowledge, policy, all, resources),
      texts: knowledge.texts,
      text: sources.text,
      operatorInUse: once(() => operatorInUse(judged)),
    };
    const kept = new Map<string, { readonly group: Group; readonly finding: Finding }>();
    const ordinals = new Map<string, number>();
    for (const group of groups) {
      const identity = identityOf(group, rootInRepository);
      const numbered = [...identity, count(ordinals, identity.join('\u0000'))];
      const key = `${numbered.join('\u0000')} ${group.at.range.start}-${group.at.range.end}`;
      const known = findings.get(key);
      const finding =
        known && sameVerdicts(known.group, group)
          ? known.finding
          : findingOf(group, numbered, overridden(group, policy), fixContext);
      kept.set(key, { group, finding });
    }
    findings = kept;
    const allowed = new Map(policy.allow.findings.map((one) => [one.fingerprint, one]));
    const list: Finding[] = [];
    for (const { finding } of kept.values()) {
      const allowance = allowed.get(finding.fingerprint);
      if (allowance && !(allowance.until && allowance.until < policy.today)) {
        suppressed.push({
          rule: finding.rule,
          at: finding.at,
          reason: allowance.reason,
          ...(allowance.until && { until: allowance.until }),
          by: 'configuration',
        });
      } else list.push(finding);
    }
    // What only whole reports show is worked out when it is asked for: an editor never asks between keystrokes.
    const snapshot = states;
    const unknowns = once(() => unknownsOf(snapshot, judged));
    const counted = (path: string) => focus === undefined || focus.has(path);
    const values = once(() => ({ judged: countJudged(judged, counted), unknown: unknowns().length }));
    const judgedFiles = once(() => files.filter((path) => counted(path) && isJudged(path, sources)).length);
    const resourceCount = once(() => countResources(snapshot, counted));
    return {
      home: policy.home,
      homeChosen: policy.homeChosen,
      profile: policy.profile,
      get files() {
        return judgedFiles();
      },
      get resources() {
        return resourceCount();
      },
      get values() {
        return values();
      },
      get unknowns() {
        return unknowns();
      },
      findings: list,
      suppressed,
      problems: [...problemsOf(files, sources, states), ...comments.problems].sort(byPlace),
    };
  };

  return {
    edit: (path, text) => {
      sources.edit(path, text);
      touch(path);
    },
    changed: (path) => {
      sources.forget(path);
      touch(path);
    },
    list: (next) => {
      const before = new Set(files);
      files = next.filter(mayBeJudged);
      for (const path of files) if (!before.delete(path)) stale.add(path);
      for (const path of before) stale.add(path);
      units = undefined;
      report = undefined;
    },
    govern: (nextPolicy, nextRules) => {
      policy = nextPolicy;
      rules = nextRules;
      for (const state of states.values()) delete state.judgements;
      findings = new Map();
      report = undefined;
    },
    report: () => {
      report ??= build();
      return report;
    },
    explain: (path, start, end = start) => {
      report ??= build();
      return judgements()
        .filter((judgement) => judgement.facets.length > 0)
        .flatMap(({ facets, verdicts }) =>
          facets
            .filter((facet) => touches(facet, path, start, end))
            .map((facet) => ({ facet, verdicts: verdicts.filter((verdict) => verdict.facet === facet) })),
        );
    },
    text: sources.text,
    missing: sources.missing,
  };
}

/** A rule that is off runs only if named exactly or turned on by profile or configuration. */
function isOn(rule: Rule, policy: Policy): boolean {
  if (policy.only.length > 0) {
    if (policy.only.includes(rule.id)) return true;
    if (!policy.only.some((glob) => matchGlob(glob, rule.id))) return false;
  }
  const set = policy.rules[rule.id];
  return set === undefined ? !rule.off : set !== 'off';
}

/** @param own the resources that may name or govern each other: those of one unit, or all for fixes */
function facetContext(
  knowledge: Knowledge,
  policy: Policy,
  own: readonly Resource[],
  all: ReadonlyMap<string, Resource>,
): FacetContext {
  const byType = once(() => {
    const index = new Map<string, Resource[]>();
    for (const one of own) {
      const key = `${one.scope}\u0000${one.type}`;
      const list = index.get(key);
      if (list) list.push(one);
      else index.set(key, [one]);
    }
    return index;
  });
  return {
    facts: knowledge.facts,
    catalog: knowledge.catalog,
    policy,
    resources: own,
    resource: (id) => all.get(id),
    ofType: (scope, type) => byType().get(`${scope}\u0000${type}`) ?? [],
  };
}

/** A value worked out at the first call. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A folder stands among the inputs with a `/` at its end: a file that appears in it makes the unit stale. */
function isStale(inputs: ReadonlySet<string>, stale: ReadonlySet<string>): boolean {
  for (const path of stale) {
    if (inputs.has(path) || inputs.has(path.slice(0, path.lastIndexOf('/') + 1) || '/')) return true;
  }
  return false;
}

interface Comments {
  readonly suppressions: readonly Suppression[];
  readonly problems: readonly Problem[];
}

function commentsOf(
  files: readonly string[],
  sources: Sources,
  states: ReadonlyMap<string, UnitState>,
): Comments {
  const suppressions: Suppression[] = [];
  const problems: Problem[] = [];
  let extents: Map<string, Range[]> | undefined;
  for (const path of files) {
    if (!sources.mentions(path, 'sovlint:ignore') || !isJudged(path, sources)) continue;
    const text = sources.text(path) ?? '';
    extents ??= extentsOf(states);
    const read = readSuppressions(path, text, sources.comments(path), extents.get(path) ?? []);
    suppressions.push(...read.suppressions);
    problems.push(...read.problems);
  }
  return { suppressions, problems };
}

function extentsOf(states: ReadonlyMap<string, UnitState>): Map<string, Range[]> {
  const extents = new Map<string, Range[]>();
  for (const { evaluation } of states.values()) {
    for (const { extent } of evaluation.resources) {
      const list = extents.get(extent.path);
      if (list) list.push(extent.range);
      else extents.set(extent.path, [extent.range]);
    }
  }
  return extents;
}

/** Takes away suppressed and allowed entries, and the groups that have none left; says what it took. */
function withoutSuppressed(
  groups: readonly Group[],
  suppressions: readonly Suppression[],
  policy: Policy,
  suppressed: Suppressed[],
): Group[] {
  const kept: Group[] = [];
  for (const group of groups) {
    const rule = group.verdicts[0]!.rule.id;
    const taken: Suppressed[] = [];
    const verdicts = group.verdicts.filter((verdict) => {
      const comment = suppressions.find((one) =>
        suppresses(one, rule, placesOf(verdict, group), policy.today),
      );
      if (comment) {
        taken.push({
          rule,
          at: group.at,
          reason: comment.reason,
          ...(comment.until && { until: comment.until }),
          by: 'comment',
        });
        return false;
      }
      const region = allowedRegion(verdict, policy);
      if (region) taken.push({ rule, at: group.at, reason: region.reason, by: 'configuration' });
      return !region;
    });
    const files = new Set([group.at.path, ...verdicts.map((verdict) => verdict.facet.resource.header.path)]);
    if (verdicts.length > 0 && !isIgnored(group.at.path, files, rule, policy)) {
      kept.push(verdicts.length === group.verdicts.length ? group : { ...group, verdicts });
    }
    if (verdicts.length === 0 && taken[0]) suppressed.push(taken[0]);
  }
  return kept;
}

/** Where a suppression may stand for one entry: the deciding text, the use, the affected thing. */
function placesOf(verdict: Verdict, group: Group): Location[] {
  const { anchors, resource } = verdict.facet;
  return [group.at, resource.header, ...(anchors.argument ? [anchors.argument] : [])];
}

function allowedRegion({ facet }: Verdict, policy: Policy) {
  const { place, value, region } = facet.properties;
  if (facet.kind !== 'place' && facet.kind !== 'copy') return undefined;
  return policy.allow.regions.find(
    (one) =>
      (one.region === value || one.region === place || one.region === region) &&
      (!one.types?.length || one.types.some((type) => matchGlob(type, facet.resource.type))),
  );
}

/** `ignore` and `overrides` match the file where a finding stands, or all that it affects. */
function isIgnored(path: string, files: ReadonlySet<string>, rule: string, policy: Policy): boolean {
  const affected = [...files].filter((file) => file !== path);
  const matches = (globs: readonly string[]) => {
    const one = (file: string) => globs.some((glob) => matchGlob(glob, file));
    return one(path) || (affected.length > 0 && affected.every(one));
  };
  if (policy.ignore.length > 0 && matches(policy.ignore)) return true;
  return policy.overrides.some((override) => override.rules[rule] === 'off' && matches(override.files));
}

/** The severity that the last matching override sets for a finding that stands in its files. */
function overridden({ at, verdicts }: Group, policy: Policy): Severity | undefined {
  const rule = verdicts[0]!.rule.id;
  const set = policy.overrides.findLast(
    (one) => one.rules[rule] !== undefined && one.files.some((glob) => matchGlob(glob, at.path)),
  )?.rules[rule];
  return set === 'off' ? undefined : set;
}

function sameVerdicts(a: Group, b: Group): boolean {
  return (
    a.verdicts.length === b.verdicts.length && a.verdicts.every((verdict, i) => verdict === b.verdicts[i])
  );
}

function count(ordinals: Map<string, number>, identity: string): number {
  const nth = ordinals.get(identity) ?? 0;
  ordinals.set(identity, nth + 1);
  return nth;
}

/** The value of the operator tag that the workspace uses, where all its tags agree. */
function operatorInUse(judged: readonly Judgement[]): string | undefined {
  const values = new Set<string>();
  for (const { facets } of judged) {
    for (const { kind, properties } of facets) {
      if (kind === 'tags' && properties.state === 'present' && typeof properties.value === 'string') {
        values.add(properties.value);
      }
    }
  }
  const [only, ...others] = values;
  return others.length === 0 ? only : undefined;
}

function unknownsOf(states: ReadonlyMap<string, UnitState>, judged: readonly Judgement[]): UnknownValue[] {
  const all = new Map<string, UnknownValue>();
  const add = (one: UnknownValue) => {
    const key = `${one.at.path}:${one.at.range.start} ${one.what.key} ${JSON.stringify(one.what.args ?? {})}`;
    if (!all.has(key)) all.set(key, one);
  };
  for (const { evaluation } of states.values()) evaluation.unknowns.forEach(add);
  for (const { facets } of judged) for (const { unknown } of facets) if (unknown) add(unknown);
  return [...all.values()].sort((a, b) => byPlace({ ...a.at }, { ...b.at }));
}

function countResources(states: ReadonlyMap<string, UnitState>, counted: (path: string) => boolean): number {
  const seen = new Set<string>();
  for (const { evaluation } of states.values()) {
    for (const { kind, header } of evaluation.resources) {
      if (kind === 'resource' && counted(header.path)) seen.add(`${header.path}:${header.range.start}`);
    }
  }
  return seen.size;
}

function countJudged(judged: readonly Judgement[], counted: (path: string) => boolean): number {
  const seen = new Set<string>();
  for (const { facets } of judged) {
    for (const { kind, resource, argument, unknown } of facets) {
      if (!unknown && counted(resource.header.path))
        seen.add(`${resource.header.path}:${resource.header.range.start} ${kind} ${argument ?? ''}`);
    }
  }
  return seen.size;
}

function problemsOf(
  files: readonly string[],
  sources: Sources,
  states: ReadonlyMap<string, UnitState>,
): Problem[] {
  const seen = new Map<string, Problem>();
  const add = (problem: Problem) => {
    const key = `${problem.path}:${problem.range?.start ?? ''} ${problem.message.key}`;
    if (!seen.has(key)) seen.set(key, problem);
  };
  const read = new Set(files);
  for (const { evaluation } of states.values()) {
    evaluation.problems.forEach(add);
    for (const path of evaluation.inputs) if (!path.endsWith('/')) read.add(path);
  }
  for (const path of read) sources.problems(path).forEach(add);
  return [...seen.values()];
}

function byPlace(a: { path: string; range?: Range }, b: { path: string; range?: Range }): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return (a.range?.start ?? 0) - (b.range?.start ?? 0);
}

function touches(facet: Facet, path: string, start: number, end: number): boolean {
  const within = (place: Location | undefined) =>
    place !== undefined && place.path === path && place.range.start <= end && start <= place.range.end;
  if (Object.values(facet.anchors).some(within)) return true;
  for (let hop = facet.value?.trace; hop; hop = hop.next) if (within(hop.at)) return true;
  return within(facet.value?.at);
}
