import type { Range } from '../../core/source';
import type { Expression, Identifier, Interpolation } from './ast';
import {
  BACKSLASH,
  BRACE_CLOSE,
  BRACE_OPEN,
  CR,
  codeAt,
  DOLLAR,
  isWhiteSpace,
  LF,
  nameEnd,
  PERCENT,
  QUOTE,
  TILDE,
} from './characters';
import { readForHead } from './collections';
import { decodeEscape } from './escapes';
import { failClosing, failHere, type Reader, skip, span } from './reader';

/** What a template is made of, in source order, before directives are matched up. */
export type Piece = Text | Interpolation | Directive;

/** Literal text. In heredocs and bare templates no piece goes beyond its line: `~` trims no further than that. */
export interface Text {
  readonly kind: 'string';
  range: Range;
  value: string;
}

export interface Directive {
  readonly kind: 'directive';
  readonly range: Range;
  readonly word: string;
  readonly condition?: Expression;
  readonly keyName?: Identifier;
  readonly valueName?: Identifier;
  readonly collection?: Expression;
}

/** How a template's text reads and where it ends. */
export type Flavour =
  /** Escapes by backslash; ends at a quote. */
  | 'quoted'
  /** Quoted, and not normalized, for names refer to it that are not normalized either. */
  | 'label'
  /** No escapes; ends at a line that holds nothing but the marker. */
  | 'heredoc'
  /** No escapes; ends with the text. */
  | 'bare';

export interface Pieces {
  readonly list: Piece[];
  /** The greatest height among the expressions. */
  height: number;
  hasDirectives: boolean;
  /** The last sequence ended with `~}`: the next text begins without its white space. */
  trims: boolean;
  /** False when the closing quote or marker was not found. */
  closed: boolean;
}

/**
 * Reads the pieces of a template, from the reader's position to the closing quote, the beginning of the closing
 * marker's line or the end of the text, none of which is passed.
 */
export function readPieces(r: Reader, flavour: Flavour, marker: string): Pieces {
  const into: Pieces = { list: [], height: 0, hasDirectives: false, trims: false, closed: true };
  for (;;) {
    // A newline inside `${ }` starts no line of the template's text: there, a brace stands before the position.
    const atLine = flavour === 'heredoc' && r.text.charCodeAt(r.pos - 1) === LF;
    if (atLine && isMarkerLine(r.text, r.pos, marker)) return into;
    const stop = readText(r, into, flavour);
    if (stop === DOLLAR || stop === PERCENT) readSequence(r, into, stop);
    else if (stop === QUOTE) return into;
    else if (stop !== LF) {
      into.closed = flavour === 'bare';
      return into;
    }
  }
}

/** Whether the line that begins at `start` holds the marker and white space only, and is ended by a newline. */
export function isMarkerLine(text: string, start: number, marker: string): boolean {
  let pos = start;
  while (isWhiteSpace(codeAt(text, pos)) && text.charCodeAt(pos) !== LF) pos++;
  if (!text.startsWith(marker, pos)) return false;
  pos += marker.length;
  while (isWhiteSpace(codeAt(text, pos))) {
    if (text.charCodeAt(pos) === LF) return true;
    pos++;
  }
  return false;
}

/**
 * Reads text up to what ends it, and says what that is: a quote, `$` or `%` of a sequence (not passed), a newline
 * (passed, and part of the text), -1 for the end of what can be read.
 */
function readText(r: Reader, into: Pieces, flavour: Flavour): number {
  const text = r.text;
  const length = text.length;
  const start = r.pos;
  const quoted = flavour === 'quoted' || flavour === 'label';
  let value = '';
  let from = start;
  let pos = start;
  let stop = -1;
  let plain = true;
  while (pos < length) {
    const code = text.charCodeAt(pos);
    if (code === DOLLAR || code === PERCENT) {
      const next = codeAt(text, pos + 1);
      if (next === BRACE_OPEN) {
        stop = code;
        break;
      }
      if (next === code && codeAt(text, pos + 2) === BRACE_OPEN) {
        value += text.slice(from, pos + 1);
        from = pos + 2;
        pos += 3;
      } else pos++;
    } else if (code === LF) {
      if (!quoted) {
        pos++;
        stop = LF;
      }
      break;
    } else if (quoted && (code === QUOTE || code === CR)) {
      if (code === QUOTE) stop = QUOTE;
      break;
    } else if (quoted && code === BACKSLASH) {
      value += text.slice(from, pos);
      const { decoded, end } = decodeEscape(r, pos);
      value += decoded;
      from = pos = end;
    } else {
      if (code > 127) plain = false;
      pos++;
    }
  }
  r.pos = pos;
  if (pos === start) return stop;
  value += text.slice(from, pos);
  // HCL's strings are normalized; plain ASCII is so already (escapes may bring other characters in).
  if (flavour !== 'label' && (!plain || from !== start)) value = value.normalize('NFC');
  if (into.trims) value = value.slice(leadingSpace(value));
  into.trims = false;
  into.list.push({ kind: 'string', range: span(r, start, pos), value });
  return stop;
}

