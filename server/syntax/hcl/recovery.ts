import type { Attribute, Block, Body, Identifier } from './ast';
import {
  expectLineEnd,
  isAssignment,
  makeBlock,
  readAttribute,
  readItem,
  readLabels,
  reportDuplicates,
} from './body';
import {
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_CLOSE,
  codeAt,
  isLineEnd,
  isNameStart,
  lineEnd,
  nameEnd,
  PAREN_CLOSE,
} from './characters';
import { isBlank, isItemAt, itemLimit, type Line, type Lines, lineAt, makeLines } from './lines';
import {
  fail,
  failHere,
  MAX_DEPTH,
  missing,
  note,
  type Reader,
  Refusal,
  skip,
  skipBroken,
  skipLines,
  span,
  takeName,
  tokenHere,
} from './reader';

/** How many times its own length a broken text may be read over, for trying its items strictly first. */
const ATTEMPTS = 8;

interface Recovery {
  readonly r: Reader;
  readonly lines: Lines;
  /** Characters that may still be spent on strict attempts that fail. */
  budget: number;
}

type Item = Attribute | Block;

/**
 * Reads a file that has errors, with indentation as a hint: an item that does not read strictly ends where a line at
 * or left of its own column begins a new one. The reader is tolerant and stands at the text's beginning.
 */
export function recoverRoot(r: Reader): Body {
  const recovery: Recovery = { r, lines: makeLines(r), budget: ATTEMPTS * r.text.length };
  const items: Item[] = [];
  while (recoverItems(recovery, items, -1) !== 'end') {
    failHere(r, 'hcl.unexpected', { text: tokenHere(r) });
    r.pos++;
  }
  reportDuplicates(r, items);
  return { kind: 'body', range: span(r, 0, r.text.length), items };
}

/**
 * Reads items up to a closing brace (not passed), the text's end, or (in a block whose header is indented by `column`)
 * a line that seems to belong to what is outside it.
 */
function recoverItems(recovery: Recovery, items: Item[], column: number): 'brace' | 'outside' | 'end' {
  const { r, lines } = recovery;
  for (;;) {
    skipLines(r);
    const { text, pos } = r;
    if (pos >= text.length) return 'end';
    const line = lineAt(lines, pos);
    const isFirst = line.first === pos;
    if (codeAt(text, pos) === BRACE_CLOSE) {
      if (column < 0 || !isFirst) return 'brace';
      if (line.indent < column) return 'outside';
      if (line.indent === column || !isItemFurtherIn(recovery, line.indent)) return 'brace';
      failHere(r, 'hcl.unexpected', { text: '}' });
      r.pos++;
    } else if (isFirst && line.indent <= column && isItemAt(text, pos)) {
      return 'outside';
    } else if (isNameStart(text, pos)) {
      items.push(...recoverItem(recovery, line));
    } else {
      failHere(r, 'hcl.expected-item');
      r.pos = lineEnd(text, pos);
    }
  }
}

/** Whether the next line that is not blank begins an item, and is indented at least so far. */
function isItemFurtherIn(recovery: Recovery, column: number): boolean {
  const { text } = recovery.r;
  let line = lineAt(recovery.lines, recovery.r.pos);
  do {
    if (line.next >= text.length) return false;
    line = lineAt(recovery.lines, line.next);
  } while (isBlank(text, line));
  return line.indent >= column && isNameStart(text, line.first);
}

/** The item at the reader's position, which is a name's; none when it is too broken to be one. */
function recoverItem(recovery: Recovery, line: Line): Item[] {
  const { r } = recovery;
  const problems = r.problems.length;
  const attempt = attemptItem(recovery, line.indent);
  if (attempt !== undefined && 'kind' in attempt) return [attempt];
  const name = takeName(r, nameEnd(r.text, r.pos));
  skip(r);
  const items = isAssignment(r)
    ? [recoverAttribute(recovery, name, line)]
    : recoverBlock(recovery, name, line.indent);
  if (attempt !== undefined && r.problems.length === problems) note(r, attempt.problem);
  return items;
}

/**
 * Tries an item strictly: it is the item; or what is wrong with it; or undefined when nothing is, but the bracket that
 * ends it begins a line in another column (then it has most likely swallowed a bracket that is not its own) or no
 * attempts are left. Nothing is changed when it is not the item.
 */
