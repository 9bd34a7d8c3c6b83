import type { Interpolation, Template, TemplateText } from './ast';
import {
  failHere,
  kindHere,
  type Reader,
  rangeFrom,
  report,
  skipBroken,
  startHere,
  take,
  textOf,
} from './reader';

/** A string, from its first token (`string` or `string-start`) through its last. */
export function readTemplate(r: Reader): Template {
  const start = startHere(r);
  const token = textOf(r, r.at);
  const dollars = token.indexOf("'");
  const multiline = token.length > 5 && token.startsWith("'''", dollars);
  const flavour: Flavour = { open: multiline ? dollars + 3 : 1, hole: Math.max(dollars, 1) + 1, multiline };
  const parts: (TemplateText | Interpolation)[] = [];
  let isFirst = true;
  for (;;) {
    const kind = kindHere(r);
    if (kind === 'string' || kind === 'string-end') {
      addText(r, parts, flavour, isFirst, true);
      r.at++;
      break;
    }
    if (kind !== 'string-start' && kind !== 'string-middle') {
      breakTemplate(r, parts);
      break;
    }
    addText(r, parts, flavour, isFirst, false);
    r.at++;
    isFirst = false;
    parts.push(readInterpolation(r));
  }
  const range = rangeFrom(r, start);
  const closing = multiline ? 3 : 1;
  const content = { start: start + flavour.open, end: Math.max(start + flavour.open, range.end - closing) };
  return { kind: 'template', range, content, parts, multiline };
}

interface Flavour {
  /** How many characters open and interrupt it: `'''`, `${`. */
  readonly open: number;
  readonly hole: number;
  readonly multiline: boolean;
}

/** The text of the token it stands at, without its marks. */
function addText(
  r: Reader,
  parts: (TemplateText | Interpolation)[],
  flavour: Flavour,
  isFirst: boolean,
  isLast: boolean,
): void {
  const { open, hole, multiline } = flavour;
  const { starts, ends } = r.tokens;
  const start = starts[r.at]! + (isFirst ? open : 1);
  const end = ends[r.at]! - (isLast ? (multiline ? 3 : 1) : hole);
  const raw = r.text.slice(start, end);
  const value = multiline ? (isFirst ? raw.replace(/^\r?\n/, '') : raw) : decode(r, raw, start);
  if (value !== '') parts.push({ kind: 'text', range: { start, end }, value });
}

function readInterpolation(r: Reader): Interpolation {
  const start = r.tokens.ends[r.at - 1]!;
  r.depth++;
  const expression = r.grammar.expression(r);
  r.depth--;
  const range = rangeFrom(r, start);
  const kind = kindHere(r);
  if (kind === 'string-middle' || kind === 'string-end') return { kind: 'interpolation', range, expression };
  failHere(r, 'bicep.expected', { mark: '}' });
  skipBroken(r);
  return { kind: 'interpolation', range, expression: { kind: 'missing', range } };
}

/** In recovery: a string whose interpolation ends with its line, or is not understood. */
function breakTemplate(r: Reader, parts: (TemplateText | Interpolation)[]): void {
  failHere(r, 'bicep.unclosed-string');
  take(r, 'broken');
  const range = rangeFrom(r, startHere(r));
  parts.push({ kind: 'interpolation', range, expression: { kind: 'missing', range } });
}

const ESCAPE = /\\(?:u\{([0-9A-Fa-f]+)\}|([\s\S]?))/g;
const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '\\': '\\',
  "'": "'",
  $: '$',
};

/** A text of one line with its escapes decoded; a wrong one is a problem and decodes to nothing. */
function decode(r: Reader, raw: string, start: number): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(
    ESCAPE,
    (sequence: string, hex: string | undefined, mark: string | undefined, at: number) => {
      const code = hex === undefined ? -1 : Number.parseInt(hex, 16);
      const decoded = hex === undefined ? SIMPLE[mark ?? ''] : codePoint(code);
      if (decoded !== undefined) return decoded;
      const range = { start: start + at, end: start + at + sequence.length };
      report(r, range, 'bicep.invalid-escape', { text: sequence });
      return '';
    },
  );
}

function codePoint(code: number): string | undefined {
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
