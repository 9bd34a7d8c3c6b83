import type { Message, MessageArgument } from '../../core/message';
import type { Range } from '../../core/source';
import type { Comment, Expression, Identifier, Missing } from './ast';
import {
  BACKSLASH,
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COMMA,
  CR,
  codeAt,
  HASH,
  isWhiteSpace,
  LF,
  lineEnd,
  nameEnd,
  PAREN_CLOSE,
  PAREN_OPEN,
  QUOTE,
  SLASH,
  SPACE,
  STAR,
  TAB,
} from './characters';

/** Nesting (brackets, blocks, templates) that is still read. Keeps the parser's own recursion off the stack's end. */
export const MAX_DEPTH = 200;
/** How high an expression's tree may be: `a + a + …` and `a.b.c…` nest to the left without nesting in the text. */
export const MAX_HEIGHT = 400;

export interface HclProblem {
  readonly range: Range;
  readonly message: Message;
}

/** Where a parse stands: the one mutable thing in it, and it does not outlive the call. */
export interface Reader {
  /** In recovery it may be a beginning of the whole text, so that one broken item cannot swallow the next. */
  text: string;
  readonly whole: string;
  pos: number;
  /** Added to every offset: where the text stands in its document. */
  readonly base: number;
  /** Whether a newline ends an expression (bodies, objects) or is white space (inside brackets). */
  lines: boolean;
  /** How deep in brackets, blocks and templates it is. */
  depth: number;
  /** The height of the expression read last. */
  height: number;
  /** The first error ends the parse by a `Refusal`; otherwise it is noted and a `Missing` stands in. */
  strict: boolean;
  comments: Comment[];
  problems: HclProblem[];
  /** Heredoc markers and comment ends that are known not to come any more, and from where on. */
  readonly unclosed: Map<string, number>;
  /** A line on which a problem stands already gets no other: where it begins to be so, and where that ends. */
  quietFrom: number;
  quietTo: number;
  /** The expression grammar, handed down so that collections and templates need not import it. */
  readonly expression: (reader: Reader) => Expression;
}

/** Thrown by a strict parse only, and caught by who started it. Not an Error: no stack trace is wanted. */
export class Refusal {
  constructor(readonly problem: HclProblem) {}
}

export function makeReader(text: string, base: number, expression: (reader: Reader) => Expression): Reader {
  return {
    text,
    whole: text,
    pos: 0,
    base,
    lines: true,
    depth: 0,
    height: 0,
    strict: true,
    comments: [],
    problems: [],
    unclosed: new Map(),
    quietFrom: 0,
    quietTo: 0,
    expression,
  };
}

/** The document's range from `start` (an offset in the reader's text) to `end`. */
export function span(r: Reader, start: number, end: number): Range {
  return { start: r.base + start, end: r.base + end };
}

/** From a node's start (a document offset) to `end` (an offset in the reader's text). */
export function spanFrom(r: Reader, node: { readonly range: Range }, end: number): Range {
  return { start: node.range.start, end: r.base + end };
}

/** Notes a problem without ending a strict parse: the tree is whole all the same. */
export function report(r: Reader, start: number, end: number, key: string, args?: Args): void {
  r.problems.push(problemAt(r, start, end, key, args));
}

/**
 * Notes an error and gives what stands in for the expression that is not there. In a strict parse it does not return.
 * One line gets one problem: what follows an error on its line is seldom news.
 */
export function fail(r: Reader, start: number, end: number, key: string, args?: Args): Missing {
  const problem = problemAt(r, start, end, key, args);
  if (r.strict) throw new Refusal(problem);
  note(r, problem);
  r.height = 1;
  return missing(r, start, end);
}

/** Adds a problem, unless one stands on its line already. */
export function note(r: Reader, problem: HclProblem): void {
  const start = problem.range.start - r.base;
  if (start >= r.quietFrom && start < r.quietTo) return;
  r.problems.push(problem);
  const end = r.whole.indexOf('\n', start);
  r.quietFrom = r.whole.lastIndexOf('\n', start - 1) + 1;
  r.quietTo = end < 0 ? r.whole.length + 1 : end + 1;
}

/**
 * `fail` about whatever stands at the reader's position (at the text's end: behind the last that is not white space).
 * What stands in is empty, for nothing was read.
 */
export function failHere(r: Reader, key: string, args?: Args): Missing {
  let start = r.pos;
  if (start >= r.text.length) while (start > 0 && isWhiteSpace(r.text.charCodeAt(start - 1))) start--;
  fail(r, start, tokenEnd(r.text, start), key, args);
  return missing(r, r.pos, r.pos);
}

/**
 * Whether a node with children of this height (and range) is higher than a tree may be, which is a problem then.
 * Leaves the node's height in the reader.
 */
export function isTooHigh(r: Reader, height: number, range: Range): boolean {
  r.height = height + 1;
  if (height < MAX_HEIGHT) return false;
  fail(r, range.start - r.base, range.end - r.base, 'hcl.too-deep', { limit: MAX_HEIGHT });
  return true;
}