function attemptItem(recovery: Recovery, column: number): Item | Refusal | undefined {
  const { r } = recovery;
  if (recovery.budget <= 0) return undefined;
  const { pos: start, depth } = r;
  const comments = r.comments.length;
  const problems = r.problems.length;
  let refusal: Refusal | undefined;
  r.strict = true;
  try {
    const item = readItem(r);
    skip(r);
    if (codeAt(r.text, r.pos) !== BRACE_CLOSE) expectLineEnd(r);
    if (isEndInPlace(recovery, start, item.range.end - r.base - 1, column)) return item;
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    refusal = thrown;
  } finally {
    r.strict = false;
  }
  recovery.budget -= r.pos - start;
  r.pos = start;
  r.depth = depth;
  r.lines = true;
  r.comments.length = comments;
  r.problems.length = problems;
  return refusal;
}

function isEndInPlace(recovery: Recovery, start: number, last: number, column: number): boolean {
  const code = codeAt(recovery.r.text, last);
  if (code !== BRACE_CLOSE && code !== BRACKET_CLOSE && code !== PAREN_CLOSE) return true;
  const line = lineAt(recovery.lines, last);
  return line.start <= start || line.indent === column;
}

/** An attribute with an error in it, from its `=` on. What is not understood of it holds a `Missing`. */
function recoverAttribute(recovery: Recovery, name: Identifier, line: Line): Attribute {
  const { r } = recovery;
  const { text } = r;
  const isWithinLine = name.range.start - r.base > line.first;
  r.text = text.slice(0, itemLimit(recovery.lines, line));
  let attribute = readAttribute(r, name);
  r.lines = true;
  skip(r);
  if (codeAt(r.text, r.pos) !== BRACE_CLOSE) {
    if (!isLineEnd(r.text, r.pos)) {
      // More on the line than a value: what was read is not what is meant.
      const { range } = attribute.value;
      attribute = { ...attribute, value: missing(r, range.start - r.base, range.end - r.base) };
      failHere(r, 'hcl.expected-newline', { text: tokenHere(r) });
      skipRest(r, isWithinLine);
    }
    if (codeAt(r.text, r.pos) !== BRACE_CLOSE) skipContinuation(recovery, line.indent);
  }
  r.text = text;
  return attribute;
}

/** Passes the rest of a line; within a block on one line, up to its closing brace. */
function skipRest(r: Reader, isWithinLine: boolean): void {
  skipBroken(r);
  while (!isLineEnd(r.text, r.pos) && !(isWithinLine && codeAt(r.text, r.pos) === BRACE_CLOSE)) {
    r.pos++;
    skipBroken(r);
  }
}

/** From a line's end: passes the lines that are indented further than a broken item, for they went on with it. */
function skipContinuation(recovery: Recovery, column: number): void {
  const { r, lines } = recovery;
  while (r.pos < r.text.length) {
    const { next } = lineAt(lines, r.pos);
    if (next >= r.text.length) return;
    const line = lineAt(lines, next);
    if (!isBlank(r.text, line) && line.indent <= column) return;
    r.pos = lineEnd(r.text, next);
  }
}

/** A block that does not read strictly, from behind its type on. Without a brace it is none, unless lines show it. */
function recoverBlock(recovery: Recovery, type: Identifier, column: number): Block[] {
  const { r } = recovery;
  const behind = r.pos;
  const labels = readLabels(r);
  let open = r.pos;
  const hasBrace = codeAt(r.text, open) === BRACE_OPEN;
  if (hasBrace) r.pos++;
  else {
    const isHeader = labels.length > 0 || open > behind;
    if (isHeader) failHere(r, 'hcl.expected-body', { name: type.name });
    else fail(r, type.range.start - r.base, type.range.end - r.base, 'hcl.expected-item');
    r.pos = lineEnd(r.text, open);
    if (!isHeader || !isItemFurtherIn(recovery, column + 1)) return [];
    open = r.pos;
  }
  if (r.depth >= MAX_DEPTH) {
    fail(r, open, open + 1, 'hcl.too-deep', { limit: MAX_DEPTH });
    r.pos = lineEnd(r.text, open);
    skipContinuation(recovery, column);
    skipLines(r);
    const line = lineAt(recovery.lines, r.pos);
    if (codeAt(r.text, r.pos) === BRACE_CLOSE && line.indent === column) r.pos++;
    return [];
  }
  r.depth++;
  const items: Item[] = [];
  const end = recoverItems(recovery, items, column);
  r.depth--;
  const close = end === 'brace' ? r.pos++ : -1;
  if (close < 0 && hasBrace) fail(r, open, open + 1, 'hcl.unclosed', { mark: '{' });
  return [makeBlock(r, type, labels, items, open, hasBrace ? open + 1 : open, close)];
}
