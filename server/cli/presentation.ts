import type { Language, LocalizedText, Message } from '../core/message';
import { type Location, lineStarts, positionAt } from '../core/source';
import { localize, type Texts } from '../engine/messages';
import type { Report } from '../engine/types';

/** A report with what is needed to print it: texts of files, the reader's language. */
export interface Presentation {
  readonly report: Report;
  readonly language: Language;
  readonly texts: Texts;
  readonly durationMs: number;
  readonly version: string;
  /**
   * A line of a file as it was judged, counted from 1, without its end; absent where the file has no text, or holds data
   * that may be secret.
   */
  line(path: string, number: number): string | undefined;
  /** A message in the reader's language. */
  say(message: Message | LocalizedText): string;
  /** Lines and columns of a location, both from 1, the end exclusive; line 1, column 1 for a file without text. */
  span(at: Location): Span;
}

export interface Span {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface PresentationSetup {
  readonly report: Report;
  readonly language: Language;
  readonly texts: Texts;
  readonly durationMs: number;
  readonly version: string;
  readonly text: (path: string) => string | undefined;
  /** Plans and states: beside what is found there may be secrets. */
  readonly secret?: ReadonlySet<string>;
}

export function present(setup: PresentationSetup): Presentation {
  const starts = new Map<string, readonly number[]>();
  const startsOf = (path: string) => {
    let known = starts.get(path);
    if (!known) {
      known = lineStarts(setup.text(path) ?? '');
      starts.set(path, known);
    }
    return known;
  };
  return {
    ...setup,
    line: (path, number) => {
      if (setup.secret?.has(path)) return undefined;
      const starts = startsOf(path);
      return setup
        .text(path)
        ?.slice(starts[number - 1], starts[number])
        .replace(/[\r\n]+$/, '');
    },
    say: (message) => localize(message, setup.language, setup.texts),
    span: ({ path, range }) => {
      const start = positionAt(startsOf(path), range.start);
      const end = positionAt(startsOf(path), range.end);
      return {
        line: start.line + 1,
        column: start.character + 1,
        endLine: end.line + 1,
        endColumn: end.character + 1,
      };
    },
  };
}
