/** Character codes and classes of the HCL grammar. A code of -1 stands for the end of the text. */

export const TAB = 9;
export const LF = 10;
export const CR = 13;
export const SPACE = 32;
export const BANG = 33;
export const QUOTE = 34;
export const HASH = 35;
export const DOLLAR = 36;
export const PERCENT = 37;
export const AMPERSAND = 38;
export const PAREN_OPEN = 40;
export const PAREN_CLOSE = 41;
export const STAR = 42;
export const PLUS = 43;
export const COMMA = 44;
export const MINUS = 45;
export const DOT = 46;
export const SLASH = 47;
export const COLON = 58;
export const LESS = 60;
export const EQUALS = 61;
export const GREATER = 62;
export const QUESTION = 63;
export const BRACKET_OPEN = 91;
export const BACKSLASH = 92;
export const BRACKET_CLOSE = 93;
export const BRACE_OPEN = 123;
export const PIPE = 124;
export const BRACE_CLOSE = 125;
export const TILDE = 126;
const BYTE_ORDER_MARK = 0xfeff;

const NAME_START = 1;
const NAME_PART = 2;
const CLASSES = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const text = String.fromCharCode(c);
  if (/[A-Za-z_]/.test(text)) CLASSES[c] = NAME_START | NAME_PART;
  else if (/[0-9-]/.test(text)) CLASSES[c] = NAME_PART;
}

/** The code at an offset; -1 at the end. (`charCodeAt` alone answers NaN there, which slows engines down.) */
export function codeAt(text: string, pos: number): number {
  return pos < text.length ? text.charCodeAt(pos) : -1;
}

/**
 * Where the identifier that starts at `pos` ends; `pos` itself when none starts there.
 * Identifiers are UAX #31's, and may begin with `_` and contain `-`.
 */
export function nameEnd(text: string, pos: number): number {
  const length = text.length;
  if (pos >= length) return pos;
  const first = text.charCodeAt(pos);
  let at = pos;
  if (first < 128) {
    if ((CLASSES[first]! & NAME_START) === 0) return pos;
    at++;
  } else {
    at = unicodeEnd(text, pos, /\p{ID_Start}/u);
    if (at === pos) return pos;
  }
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      if (CLASSES[code] === 0) break;
      at++;
    } else {
      const next = unicodeEnd(text, at, /\p{ID_Continue}/u);
      if (next === at) break;
      at = next;
    }
  }
  return at;
}

function unicodeEnd(text: string, pos: number, pattern: RegExp): number {
  const character = String.fromCodePoint(text.codePointAt(pos)!);
  return pattern.test(character) ? pos + character.length : pos;
}

export function isNameStart(text: string, pos: number): boolean {
  if (pos >= text.length) return false;
  const code = text.charCodeAt(pos);
  return code < 128 ? (CLASSES[code]! & NAME_START) !== 0 : unicodeEnd(text, pos, /\p{ID_Start}/u) !== pos;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Where the number that begins at `start` ends: it takes digits, points and exponents, and does not end in a point. */
export function numberEnd(text: string, start: number): number {
  let end = start + 1;
  for (let pos = end; ; ) {
    const code = codeAt(text, pos);
    if (isDigit(code)) end = ++pos;
    else if (code === DOT) pos++;
    else if (code === 101 || code === 69) {
      const sign = codeAt(text, pos + 1);
      const digit = sign === PLUS || sign === MINUS ? pos + 2 : pos + 1;
      if (!isDigit(codeAt(text, digit))) return end;
      pos = digit;
    } else return end;
  }
}

/** What `~` trims: Unicode's white space (which counts U+0085 in and the byte order mark out, unlike `trim`). */
export function isWhiteSpace(code: number): boolean {
  if (code < 128) return code === SPACE || (code >= TAB && code <= CR);
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** Whether a line ends at an offset: at `\n`, `\r\n` or the end of the text. */
export function isLineEnd(text: string, pos: number): boolean {
  if (pos >= text.length) return true;
  const code = text.charCodeAt(pos);
  return code === LF || (code === CR && codeAt(text, pos + 1) === LF);
}

/** Where the line of an offset ends: before its `\n` or `\r\n`, or at the end of the text. */
export function lineEnd(text: string, pos: number): number {
  const found = text.indexOf('\n', pos);
  if (found < 0) return text.length;
  return found > pos && text.charCodeAt(found - 1) === CR ? found - 1 : found;
}

/** Where a text begins once a byte order mark is passed over. */
export function textStart(text: string): number {
  return codeAt(text, 0) === BYTE_ORDER_MARK ? 1 : 0;
}
