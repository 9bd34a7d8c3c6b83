import type { ReadResult } from '../core/host';

/** Files above this many bytes are not judged. */
export const largestFile = 5_000_000;

/**
 * A file's bytes as text, or why they cannot be judged: too large, binary, not UTF-8. A byte order mark is dropped,
 * as editors do, so that offsets agree with theirs.
 * @param largest in bytes
 */
export function decode(bytes: Uint8Array, largest = largestFile): ReadResult {
  if (bytes.length > largest) return tooLarge(bytes.length, largest);
  if (isUtf16(bytes)) return { problem: { key: 'host.not-utf8' } };
  if (bytes.subarray(0, 8000).includes(0)) return { problem: { key: 'host.binary' } };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { problem: { key: 'host.not-utf8' } };
  }
}

/** The answer for a file of so many bytes, where they need not be read to know. */
export function tooLarge(bytes: number, largest = largestFile): ReadResult {
  const megabytes = (size: number) => (size / 1_000_000).toFixed(1).replace(/\.0$/, '');
  return {
    problem: { key: 'host.too-large', args: { size: megabytes(bytes), limit: megabytes(largest) } },
  };
}

function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}
