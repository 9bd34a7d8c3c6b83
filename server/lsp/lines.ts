import type { Range as LspRange, Position } from 'vscode-languageserver';
import { lineStarts, offsetAt, positionAt, type Range } from '../core/source';

/** Turns offsets in one text into lines and characters, and back. */
export interface Lines {
  readonly text: string;
  range(range: Range): LspRange;
  offset(position: Position): number;
}

export function linesOf(text: string): Lines {
  const starts = lineStarts(text);
  return {
    text,
    range: ({ start, end }) => ({ start: positionAt(starts, start), end: positionAt(starts, end) }),
    offset: (position) => offsetAt(text, starts, position),
  };
}
