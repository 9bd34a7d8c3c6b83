import type { Evaluation } from '../core/evaluation';
import type { Finding } from '../core/finding';
import type { Host } from '../core/host';
import type { Resource } from '../core/resource';
import type { Plan } from '../dialects/plan';
import { forgetFolders, newFolderMemory } from '../dialects/terraform';
import { findingOf, type Group } from './assemble';
import { type FileFindings, findingsIn, type Making } from './causes';
import { facetContext } from './context';
import { allowed, configurationFolder, dismiss } from './dismissals';
import { type Explanation, explanationsAt } from './explanations';
import { type FixContext, fixesFor } from './fixes';
import { operatorInUse } from './fixes/tags';
import { type Inquiry, openInquiries, openReview, same } from './inquiry';
import type { Judgement } from './judge';
import { type Judged, judgeUnit } from './judged';
import type { Knowledge } from './knowledge';
import { once } from './once';
import { byPlace, countJudged, countResources, problemsOf, unknownsOf } from './report';
import { isOn, mayRun } from './rules/force';
import type { Rule } from './rules/rule';
import { openSources, type Sources } from './sources';
import { suppressionsIn } from './suppressions';
import type { Policy, Report } from './types';
import { isJudged, mayBeJudged, type Unit, unitsOf } from './units';

export type { Explanation } from './explanations';

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
  /** Plans and states to judge with them. */
  readonly plans?: readonly Plan[];
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

interface UnitState {
  readonly evaluation: Evaluation;
  readonly context: unknown;
  judged?: Judged;
  /** Whether what was judged is what was evaluated last. */
  current: boolean;
}

/** The findings of one file, kept for as long as every unit says the same of it and of what governs it. */
interface Cause extends FileFindings {
  readonly shares: readonly (readonly Judgement[])[];
  readonly inquiry: Inquiry;
}

