/** Classes of characters in Bicep's grammar. Names are ASCII. */

export const QUOTE = 39;

const NAME_START = 1;
const NAME_PART = 2;
const CLASSES = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const text = String.fromCharCode(c);
  if (/[A-Za-z_]/.test(text)) CLASSES[c] = NAME_START | NAME_PART;
  else if (/[0-9]/.test(text)) CLASSES[c] = NAME_PART;
}

/** Where the name that starts at `pos` ends; `pos` itself when none starts there. */
export function nameEnd(text: string, pos: number): number {
  const length = text.length;
  if (pos >= length || !isClass(text.charCodeAt(pos), NAME_START)) return pos;
  let at = pos + 1;
  while (at < length && isClass(text.charCodeAt(at), NAME_PART)) at++;
  return at;
}

function isClass(code: number, mask: number): boolean {
  return code < 128 && (CLASSES[code]! & mask) !== 0;
}

/** The first `\n` or `\r` from an offset on, or the text's end. */
export function lineEnd(text: string, pos: number): number {
  let at = pos;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) break;
    at++;
  }
  return at;
}
