import {
  BRACE_CLOSE,
  BRACE_OPEN,
  codeAt,
  EQUALS,
  GREATER,
  LF,
  nameEnd,
  QUOTE,
  SPACE,
  TAB,
} from './characters';
import { isMarkerLine } from './pieces';
import { isUnclosed, noteUnclosed, type Reader, stringEnd } from './reader';

/** One line of the text, as recovery looks at it. The line looked at last is kept, for many questions are about one. */
export interface Line {
  readonly start: number;
  /** Where the next line begins, or the text's end. */
  readonly next: number;
  /** Where the first character stands that is no white space. */
  readonly first: number;
  /** How far it is indented, in characters. */
  readonly indent: number;
  /** Filled by `itemLimit`. */
  limit: number;
}

export interface Lines {
  readonly r: Reader;
  last: Line;
}

export function makeLines(r: Reader): Lines {
  return { r, last: makeLine(r.whole, 0) };
}

/** The line of an offset. */
export function lineAt(lines: Lines, pos: number): Line {
  const { last } = lines;
  const text = lines.r.whole;
  if (pos >= last.start && (pos < last.next || last.next === text.length)) return last;
  const start = pos === last.next ? pos : text.lastIndexOf('\n', pos - 1) + 1;
  lines.last = makeLine(text, start);
  return lines.last;
}

function makeLine(text: string, start: number): Line {
  const found = text.indexOf('\n', start);
  const first = pastBlanks(text, start);
  return { start, next: found < 0 ? text.length : found + 1, first, indent: first - start, limit: -1 };
}

function pastBlanks(text: string, from: number): number {
  let pos = from;
  for (let code = codeAt(text, pos); code === SPACE || code === TAB; code = codeAt(text, pos)) pos++;
  return pos;
}

/** Whether there is nothing on a line but white space. */
export function isBlank(text: string, line: Line): boolean {
  const code = codeAt(text, line.first);
  return code === -1 || code === LF || (code === 13 && codeAt(text, line.first + 1) === LF);
}

/** Whether what stands at an offset looks like the beginning of an item: `name =`, `name "label" {`. */
export function isItemAt(text: string, pos: number): boolean {
  let at = nameEnd(text, pos);
  if (at === pos) return false;
  for (;;) {
    at = pastBlanks(text, at);
    const code = codeAt(text, at);
    if (code === EQUALS) {
      const next = codeAt(text, at + 1);
      return next !== EQUALS && next !== GREATER;
    }
    if (code === BRACE_OPEN) return true;
    const end = code === QUOTE ? stringEnd(text, at) + 1 : nameEnd(text, at);
    if (end <= at) return false;
    at = end;
  }
}

/**
 * Where a broken item that begins on a line ends at the latest: before the next line that is not further indented and
 * begins an item, or is less indented and begins with a closing brace. Lines of heredocs that are closed do not count.
 */
export function itemLimit(lines: Lines, line: Line): number {
  if (line.limit < 0) line.limit = findLimit(lines.r, line);
  return line.limit;
}

function findLimit(r: Reader, item: Line): number {
  const text = r.whole;
  let line = item;
  for (;;) {
    const start = pastHeredoc(r, line);
    if (start >= text.length) return text.length;
    line = makeLine(text, start);
    if (line.indent <= item.indent && isItemAt(text, line.first)) return start;
    if (line.indent < item.indent && codeAt(text, line.first) === BRACE_CLOSE) return start;
  }
}

/** Where to go on after a line: behind the heredoc that it begins, if it begins one, or at the next line. */
function pastHeredoc(r: Reader, line: Line): number {
  const text = r.whole;
  const marker = /<<-?([\p{L}_][\p{L}\p{N}_-]*)\r?\n$/u.exec(text.slice(line.start, line.next))?.[1];
  if (marker === undefined || isUnclosed(r, marker, line.next)) return line.next;
  let start = line.next;
  while (start < text.length) {
    const next = text.indexOf('\n', start) + 1;
    if (next === 0) break;
    if (isMarkerLine(text, start, marker)) return next;
    start = next;
  }
  noteUnclosed(r, marker, line.next);
  return line.next;
}
