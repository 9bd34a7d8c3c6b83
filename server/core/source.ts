/** A stretch of text: UTF-16 offsets from the start of its document, `end` exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** One immutable version of a file's text. */
export interface SourceDocument {
  /** Path from the project's root, with `/`; may begin with `../` for what the root refers to outside itself. */
  readonly path: string;
  readonly text: string;
}

/** A range in a named document. */
export interface Location {
  readonly path: string;
  readonly range: Range;
}

/** Line and column, both counted from 0; the column in UTF-16 code units. Only drivers (lsp, cli) speak of these. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The offset at which each line begins. A line ends with `\n`, `\r\n` or `\r`. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

/** The position of an offset, given the document's `lineStarts`. */
export function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: offset - starts[low]! };
}

/** The offset of a position, clamped to the text. */
export function offsetAt(text: string, starts: readonly number[], position: Position): number {
  if (position.line >= starts.length) return text.length;
  const start = starts[Math.max(0, position.line)]!;
  const next = starts[position.line + 1] ?? text.length;
  return Math.min(start + position.character, next);
}