/** For a mark that should close what was opened at `open`: at the text's end, the opening mark is what to look at. */
export function failClosing(r: Reader, open: number, opening: string, closing: string): Missing {
  if (r.pos < r.text.length) return failHere(r, 'hcl.expected', { mark: closing });
  fail(r, open, open + opening.length, 'hcl.unclosed', { mark: opening });
  return missing(r, r.pos, r.pos);
}

export function missing(r: Reader, start: number, end: number): Missing {
  return { kind: 'missing', range: span(r, start, end) };
}

type Args = Readonly<Record<string, MessageArgument>>;

function problemAt(r: Reader, start: number, end: number, key: string, args?: Args): HclProblem {
  return { range: span(r, start, end), message: args === undefined ? { key } : { key, args } };
}

/** The end of what stands at an offset, for a problem's range: a name, a number, one character, nothing at a line's end. */
function tokenEnd(text: string, pos: number): number {
  const name = nameEnd(text, pos);
  if (name > pos) return name;
  const code = codeAt(text, pos);
  if (code === -1 || code === LF || code === CR) return pos;
  return pos + String.fromCodePoint(text.codePointAt(pos)!).length;
}

/** What stands at the reader's position, for a message. */
export function tokenHere(r: Reader): string {
  return r.text.slice(r.pos, tokenEnd(r.text, r.pos));
}

/** Passes white space and comments; newlines too where they are white space. */
export function skip(r: Reader): void {
  const text = r.text;
  const length = text.length;
  let pos = r.pos;
  while (pos < length) {
    const code = text.charCodeAt(pos);
    if (code === SPACE || code === TAB) pos++;
    else if (code === LF) {
      if (r.lines) break;
      pos++;
    } else if (code === CR) {
      if (r.lines || codeAt(text, pos + 1) !== LF) break;
      pos += 2;
    } else if (code === HASH) pos = lineComment(r, pos, 1);
    else if (code === SLASH) {
      const next = codeAt(text, pos + 1);
      if (next === SLASH) pos = lineComment(r, pos, 2);
      else if (next === STAR) {
        const end = blockComment(r, pos);
        if (end < 0) break;
        pos = end;
      } else break;
    } else break;
  }
  r.pos = pos;
}

/** Passes white space, comments and newlines, whatever the mode. */
export function skipLines(r: Reader): void {
  const lines = r.lines;
  r.lines = false;
  skip(r);
  r.lines = lines;
}

function lineComment(r: Reader, start: number, marks: number): number {
  const end = lineEnd(r.text, start);
  r.comments.push({ range: span(r, start, end), text: r.text.slice(start + marks, end) });
  return end;
}

/** The end of a block comment, or -1 when it is not closed: then it is no comment, and its `/` is an error. */
function blockComment(r: Reader, start: number): number {
  if (isUnclosed(r, '*/', start)) return -1;
  const close = r.text.indexOf('*/', start + 2);
  if (close < 0) {
    noteUnclosed(r, '*/', start);
    return -1;
  }
  r.comments.push({ range: span(r, start, close + 2), text: r.text.slice(start + 2, close) });
  return close + 2;
}

/** The identifier at the reader's position, which the caller knows to be there and ends at `end`. */
export function takeName(r: Reader, end: number): Identifier {
  const start = r.pos;
  r.pos = end;
  return { name: r.text.slice(start, end), range: span(r, start, end) };
}

/** Whether exactly this word stands at the reader's position. */
export function atWord(r: Reader, word: string): boolean {
  return r.text.startsWith(word, r.pos) && nameEnd(r.text, r.pos) === r.pos + word.length;
}

/**
 * In recovery: passes over what could not be read, up to a comma, a closing bracket or the line's end that does not
 * belong to something opened on the way.
 */
export function skipBroken(r: Reader): void {
  const text = r.text;
  let level = 0;
  let pos = r.pos;
  for (; pos < text.length; pos++) {
    const code = text.charCodeAt(pos);
    if (code === LF && level === 0) break;
    if (code === COMMA && level === 0) break;
    if (code === PAREN_OPEN || code === BRACKET_OPEN || code === BRACE_OPEN) level++;
    else if (code === PAREN_CLOSE || code === BRACKET_CLOSE || code === BRACE_CLOSE) {
      if (level === 0) break;
      level--;
    } else if (code === QUOTE) pos = stringEnd(text, pos);
    else if (code === HASH) pos = lineEnd(text, pos) - 1;
  }
  r.pos = pos;
}

/** The closing quote of the string at `pos`, or the last character of its line. Interpolations are not looked into. */
export function stringEnd(text: string, pos: number): number {
  for (let at = pos + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at;
    else if (code === LF) return at - 1;
  }
  return text.length - 1;
}

/** Whether a closing mark is known to be nowhere in the whole text from an offset on. */
export function isUnclosed(r: Reader, mark: string, pos: number): boolean {
  const from = r.unclosed.get(mark);
  return from !== undefined && from <= pos;
}

/** Remembers that a closing mark was not found from an offset on (if the whole text was looked through). */
export function noteUnclosed(r: Reader, mark: string, pos: number): void {
  if (r.text.length === r.whole.length && !isUnclosed(r, mark, pos)) r.unclosed.set(mark, pos);
}
