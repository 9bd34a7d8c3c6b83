import type { Range } from '../../../core/source';
import type { Scalar } from '../../../core/value';

/** A literal text that differs from how it is written: escapes, indentation taken away. */
export interface Written extends Scalar {
  /** What stands in the code at `at`. */
  readonly written: string;
}

/** A literal with what stands in the code for it, so that each stretch of it knows its own place. */
export function asWritten(value: Scalar, written: string): Written {
  return { ...value, written };
}

/** Tells where stretches of a text stand in the code, or nothing where that is not known. */
export type Places = (start: number, end: number) => Range | undefined;

/** Where the characters of a literal stand; only the whole is known of a composed text. */
export function placesOf(value: Scalar): Places {
  const { range } = value.at;
  const text = String(value.value);
  if (!value.parts && range.end - range.start === text.length)
    return (start, end) => ({ start: range.start + start, end: range.start + end });
  const aligned = 'written' in value && !value.parts ? align(text, value as Written) : undefined;
  return (start, end) => {
    if (start === 0 && end === text.length) return range;
    if (!aligned || end <= start) return undefined;
    return { start: range.start + aligned.starts[start]!, end: range.start + aligned.ends[end - 1]! };
  };
}

/** Where each UTF-16 unit of the text begins and ends in what is written; undefined where they do not match. */
function align(text: string, { written }: Written): { starts: number[]; ends: number[] } | undefined {
  // Only a heredoc has lines, and in a heredoc a backslash is no escape.
  const heredoc = written.includes('\n');
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  const take = (count: number, length: number) => {
    for (let i = 0; i < count; i++) {
      starts.push(at);
      ends.push(at + length);
    }
    at += length;
  };
  while (starts.length < text.length) {
    const next = starts.length;
    if (heredoc && (at === 0 || written[at - 1] === '\n') && (next === 0 || text[next - 1] === '\n'))
      at += blanks(written, at) - blanks(text, next);
    const escaped = heredoc ? undefined : escapeAt(written, at);
    if (escaped && text.startsWith(escaped.text, next)) take(escaped.text.length, escaped.length);
    else if (/^(?:\$\$|%%)\{/.test(written.slice(at, at + 3)) && text[next + 1] === '{') take(1, 2);
    else if (written[at] === text[next]) take(1, 1);
    else if (written[at] === '\r') at++;
    else return undefined;
  }
  return { starts, ends };
}

function blanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at - from;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function escapeAt(written: string, at: number): { text: string; length: number } | undefined {
  if (written[at] !== '\\') return undefined;
  const coded = /^\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(written.slice(at, at + 10));
  if (coded) {
    const code = Number.parseInt(coded[1] ?? coded[2]!, 16);
    return code > 0x10ffff ? undefined : { text: String.fromCodePoint(code), length: coded[0].length };
  }
  const letter = written[at + 1] ?? '';
  return { text: ESCAPES[letter] ?? letter, length: 2 };
}
