import {
  BACKSLASH,
  BRACE_CLOSE,
  BRACE_OPEN,
  CR,
  DOLLAR,
  HASH,
  LF,
  SLASH,
  SPACE,
  STAR,
  TAB,
} from '../hcl/characters';
import type { BicepProblem, Comment } from './ast';
import { lineEnd, nameEnd, QUOTE } from './characters';

export type TokenKind =
  | 'name'
  | 'number'
  /** A whole string without interpolations. */
  | 'string'
  /** From a string's quote to its first `${`, from a `}` to the next `${`, from the last `}` to the quote. */
  | 'string-start'
  | 'string-middle'
  | 'string-end'
  /** The beginning of a string that is not closed; empty where an interpolation is not. */
  | 'broken'
  /** Any number of line ends in a row. */
  | 'newline'
  | 'unknown'
  | 'end'
  | Mark;

const MARKS = [
  ...['...', '.', ',', '??', '?', '::', ':', '!=', '!~', '!', '<=', '<', '>=', '>', '==', '=~', '=>', '='],
  ...['&&', '||', '|', '+', '-', '*', '/', '%', '^', '@', '(', ')', '[', ']', '{', '}'],
] as const;
export type Mark = (typeof MARKS)[number];

/** The marks by the code of their first character, the longer ones first. */
const MARKS_AT: (readonly Mark[] | undefined)[] = [];
for (const mark of MARKS) {
  const code = mark.charCodeAt(0);
  MARKS_AT[code] = [...(MARKS_AT[code] ?? []), mark];
}

