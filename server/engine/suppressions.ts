import type { Evaluation } from '../core/evaluation';
import type { Problem } from '../core/message';
import type { Location, Range } from '../core/source';
import type { Sources } from './sources';

/** A comment in the code that takes findings away: `sovlint:ignore RULE[,RULE] -- reason [until YYYY-MM-DD]`. */
export interface Suppression {
  readonly path: string;
  readonly rules: readonly string[];
  readonly reason: string;
  /** ISO date; from the day after it the finding is back. */
  readonly until?: string;
  /** The lines it speaks of: its own, or the one below it, or the block that begins there. */
  readonly covers: Range;
}

interface Suppressions {
  readonly suppressions: readonly Suppression[];
  readonly problems: readonly Problem[];
}

/** The suppressions in a project's files; a comment above a block or object covers all of it. */
export function suppressionsIn(
  files: readonly string[],
  sources: Sources,
  evaluations: readonly Evaluation[],
): Suppressions {
  let extents: ReadonlyMap<string, readonly Range[]> | undefined;
  const read = files
    .filter((path) => sources.mentions(path, 'sovlint:ignore'))
    .map((path) => {
      extents ??= extentsOf(evaluations);
      return readSuppressions(
        path,
        sources.text(path) ?? '',
        sources.comments(path),
        extents.get(path) ?? [],
      );
    });
  return {
    suppressions: read.flatMap((one) => one.suppressions),
    problems: read.flatMap((one) => one.problems),
  };
}

/** The blocks and objects of each file. */
function extentsOf(evaluations: readonly Evaluation[]): Map<string, Range[]> {
  const extents = new Map<string, Range[]>();
  for (const { resources } of evaluations) {
    for (const { extent } of resources) {
      const list = extents.get(extent.path);
      if (list) list.push(extent.range);
      else extents.set(extent.path, [extent.range]);
    }
  }
  return extents;
}

const directive = /sovlint:ignore\b(.*)/s;
const shape = /^\s+([a-z0-9_.*/-]+(?:\s*,\s*[a-z0-9_.*/-]+)*)\s*(?:--\s*(.*?))?\s*$/is;
const deadline = /\s*\buntil\s+(\d[\w./-]*)\s*$/;

/**
 * Reads the suppressions of one file.
 * @param comments ranges and texts of its comments
 * @param extents ranges of the blocks and objects in the file; a comment above one covers all of it
 */
function readSuppressions(
  path: string,
  text: string,
  comments: readonly { readonly range: Range; readonly text: string }[],
  extents: readonly Range[],
): Suppressions {
  const suppressions: Suppression[] = [];
  const problems: Problem[] = [];
  for (const comment of comments) {
    const found = directive.exec(comment.text);
    if (!found) continue;
    const parts = shape.exec(found[1]!.replace(/\*\/\s*$/, ''));
    if (!parts) {
      problems.push({ path, range: comment.range, message: { key: 'suppression.no-rule' } });
      continue;
    }
    const said = parts[2] ?? '';
    const until = deadline.exec(said)?.[1];
    const reason = said.replace(deadline, '').trim();
    if (!reason) {
      problems.push({ path, range: comment.range, message: { key: 'suppression.no-reason' } });
      continue;
    }
    if (until !== undefined && !isDate(until)) {
      problems.push({ path, range: comment.range, message: { key: 'suppression.no-date', args: { until } } });
      continue;
    }
    const rules = parts[1]!.split(',').map((rule) => rule.trim());
    suppressions.push({
      path,
      rules,
      reason,
      ...(until && { until }),
      covers: covered(text, comment.range, extents),
    });
  }
  return { suppressions, problems };
}

function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Whether a suppression is about this rule at one of these places, and still in force. */
export function suppresses(
  suppression: Suppression,
  rule: string,
  places: readonly Location[],
  today: string,
): boolean {
  if (suppression.until && suppression.until < today) return false;
  if (!suppression.rules.some((one) => one === rule || one === '*' || one === `${rule.split('/')[0]}/*`))
    return false;
  const { start, end } = suppression.covers;
  return places.some(
    (place) => place.path === suppression.path && place.range.start >= start && place.range.start < end,
  );
}

function covered(text: string, comment: Range, extents: readonly Range[]): Range {
  const lineStart = text.lastIndexOf('\n', comment.start - 1) + 1;
  const ownLine = text.slice(lineStart, comment.start).trim() !== '';
  if (ownLine) {
    const lineEnd = text.indexOf('\n', comment.end);
    return { start: lineStart, end: lineEnd < 0 ? text.length + 1 : lineEnd };
  }
  const start = firstCodeAfter(text, comment.end);
  const lineEnd = text.indexOf('\n', start);
  const line = { start, end: lineEnd < 0 ? text.length + 1 : lineEnd };
  const below = extents.filter((extent) => extent.start >= start && extent.start < line.end);
  const first = Math.min(...below.map((extent) => extent.start));
  const block = below.filter((extent) => extent.start === first).sort((a, b) => b.end - a.end)[0];
  return block && text.slice(start, block.start).trim().length <= 2
    ? { start, end: Math.max(block.end, line.end) }
    : line;
}

/** The first offset below a comment that is neither blank nor another comment's line. */
function firstCodeAfter(text: string, offset: number): number {
  let start = text.indexOf('\n', offset);
  while (start >= 0) {
    start += 1;
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end < 0 ? text.length : end).trim();
    if (line !== '' && !line.startsWith('#') && !line.startsWith('//')) return start;
    start = end;
  }
  return text.length;
}
