import type { Evaluation } from '../core/evaluation';
import type { Problem } from '../core/message';
import type { UnknownValue } from '../core/resource';
import type { Location, Range } from '../core/source';
import { isTerraform } from '../dialects/terraform';
import type { Judgement } from './judge';
import type { Sources } from './sources';

/** What the code was asked for and does not tell, each place once, in order. */
export function unknownsOf(
  evaluations: readonly Evaluation[],
  judged: readonly Judgement[],
): readonly UnknownValue[] {
  const all = new Map<string, UnknownValue>();
  const add = (one: UnknownValue) => {
    const key = `${one.at.path}:${one.at.range.start} ${one.what.key} ${JSON.stringify(one.what.args ?? {})}`;
    if (!all.has(key)) all.set(key, one);
  };
  for (const { unknowns } of evaluations) unknowns.forEach(add);
  for (const { facets } of judged) for (const { unknown } of facets) if (unknown) add(unknown);
  return [...all.values()].sort((a, b) => byPlace(a.at, b.at));
}

/**
 * What could not be read, of the files listed and those that they led to, and what in the judged ones could not be
 * understood; each place once.
 * @param judged of the files, those that are some dialect's
 */
export function problemsOf(
  files: readonly string[],
  judged: readonly string[],
  sources: Sources,
  evaluations: readonly Evaluation[],
): readonly Problem[] {
  const seen = new Map<string, Problem>();
  const add = (problem: Problem) => {
    const key = `${problem.path}:${problem.range?.start ?? ''} ${problem.message.key}`;
    if (!seen.has(key)) seen.set(key, problem);
  };
  const parsed = new Set(judged);
  const read = new Set(files);
  for (const { problems, inputs } of evaluations) {
    problems.forEach(add);
    for (const path of inputs) {
      if (path.endsWith('/')) continue;
      read.add(path);
      // What Terraform reads as a text need not be YAML or JSON of ours.
      if (isTerraform(path)) parsed.add(path);
    }
  }
  for (const path of read) {
    const problem = sources.unreadable(path);
    if (problem) add(problem);
  }
  for (const path of parsed) sources.problems(path).forEach(add);
  return [...seen.values()];
}

/** Blocks and objects that stand in files that count; one that is used several times counts once. */
export function countResources(
  evaluations: readonly Evaluation[],
  counts: (path: string) => boolean,
): number {
  const seen = new Set<string>();
  for (const { resources } of evaluations) {
    for (const { kind, header } of resources) {
      if (kind === 'resource' && counts(header.path)) seen.add(placeKey(header));
    }
  }
  return seen.size;
}

/** Values in files that count, which could be told and were held against the rules. */
export function countJudged(judged: readonly Judgement[], counts: (path: string) => boolean): number {
  const seen = new Set<string>();
  for (const { facets } of judged) {
    for (const { kind, resource, argument, unknown } of facets) {
      if (!unknown && counts(resource.header.path))
        seen.add(`${placeKey(resource.header)} ${kind} ${argument ?? ''}`);
    }
  }
  return seen.size;
}

function placeKey({ path, range }: Location): string {
  return `${path}:${range.start}`;
}

type Place = { readonly path: string; readonly range?: Range };

/** By file, then by offset; what is about a whole file first. */
export function byPlace(a: Place, b: Place): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return (a.range?.start ?? 0) - (b.range?.start ?? 0);
}