/** `${ … }` or `%{ … }`, with the trimming that its `~` asks for. */
function readSequence(r: Reader, into: Pieces, mark: number): void {
  const start = r.pos;
  const lines = r.lines;
  r.lines = false;
  r.pos += 2;
  if (codeAt(r.text, r.pos) === TILDE) {
    r.pos++;
    const last = into.list[into.list.length - 1];
    if (last?.kind === 'string') last.value = last.value.slice(0, trailingSpace(last.value));
  }
  if (mark === DOLLAR) {
    const expression = r.expression(r);
    into.height = Math.max(into.height, r.height);
    const closed = readSequenceEnd(r, into, start, '${');
    const range = span(r, start, r.pos);
    into.list.push({
      kind: 'interpolation',
      range,
      expression: closed ? expression : { kind: 'missing', range },
    });
  } else {
    const directive = readDirective(r, into);
    const closed = readSequenceEnd(r, into, start, '%{');
    const range = span(r, start, r.pos);
    if (directive === undefined || !closed) {
      into.list.push({ kind: 'interpolation', range, expression: { kind: 'missing', range } });
    } else {
      into.hasDirectives = true;
      into.list.push({ ...directive, range });
    }
  }
  r.lines = lines;
}

function readSequenceEnd(r: Reader, into: Pieces, start: number, opening: string): boolean {
  skip(r);
  let code = codeAt(r.text, r.pos);
  into.trims = code === TILDE;
  if (into.trims) {
    r.pos++;
    code = codeAt(r.text, r.pos);
  }
  if (code === BRACE_CLOSE) {
    r.pos++;
    return true;
  }
  failClosing(r, start, opening, '}');
  skipSequence(r);
  return false;
}

/** In recovery: passes over the rest of a broken sequence, which goes neither beyond its line nor a quote. */
function skipSequence(r: Reader): void {
  const text = r.text;
  let level = 0;
  let pos = r.pos;
  for (; pos < text.length; pos++) {
    const code = text.charCodeAt(pos);
    if (code === LF || code === QUOTE) break;
    if (code === BRACE_OPEN) level++;
    else if (code === BRACE_CLOSE && --level < 0) {
      pos++;
      break;
    }
  }
  r.pos = pos;
}

function readDirective(r: Reader, into: Pieces): Directive | undefined {
  skip(r);
  const start = r.pos;
  const end = nameEnd(r.text, start);
  const word = r.text.slice(start, end);
  const range = span(r, start, end);
  switch (word) {
    case 'if': {
      r.pos = end;
      const condition = r.expression(r);
      into.height = Math.max(into.height, r.height);
      return { kind: 'directive', range, word, condition };
    }
    case 'for': {
      const head = readForHead(r);
      if (head === undefined) return undefined;
      into.height = Math.max(into.height, r.height);
      return { kind: 'directive', range, word, ...head };
    }
    case 'else':
    case 'endif':
    case 'endfor':
      r.pos = end;
      return { kind: 'directive', range, word };
    default:
      failHere(r, 'hcl.unknown-directive');
      return undefined;
  }
}

function leadingSpace(text: string): number {
  let count = 0;
  while (count < text.length && isWhiteSpace(text.charCodeAt(count))) count++;
  return count;
}

function trailingSpace(text: string): number {
  let end = text.length;
  while (end > 0 && isWhiteSpace(text.charCodeAt(end - 1))) end--;
  return end;
}
