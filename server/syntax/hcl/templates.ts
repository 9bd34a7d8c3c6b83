import type { Range } from '../../core/source';
import type { Expression, Template, TemplatePart } from './ast';
import {
  BACKSLASH,
  codeAt,
  DOLLAR,
  isLineEnd,
  isWhiteSpace,
  LESS,
  lineEnd,
  MINUS,
  nameEnd,
  PERCENT,
  QUOTE,
} from './characters';
import { foldPieces } from './directives';
import { type Pieces, readPieces, type Text } from './pieces';
import {
  fail,
  isTooHigh,
  isUnclosed,
  MAX_DEPTH,
  noteUnclosed,
  type Reader,
  skipBroken,
  span,
} from './reader';

/** `"…"`, from the opening quote through the closing one. */
export function readQuoted(r: Reader, flavour: 'quoted' | 'label' = 'quoted'): Expression {
  const text = r.text;
  const start = r.pos;
  const end = plainEnd(text, start + 1);
  if (end >= 0) {
    r.pos = end + 1;
    r.height = 1;
    const content = span(r, start + 1, end);
    const parts: TemplatePart[] = [];
    if (end > start + 1) parts.push({ kind: 'string', range: content, value: text.slice(start + 1, end) });
    return { kind: 'template', range: span(r, start, r.pos), content, parts, heredoc: undefined };
  }
  if (r.depth >= MAX_DEPTH) return tooDeep(r, start);
  r.depth++;
  r.pos++;
  const pieces = readPieces(r, flavour, '');
  r.depth--;
  const contentEnd = r.pos;
  if (!pieces.closed) {
    fail(r, start, contentEnd, 'hcl.unclosed-string');
    return { kind: 'missing', range: span(r, start, contentEnd) };
  }
  r.pos++;
  return makeTemplate(r, pieces, span(r, start, r.pos), span(r, start + 1, contentEnd), undefined);
}

/** Where a string of plain ASCII without escapes and sequences ends; -1 when it is not so plain. */
function plainEnd(text: string, from: number): number {
  const length = text.length;
  for (let pos = from; pos < length; pos++) {
    const code = text.charCodeAt(pos);
    if (code === QUOTE) return pos;
    if (code === DOLLAR || code === PERCENT || code === BACKSLASH || code < 32 || code > 126) {
      if (code !== 9) return -1;
    }
  }
  return -1;
}

/**
 * `<<MARKER` or `<<-MARKER` with its lines, through the closing marker (not its newline).
 * Undefined, and nothing read, when no heredoc begins here.
 */
export function readHeredoc(r: Reader): Expression | undefined {
  const text = r.text;
  const start = r.pos;
  if (codeAt(text, start + 1) !== LESS) return undefined;
  const indented = codeAt(text, start + 2) === MINUS;
  const markerStart = start + (indented ? 3 : 2);
  const markerEnd = nameEnd(text, markerStart);
  if (markerEnd === markerStart || !isLineEnd(text, markerEnd)) return undefined;
  const marker = text.slice(markerStart, markerEnd);
  if (r.depth >= MAX_DEPTH) return tooDeep(r, start);
  const bodyStart = text.indexOf('\n', markerEnd) + 1;
  if (bodyStart === 0 || isUnclosed(r, marker, bodyStart))
    return unclosedHeredoc(r, start, markerEnd, marker);
  r.depth++;
  r.pos = bodyStart;
  const pieces = readPieces(r, 'heredoc', marker);
  r.depth--;
  if (!pieces.closed) {
    noteUnclosed(r, marker, bodyStart);
    return unclosedHeredoc(r, start, markerEnd, marker);
  }
  const contentEnd = r.pos;
  while (isWhiteSpace(codeAt(text, r.pos))) r.pos++;
  r.pos += marker.length;
  if (indented) removeIndentation(pieces);
  const template = makeTemplate(r, pieces, span(r, start, r.pos), span(r, bodyStart, contentEnd), {
    marker,
    indented,
  });
  // White space may stand behind the marker, and then the newline that ends it.
  r.pos = lineEnd(text, r.pos);
  return template;
}

function unclosedHeredoc(r: Reader, start: number, markerEnd: number, marker: string): Expression {
  fail(r, start, markerEnd, 'hcl.unclosed-heredoc', { marker });
  r.pos = r.text.length;
  return { kind: 'missing', range: span(r, start, r.pos) };
}

/**
 * What `<<-` asks for: takes away from the beginning of every line as much white space as all lines have that are not
 * blank. (A line that begins with a sequence has none; a line whose newline before it was trimmed away is no new line.)
 */
function removeIndentation(pieces: Pieces): void {
  const starts: Text[] = [];
  let least = Number.POSITIVE_INFINITY;
  let atLineStart = true;
  for (const piece of pieces.list) {
    if (piece.kind !== 'string') {
      if (atLineStart) least = 0;
      atLineStart = false;
      continue;
    }
    if (atLineStart) {
      let count = 0;
      while (isWhiteSpace(codeAt(piece.value, count))) count++;
      if (count < piece.value.length || !piece.value.endsWith('\n')) {
        starts.push(piece);
        least = Math.min(least, count);
      }
    }
    atLineStart = piece.value.endsWith('\n');
  }
  if (least === 0) return;
  for (const piece of starts) piece.value = piece.value.slice(least);
}

function makeTemplate(
  r: Reader,
  pieces: Pieces,
  range: Range,
  content: Range,
  heredoc: Template['heredoc'],
): Expression {
  const { parts, height } = foldPieces(r, pieces);
  if (isTooHigh(r, height, range)) return { kind: 'missing', range };
  return { kind: 'template', range, content, parts, heredoc };
}

/** The parts of a text that is a template as a whole. */
export function readBare(r: Reader): TemplatePart[] {
  const { parts, height } = foldPieces(r, readPieces(r, 'bare', ''));
  const range = span(r, 0, r.text.length);
  if (isTooHigh(r, height, range)) {
    return [{ kind: 'interpolation', range, expression: { kind: 'missing', range } }];
  }
  return parts;
}

function tooDeep(r: Reader, start: number): Expression {
  fail(r, start, start + 1, 'hcl.too-deep', { limit: MAX_DEPTH });
  skipBroken(r);
  return { kind: 'missing', range: span(r, start, r.pos) };
}