export function openProject(setup: ProjectSetup): Project {
  const { knowledge, focus, rootInRepository = '', plans = [] } = setup;
  const sources: Sources = openSources(setup.host);
  const configurations = knowledge.catalog.of('configuration');
  let { policy, rules } = setup;
  // What a plan says is read as a plan, and nobody's to edit.
  const planned = new Set(plans.map(({ path }) => path));
  const judgedAmong = (paths: readonly string[]) =>
    paths.filter((path) => mayBeJudged(path) && !planned.has(path));
  let files = judgedAmong(setup.files);
  let units: readonly Unit[] | undefined;
  let states = new Map<string, UnitState>();
  let report: Report | undefined;
  let causes = new Map<string, Cause>();
  let commentsBefore = '';
  /** Counts the reports: fixes look at the whole workspace, so they are made again for each. */
  let generation = 0;
  let fixContext: FixContext;
  const resources = new Map<string, Resource>();
  const stale = new Set<string>();
  const folders = newFolderMemory();
  const resource = (id: string) => resources.get(id);

  const touch = (path: string) => {
    stale.add(path);
    forgetFolders(folders, path);
    units = undefined;
    report = undefined;
  };

  /** Evaluates what is stale and keeps the rest. */
  const evaluate = (): void => {
    units ??= unitsOf({
      host: sources.host,
      files,
      sources,
      platforms: knowledge.platforms,
      configurations,
      plans,
      folders,
    });
    const next = new Map<string, UnitState>();
    for (const [index, unit] of units.entries()) {
      setup.progress?.(index + 1, units.length);
      const known = states.get(unit.key);
      const fresh = known && known.context === unit.context && !isStale(known.evaluation.inputs, stale);
      if (fresh) next.set(unit.key, known);
      else {
        const evaluation = unit.evaluate(known && { evaluation: known.evaluation, stale });
        const judged = known?.judged && { judged: known.judged };
        next.set(unit.key, { evaluation, context: unit.context, ...judged, current: false });
      }
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

  /** Judges what was evaluated anew, and what other units' resources decided that are others now. */
  const judgeStale = (): void => {
    const active = rules.filter((rule) => mayRun(rule, policy));
    for (const state of states.values()) {
      if (state.current && state.judged && areSame(state.judged.others)) continue;
      const own = state.evaluation.resources;
      const context = facetContext(knowledge, policy, () => own, resource);
      state.judged = judgeUnit(own, active, context, state.judged);
      state.current = true;
    }
  };
  const areSame = (others: ReadonlyMap<string, Resource | undefined>): boolean => {
    for (const [id, one] of others) if (resources.get(id) !== one) return false;
    return true;
  };
  const judgements = (): Judgement[] =>
    [...states.values()].flatMap((state) => state.judged?.judgements ?? []);

  /** The findings of every file in order, worked out again only where a unit says something new of it. */
  const assembled = (comments: string, making: Omit<Making, 'resource'>): readonly FileFindings[] => {
    const inquirer = openInquiries(resource, () => []);
    const holds = openReview(inquirer);
    if (comments !== commentsBefore) causes = new Map();
    commentsBefore = comments;
    const byFile = new Map<string, (readonly Judgement[])[]>();
    for (const { judged } of states.values()) {
      for (const [path, share] of judged?.shares ?? []) {
        const shares = byFile.get(path);
        if (shares) shares.push(share);
        else byFile.set(path, [share]);
      }
    }
    const next = new Map<string, Cause>();
    for (const path of [...byFile.keys()].sort()) {
      const shares = byFile.get(path)!;
      const known = causes.get(path);
      if (known && same(known.shares, shares) && holds(known.inquiry)) next.set(path, known);
      else {
        const { result, inquiry } = inquirer.inquire(() =>
          findingsIn(shares.flat(), { ...making, resource: inquirer.resource }),
        );
        next.set(path, { ...result, shares, inquiry });
      }
    }
    causes = next;
    return [...next.values()];
  };

  /** Made when they are first asked for: an editor shows many findings and fixes few. */
  const fixing = (group: Group): (() => Finding['fixes']) => {
    let made: { readonly generation: number; readonly fixes: Finding['fixes'] } | undefined;
    return () => {
      if (made?.generation !== generation)
        made = { generation, fixes: fixesFor(group.verdicts, group.at, group.governor, fixContext) };
      return made.fixes;
    };
  };

  const build = (): Report => {
    evaluate();
    judgeStale();
    const judged = once(judgements);
    const evaluations = [...states.values()].map((state) => state.evaluation);
    const listed = files.filter((path) => isJudged(path, sources, configurations));
    const comments = suppressionsIn(listed, sources, evaluations);
    const all = once(() => evaluations.flatMap((one) => one.resources));
    fixContext = {
      ...facetContext(knowledge, policy, all, resource),
      get resources() {
        return all();
      },
      texts: knowledge.texts,
      text: (path: string) => (planned.has(path) ? undefined : sources.text(path)),
      operatorInUse: once(() =>
        operatorInUse(
          judged().flatMap((one) => one.facets),
          { facts: knowledge.facts, policy },
        ),
      ),
      keys: knowledge.keys,
    };
    const folder = configurationFolder(policy, rootInRepository);
    generation += 1;
    const made = assembled(JSON.stringify(comments.suppressions), {
      root: rootInRepository,
      dismiss: (group) => {
        const on = isOn(group.verdicts[0]!.rule, policy);
        return dismiss(group, on, comments.suppressions, policy, knowledge.facts, folder);
      },
      allowed: (finding) => allowed(finding, policy),
      finding: (group, identity, set) =>
        withFixes(findingOf(group, identity, set, { texts: knowledge.texts, policy }), fixing(group)),
    });
    const findings = made.flatMap((one) => one.findings);
    const suppressed = made.flatMap((one) => one.suppressed);
    // What only whole reports show is worked out when it is asked for: an editor never asks between keystrokes.
    const unknowns = once(() => unknownsOf(evaluations, judged()));
    const counts = (path: string) => focus === undefined || focus.has(path);
    const judgedCount = once(() => countJudged(judged(), counts));
    const resourceCount = once(() => countResources(evaluations, counts));
    return {
      home: policy.home,
      homeChosen: policy.homeChosen,
      profile: policy.profile,
      files: listed.filter(counts).length,
      get resources() {
        return resourceCount();
      },
      get values() {
        return { judged: judgedCount(), unknown: unknowns().length };
      },
      get unknowns() {
        return unknowns();
      },
      findings,
      suppressed,
      problems: [...problemsOf(files, listed, sources, evaluations), ...comments.problems].sort(byPlace),
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
      files = judgedAmong(next);
      for (const path of files) if (!before.delete(path)) touch(path);
      for (const path of before) touch(path);
      units = undefined;
      report = undefined;
    },
    govern: (nextPolicy, nextRules) => {
      policy = nextPolicy;
      rules = nextRules;
      for (const state of states.values()) delete state.judged;
      causes = new Map();
      report = undefined;
    },
    report: () => {
      report ??= build();
      return report;
    },
    explain: (path, start, end = start) => {
      report ??= build();
      return explanationsAt(judgements(), path, start, end);
    },
    text: sources.text,
    missing: sources.missing,
  };
}

function withFixes(finding: Omit<Finding, 'fixes'>, fixes: () => Finding['fixes']): Finding {
  return {
    ...finding,
    get fixes() {
      return fixes();
    },
  };
}

/** A folder stands among the inputs with a `/` at its end: a file that appears in it makes the unit stale. */
function isStale(inputs: ReadonlySet<string>, stale: ReadonlySet<string>): boolean {
  for (const path of stale) {
    if (inputs.has(path) || inputs.has(path.slice(0, path.lastIndexOf('/') + 1) || '/')) return true;
  }
  return false;
}
