/**
 * A finding's identity over time: rule, file (from the repository's root), what it is about, its value, and an
 * ordinal among equals; never a line. 64 bits of FNV-1a over UTF-16 code units, as 16 hexadecimal digits.
 */
export function fingerprint(parts: readonly (string | number)[]): string {
  const text = parts.join('\u0000');
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (let i = 0; i < text.length; i++) {
    low ^= text.charCodeAt(i);
    // (high, low) * 0x100000001b3 modulo 2^64, in 32-bit halves.
    const product = (low >>> 0) * 0x1b3;
    const carry = Math.floor(product / 0x100000000);
    high = (Math.imul(high, 0x1b3) + (low << 8) + carry) >>> 0;
    low = product >>> 0;
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}