/** A text's tokens, side by side; the last is `end`. */
export interface Tokens {
  readonly kinds: readonly TokenKind[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly comments: readonly Comment[];
  readonly problems: readonly BicepProblem[];
  /** A comment or multi-line string goes on to the text's end. */
  readonly isOpen: boolean;
}

interface Lexer {
  readonly text: string;
  /** Whether what is not closed ends where a declaration seems to begin. */
  readonly cautious: boolean;
  readonly kinds: TokenKind[];
  readonly starts: number[];
  readonly ends: number[];
  readonly comments: Comment[];
  readonly problems: BicepProblem[];
  /** What is open around the position, once there is an interpolation: `BRACE`, or a string by its number of `$`. */
  readonly open: number[];
  /** What would close a comment or multi-line string, and does not come any more. */
  readonly lost: Set<string>;
}

const BRACE = -1;
const LINE_STRING = 0;

/**
 * Cuts a text into tokens, as Bicep's own lexer does (Azure/bicep, Bicep.Core/Parsing/Lexer.cs). Never throws.
 * @param cautious a comment or multi-line string that is not closed ends before the first line that begins a
 *   declaration, so that the text behind it is not lost.
 */
export function readTokens(text: string, cautious: boolean): Tokens {
  const x: Lexer = {
    text,
    cautious,
    kinds: [],
    starts: [],
    ends: [],
    comments: [],
    problems: [],
    open: [],
    lost: new Set(),
  };
  let pos = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (pos < text.length) pos = readToken(x, pos);
  if (x.open.length > 0) breakStrings(x, pos);
  add(x, 'end', pos, pos);
  return { ...x, isOpen: x.lost.size > 0 };
}

function add(x: Lexer, kind: TokenKind, start: number, end: number): number {
  x.kinds.push(kind);
  x.starts.push(start);
  x.ends.push(end);
  return end;
}

/** Reads what stands at a position, and says where it ends. */
function readToken(x: Lexer, pos: number): number {
  const { text } = x;
  switch (text.charCodeAt(pos)) {
    case SPACE:
    case TAB: {
      let end = pos + 1;
      while (text.charCodeAt(end) === SPACE) end++;
      return end;
    }
    case LF:
    case CR:
      return readNewline(x, pos);
    case SLASH: {
      const next = text.charCodeAt(pos + 1);
      if (next === SLASH) return readLineComment(x, pos);
      return next === STAR ? readBlockComment(x, pos) : add(x, '/', pos, pos + 1);
    }
    case HASH:
      return readDirective(x, pos);
    case QUOTE:
      return text.startsWith("'''", pos)
        ? readMultiline(x, pos, pos + 3, 0, true)
        : readString(x, pos, pos + 1, true);
    case DOLLAR:
      return readDollars(x, pos);
    case BRACE_OPEN:
      if (x.open.length > 0) x.open.push(BRACE);
      return add(x, '{', pos, pos + 1);
    case BRACE_CLOSE:
      return readBrace(x, pos);
    default:
      return readWord(x, pos);
  }
}

function readNewline(x: Lexer, pos: number): number {
  if (x.open.length > 0) breakStrings(x, pos);
  let end = pos + 1;
  while (x.text[end] === '\n' || x.text[end] === '\r') end++;
  const last = x.kinds.length - 1;
  if (x.kinds[last] === 'newline') x.ends[last] = end;
  else add(x, 'newline', pos, end);
  return end;
}

/** An interpolation goes on no other line. */
function breakStrings(x: Lexer, pos: number): void {
  add(x, 'broken', pos, pos);
  x.open.length = 0;
}

function readWord(x: Lexer, pos: number): number {
  const { text } = x;
  const end = nameEnd(text, pos);
  if (end > pos) return add(x, 'name', pos, end);
  const digits = digitsEnd(text, pos);
  if (digits > pos) return add(x, 'number', pos, digits);
  const mark = MARKS_AT[text.charCodeAt(pos)]?.find((candidate) => text.startsWith(candidate, pos));
  if (mark !== undefined) return add(x, mark, pos, pos + mark.length);
  return add(x, 'unknown', pos, pos + String.fromCodePoint(text.codePointAt(pos)!).length);
}

function digitsEnd(text: string, pos: number): number {
  let end = pos;
  while (text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++;
  return end;
}

function readLineComment(x: Lexer, pos: number): number {
  const end = lineEnd(x.text, pos);
  x.comments.push({ range: { start: pos, end }, text: x.text.slice(pos + 2, end) });
  return end;
}

function readBlockComment(x: Lexer, pos: number): number {
  const close = x.lost.has('*/') ? -1 : x.text.indexOf('*/', pos + 2);
  const end = close < 0 ? openEnd(x, pos) : close + 2;
  if (close < 0) {
    x.lost.add('*/');
    x.problems.push({
      range: { start: pos, end: pos + 2 },
      message: { key: 'bicep.unclosed', args: { mark: '/*' } },
    });
  }
  x.comments.push({ range: { start: pos, end }, text: x.text.slice(pos + 2, close < 0 ? end : close) });
  return end;
}

/** A line at the left that begins a declaration. */
const DECLARATION =
  /^(?:@[a-z]|targetScope[ \t]*=|(?:param|var|resource|module|output|type|func|metadata|assert)[ \t]+[A-Za-z_]|(?:import|extension|using)[ \t]+['{*])/gm;

/** Where a comment or multi-line string ends that is not closed. */
function openEnd(x: Lexer, start: number): number {
  if (!x.cautious) return x.text.length;
  DECLARATION.lastIndex = start;
  let end = DECLARATION.exec(x.text)?.index ?? x.text.length;
  while (end > start && /[\r\n]/.test(x.text[end - 1]!)) end--;
  return end;
}

/** `#disable-next-line CODE …`: a word to the compiler. A comment may follow it. */
function readDirective(x: Lexer, pos: number): number {
  const directive = /^#(?:disable-next-line|disable-diagnostics|restore-diagnostics)[\w \t-]*/.exec(
    x.text.slice(pos, lineEnd(x.text, pos)),
  );
  return directive === null ? add(x, 'unknown', pos, pos + 1) : pos + directive[0].length;
}

function readDollars(x: Lexer, pos: number): number {
  let end = pos;
  while (x.text[end] === '$') end++;
  if (x.text.startsWith("'''", end)) return readMultiline(x, pos, end + 3, end - pos, true);
  return add(x, 'unknown', pos, end);
}

/** A `}`, which ends an interpolation if no brace is open in it. */
function readBrace(x: Lexer, pos: number): number {
  const open = x.open[x.open.length - 1];
  if (open === undefined || open === BRACE) {
    x.open.pop();
    return add(x, '}', pos, pos + 1);
  }
  x.open.pop();
  return open === LINE_STRING
    ? readString(x, pos, pos + 1, false)
    : readMultiline(x, pos, pos + 1, open, false);
}

/** The rest of a string on one line, or of its piece, that began at `start`. */
function readString(x: Lexer, start: number, from: number, isFirst: boolean): number {
  const { text } = x;
  for (let pos = from; pos < text.length; pos++) {
    switch (text.charCodeAt(pos)) {
      case QUOTE:
        return add(x, isFirst ? 'string' : 'string-end', start, pos + 1);
      case DOLLAR:
        if (text.charCodeAt(pos + 1) !== BRACE_OPEN) break;
        x.open.push(LINE_STRING);
        return add(x, isFirst ? 'string-start' : 'string-middle', start, pos + 2);
      case BACKSLASH:
        if (text[pos + 1] !== '\n' && text[pos + 1] !== '\r') pos++;
        break;
      case LF:
      case CR:
        x.open.length = 0;
        return add(x, 'broken', start, pos);
    }
  }
  x.open.length = 0;
  return add(x, 'broken', start, text.length);
}

/** The rest of a multi-line string, or of its piece; `dollars` before a brace begin an interpolation, if not 0. */
function readMultiline(x: Lexer, start: number, from: number, dollars: number, isFirst: boolean): number {
  const { text } = x;
  let pos = x.lost.has("'''") ? text.length : from;
  while (pos < text.length) {
    const code = text.charCodeAt(pos);
    if (code !== QUOTE && code !== DOLLAR) {
      pos++;
      continue;
    }
    const first = pos;
    while (text.charCodeAt(pos) === code) pos++;
    const count = pos - first;
    if (code === QUOTE && count >= 3) return add(x, isFirst ? 'string' : 'string-end', start, pos);
    if (code === DOLLAR && dollars > 0 && count >= dollars && text[pos] === '{') {
      x.open.push(dollars);
      return add(x, isFirst ? 'string-start' : 'string-middle', start, pos + 1);
    }
  }
  x.open.length = 0;
  x.lost.add("'''");
  return add(x, 'broken', start, openEnd(x, start));
}
