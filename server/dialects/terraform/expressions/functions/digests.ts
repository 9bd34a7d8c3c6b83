/** Message digests, after RFC 1321 (MD5) and FIPS 180-4 (SHA-1, SHA-256, SHA-512). Bytes in, bytes out. */

/** The message with its padding and its length in bits, in whole blocks. */
function padded(message: readonly number[], block: number, littleEndian: boolean): number[] {
  const lengthBytes = block / 8;
  const bytes = [...message, 0x80];
  while (bytes.length % block !== block - lengthBytes) bytes.push(0);
  let bits = BigInt(message.length) * 8n;
  const length: number[] = [];
  for (let i = 0; i < lengthBytes; i++) {
    length.push(Number(bits & 255n));
    bits >>= 8n;
  }
  bytes.push(...(littleEndian ? length : length.reverse()));
  return bytes;
}

function word(bytes: readonly number[], at: number): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}

function bytesOf(words: readonly number[]): number[] {
  return words.flatMap((value) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
}

const left = (value: number, by: number) => (value << by) | (value >>> (32 - by));
const right = (value: number, by: number) => (value >>> by) | (value << (32 - by));

const MD5_SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
];
const MD5_SINES = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) >>> 0);

export function md5(message: readonly number[]): number[] {
  const bytes = padded(message, 64, true);
  let [a0, b0, c0, d0] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  const little = (at: number) =>
    bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
  for (let block = 0; block < bytes.length; block += 64) {
    let [a, b, c, d] = [a0, b0, c0, d0];
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      const [mix, index] =
        round === 0
          ? [(b & c) | (~b & d), i]
          : round === 1
            ? [(d & b) | (~d & c), (5 * i + 1) % 16]
            : round === 2
              ? [b ^ c ^ d, (3 * i + 5) % 16]
              : [c ^ (b | ~d), (7 * i) % 16];
      const sum = (a + mix + MD5_SINES[i]! + little(block + index * 4)) | 0;
      [a, d, c, b] = [d, c, b, (b + left(sum, MD5_SHIFTS[round]![i % 4]!)) | 0];
    }
    [a0, b0, c0, d0] = [(a0 + a) | 0, (b0 + b) | 0, (c0 + c) | 0, (d0 + d) | 0];
  }
  return [a0, b0, c0, d0].flatMap((value) => bytesOf([value]).reverse());
}

export function sha1(message: readonly number[]): number[] {
  const bytes = padded(message, 64, false);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let block = 0; block < bytes.length; block += 64) {
    const w = Array.from({ length: 16 }, (_, i) => word(bytes, block + i * 4));
    for (let i = 16; i < 80; i++) w.push(left(w[i - 3]! ^ w[i - 8]! ^ w[i - 14]! ^ w[i - 16]!, 1));
    let [a, b, c, d, e] = state as [number, number, number, number, number];
    for (let i = 0; i < 80; i++) {
      const [mix, constant] =
        i < 20
          ? [(b & c) | (~b & d), 0x5a827999]
          : i < 40
            ? [b ^ c ^ d, 0x6ed9eba1]
            : i < 60
              ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
              : [b ^ c ^ d, 0xca62c1d6];
      [a, b, c, d, e] = [(left(a, 5) + mix + e + constant + w[i]!) | 0, a, left(b, 30), c, d];
    }
    for (const [i, value] of [a, b, c, d, e].entries()) state[i] = (state[i]! + value) >>> 0;
  }
  return bytesOf(state);
}

/** The first 64 bits of the fractional parts of the roots of the first primes, as FIPS 180-4 derives its constants. */
function rootConstants(count: number, root: 2n | 3n): bigint[] {
  const constants: bigint[] = [];
  for (let n = 2n; constants.length < count; n++) {
    let prime = true;
    for (let k = 2n; k * k <= n; k++) if (n % k === 0n) prime = false;
    if (prime) constants.push(integerRoot(n << (64n * root), root) & 0xffffffffffffffffn);
  }
  return constants;
}

function integerRoot(value: bigint, degree: 2n | 3n): bigint {
  let low = 0n;
  let high = 1n << (BigInt(value.toString(2).length) / degree + 1n);
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** degree <= value) low = middle;
    else high = middle - 1n;
  }
  return low;
}

let constants: { readonly cubes: readonly bigint[]; readonly squares: readonly bigint[] } | undefined;

/** Derived once, when the first digest asks for them. */
function sha2Constants() {
  constants ??= { cubes: rootConstants(80, 3n), squares: rootConstants(8, 2n) };
  return constants;
}

export function sha256(message: readonly number[]): number[] {
  const bytes = padded(message, 64, false);
  const { cubes, squares } = sha2Constants();
  const k = cubes.slice(0, 64).map((value) => Number(value >> 32n));
  const state = squares.map((value) => Number(value >> 32n));
  for (let block = 0; block < bytes.length; block += 64) {
    const w = Array.from({ length: 16 }, (_, i) => word(bytes, block + i * 4));
    for (let i = 16; i < 64; i++) {
      const [x, y] = [w[i - 15]!, w[i - 2]!];
      const s0 = right(x, 7) ^ right(x, 18) ^ (x >>> 3);
      const s1 = right(y, 17) ^ right(y, 19) ^ (y >>> 10);
      w.push((w[i - 16]! + s0 + w[i - 7]! + s1) | 0);
    }
    let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const s1 = right(e, 6) ^ right(e, 11) ^ right(e, 25);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + k[i]! + w[i]!) | 0;
      const s0 = right(a, 2) ^ right(a, 13) ^ right(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [a, b, c, d, e, f, g, h] = [(t1 + t2) | 0, a, b, c, (d + t1) | 0, e, f, g];
    }
    for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i]! + value) >>> 0;
  }
  return bytesOf(state);
}

const MASK = 0xffffffffffffffffn;
const turn = (value: bigint, by: bigint) => ((value >> by) | (value << (64n - by))) & MASK;

export function sha512(message: readonly number[]): number[] {
  const bytes = padded(message, 128, false);
  const { cubes, squares } = sha2Constants();
  const state = [...squares];
  const long = (at: number) => (BigInt(word(bytes, at)) << 32n) | BigInt(word(bytes, at + 4));
  for (let block = 0; block < bytes.length; block += 128) {
    const w = Array.from({ length: 16 }, (_, i) => long(block + i * 8));
    for (let i = 16; i < 80; i++) {
      const [x, y] = [w[i - 15]!, w[i - 2]!];
      const s0 = turn(x, 1n) ^ turn(x, 8n) ^ (x >> 7n);
      const s1 = turn(y, 19n) ^ turn(y, 61n) ^ (y >> 6n);
      w.push((w[i - 16]! + s0 + w[i - 7]! + s1) & MASK);
    }
    let [a, b, c, d, e, f, g, h] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
    for (let i = 0; i < 80; i++) {
      const s1 = turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n);
      const t1 = (h + s1 + ((e & f) ^ (~e & MASK & g)) + cubes[i]! + w[i]!) & MASK;
      const s0 = turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) & MASK;
      [a, b, c, d, e, f, g, h] = [(t1 + t2) & MASK, a, b, c, (d + t1) & MASK, e, f, g];
    }
    for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i]! + value) & MASK;
  }
  return state.flatMap((value) => bytesOf([Number(value >> 32n), Number(value & 0xffffffffn)]));
}
