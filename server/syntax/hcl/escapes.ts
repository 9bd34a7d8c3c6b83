import { codeAt } from './characters';
import { fail, type Reader } from './reader';

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** The escape that begins with the backslash at `pos`: its character and where it ends. A wrong one decodes to nothing. */
export function decodeEscape(r: Reader, pos: number): { decoded: string; end: number } {
  const selector = r.text.charAt(pos + 1);
  const simple = SIMPLE[selector];
  if (simple !== undefined) return { decoded: simple, end: pos + 2 };
  if (selector === 'u') return decodeUnicode(r, pos, 4);
  if (selector === 'U') return decodeUnicode(r, pos, 8);
  const newline = selector === '\n' || selector === '\r';
  const end = Math.min(newline ? pos + 1 : pos + 1 + characterLength(r.text, pos + 1), r.text.length);
  return wrong(r, pos, end);
}

function decodeUnicode(r: Reader, pos: number, digits: number): { decoded: string; end: number } {
  let end = pos + 2;
  while (end < pos + 2 + digits && isHex(codeAt(r.text, end))) end++;
  const code = Number.parseInt(r.text.slice(pos + 2, end), 16);
  const isScalar = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  if (end < pos + 2 + digits || !isScalar) return wrong(r, pos, end);
  return { decoded: String.fromCodePoint(code), end };
}

function wrong(r: Reader, pos: number, end: number): { decoded: string; end: number } {
  fail(r, pos, end, 'hcl.invalid-escape', { text: r.text.slice(pos, end) });
  return { decoded: '', end };
}

function characterLength(text: string, pos: number): number {
  const code = text.codePointAt(pos);
  return code !== undefined && code > 0xffff ? 2 : 1;
}

function isHex(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}
