import type { TreeFile } from './node';

type TreeProblem = TreeFile['problems'][number];

/** More problems than this are counted, not listed. */
const MAX_PROBLEMS = 50;

/** The first problems by place, and how many more there are. */
export function cap(problems: readonly TreeProblem[]): readonly TreeProblem[] {
  const sorted = problems.toSorted((a, b) => a.range.start - b.range.start);
  if (sorted.length <= MAX_PROBLEMS) return sorted;
  const message = { key: 'tree.more-problems', args: { count: sorted.length - MAX_PROBLEMS } };
  return [...sorted.slice(0, MAX_PROBLEMS), { range: sorted[MAX_PROBLEMS]!.range, message }];
}
