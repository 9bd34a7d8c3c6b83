import type { Finding } from '../core/finding';
import type { Problem } from '../core/message';
import type { UnknownValue } from '../core/resource';
import { type Location, lineStarts, positionAt } from '../core/source';
import { localize } from '../engine/messages';
import type { Project } from '../engine/project';
import { knowledge, openFiles } from './scan.testing';

/**
 * What a project must show, and no more: `NAME.expected.yaml` beside the folder `NAME`.
 * Places are `file:line text`, the text being what is covered (of several lines, the first and `…`); where the same
 * text stands earlier in that line, `file:line:column text`.
 */
export interface Expected {
  /** What the project is about, and why this must come of it. */
  readonly about: string;
  /** Globs: only these rules run. All, unless given. */
  readonly rules?: readonly string[];
  /** The folder of the project that is scanned; all of it, unless given. */
  readonly scan?: string;
  readonly findings?: readonly ExpectedFinding[];
  readonly unknowns?: readonly ExpectedUnknown[];
  /** `file:line key` of each problem. */
  readonly problems?: readonly string[];
}

interface ExpectedFinding {
  readonly at: string;
  /** Severity and rule: `error where/offshore-region`; the severity of what is not certain ends in `?`. */
  readonly says: string;
  /** Where it is not the text. */
  readonly value?: string;
  readonly countries?: string;
  /** The conditions that choose it among candidates, as the code writes them. */
  readonly when?: readonly string[];
  /** From the use to the deciding text, a hop a row: `name file:line:column`. */
  readonly trace?: readonly string[];
  readonly affects: readonly string[];
}

interface ExpectedUnknown {
  readonly at: string;
  readonly what: string;
  /** The reason's key. */
  readonly why: string;
}

/**
 * What a project comes to, in the shape of what is expected of it.
 * @param texts by path, those among them that are read and never judged
 * @param judged the files that are scanned
 */
export function shownBy(texts: Texts, judged: readonly string[], { about, rules, scan }: Expected): Expected {
  const project = openFiles(texts, rules ? { rules } : {}, judged);
  const report = project.report();
  const findings = report.findings.map((one) => shownFinding(one, project, texts));
  const unknowns = report.unknowns.map((one) => shownUnknown(one, texts));
  const problems = report.problems.map((one) => shownProblem(one, texts));
  return inOrder({
    about,
    ...(rules && { rules }),
    ...(scan !== undefined && { scan }),
    ...(findings.length > 0 && { findings }),
    ...(unknowns.length > 0 && { unknowns }),
    ...(problems.length > 0 && { problems }),
  });
}

/** Findings and unknowns in one order, so that they may be written in any. */
export function inOrder(expected: Expected): Expected {
  const byText = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  return {
    ...expected,
    ...(expected.findings && { findings: expected.findings.toSorted(byText) }),
    ...(expected.unknowns && { unknowns: expected.unknowns.toSorted(byText) }),
  };
}

type Texts = Readonly<Record<string, string>>;

function shownFinding(finding: Finding, project: Project, texts: Texts): ExpectedFinding {
  const { at, rule, severity, certain, value, countries, trace, affects } = finding;
  const covered = texts[at.path]!.slice(at.range.start, at.range.end);
  const when = conditionsOf(finding, project);
  return {
    at: shownPlace(at, texts),
    says: `${severity}${certain ? '' : '?'} ${rule}`,
    ...(value !== undefined && value !== covered && { value }),
    ...(countries && { countries: countries.join(', ') }),
    ...(when.length > 0 && { when }),
    ...(trace.length > 0 && {
      trace: trace.map((hop) => {
        const { line, column } = start(hop.at, texts);
        return `${hop.name} ${hop.at.path}:${line}:${column}`;
      }),
    }),
    affects: affects.map((one) => one.address),
  };
}

/** What `sovlint explain` and a hover say of when a candidate is taken. */
function conditionsOf({ at, rule }: Finding, project: Project): string[] {
  const { start, end } = at.range;
  const conditions = project
    .explain(at.path, start, end)
    .filter(({ verdicts }) =>
      verdicts.some(
        (one) => one.rule.id === rule && one.at.range.start === start && one.at.range.end === end,
      ),
    )
    .flatMap(({ facet }) => facet.when ?? []);
  return [...new Set(conditions)];
}

function shownUnknown({ at, what, reason }: UnknownValue, texts: Texts): ExpectedUnknown {
  return {
    at: shownPlace(at, texts),
    what: localize(what, 'en', knowledge().texts),
    why: reason.key,
  };
}

function shownProblem({ path, range, message }: Problem, texts: Texts): string {
  return `${path}:${range ? start({ path, range }, texts).line : 0} ${message.key}`;
}

function shownPlace(at: Location, texts: Texts): string {
  const text = texts[at.path]!;
  const [first, ...more] = text.slice(at.range.start, at.range.end).split('\n');
  const { line, column } = start(at, texts);
  const isFirst = text.split('\n')[line - 1]!.indexOf(first!) === column - 1;
  const shown = more.length > 0 ? `${first} …` : first;
  return `${at.path}:${line}${isFirst ? '' : `:${column}`} ${shown}`.trimEnd();
}

/** Counted from 1. */
function start({ path, range }: Location, texts: Texts): { line: number; column: number } {
  const { line, character } = positionAt(lineStarts(texts[path]!), range.start);
  return { line: line + 1, column: character + 1 };
}
