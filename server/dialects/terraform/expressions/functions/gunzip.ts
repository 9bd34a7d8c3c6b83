/**
 * What gzip's bytes hold (RFC 1952 around RFC 1951): no engine-wide API uncompresses synchronously.
 * @param most bytes of the result
 * @returns undefined where these are no such bytes, or are cut off; `long` where there are more than `most`
 */
export function gunzip(bytes: readonly number[], most: number): number[] | 'long' | undefined {
  const start = endOfHeader(bytes);
  if (start === undefined) return undefined;
  const input: Input = { bytes, at: start, bit: 0 };
  const out: number[] = [];
  try {
    for (let last = false; !last; ) {
      last = take(input, 1) === 1;
      const kind = take(input, 2);
      if (kind === 0) stored(input, out);
      else if (kind === 1) compressed(input, out, most, FIXED);
      else if (kind === 2) compressed(input, out, most, dynamicTables(input));
      else return undefined;
      if (out.length > most) return 'long';
    }
    if (input.bit > 0) input.at++;
    input.bit = 0;
    const [sum, size] = [take(input, 32), take(input, 32)];
    return sum === checksum(out) && size === out.length >>> 0 ? out : undefined;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

class Malformed extends Error {}

interface Input {
  readonly bytes: readonly number[];
  at: number;
  /** Bits of the byte at `at` that have been taken. */
  bit: number;
}

/** The flags of a header tell which texts follow it. */
function endOfHeader(bytes: readonly number[]): number | undefined {
  const [a, b, method, flags = 0] = bytes;
  if (a !== 0x1f || b !== 0x8b || method !== 8 || flags > 31) return undefined;
  let at = 10;
  if (flags & 4) at += 2 + (bytes[at]! | (bytes[at + 1]! << 8));
  for (const text of [8, 16]) {
    if (flags & text) at = bytes.indexOf(0, at) + 1 || bytes.length;
  }
  return flags & 2 ? at + 2 : at;
}

/** A number of bits, the lowest first. */
function take(input: Input, count: number): number {
  let value = 0;
  for (let i = 0; i < count; i++) {
    const byte = input.bytes[input.at];
    if (byte === undefined) throw new Malformed();
    value += ((byte >> input.bit) & 1) * 2 ** i;
    if (++input.bit === 8) {
      input.bit = 0;
      input.at++;
    }
  }
  return value;
}

function stored(input: Input, out: number[]): void {
  if (input.bit > 0) input.at++;
  input.bit = 0;
  const [size, again] = [take(input, 16), take(input, 16)];
  if (size !== (~again & 0xffff)) throw new Malformed();
  for (let i = 0; i < size; i++) out.push(take(input, 8));
}

/** A Huffman code: how many symbols each length has, and the symbols in order. */
interface Table {
  readonly counts: readonly number[];
  readonly symbols: readonly number[];
}

interface Tables {
  readonly letters: Table;
  readonly distances: Table;
}

function tableOf(lengths: readonly number[]): Table {
  const counts = new Array<number>(16).fill(0);
  for (const length of lengths) counts[length]!++;
  const symbols = lengths
    .map((length, symbol) => ({ length, symbol }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => a.length - b.length || a.symbol - b.symbol)
    .map(({ symbol }) => symbol);
  return { counts, symbols };
}

function symbolOf(input: Input, { counts, symbols }: Table): number {
  let [code, first, index] = [0, 0, 0];
  for (let length = 1; length < 16; length++) {
    code |= take(input, 1);
    const count = counts[length]!;
    if (code - first < count) return symbols[index + code - first]!;
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  throw new Malformed();
}

const FIXED: Tables = {
  letters: tableOf(Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8))),
  distances: tableOf(new Array<number>(30).fill(5)),
};

/** In this order the lengths of the code come in which the other lengths are written. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

function dynamicTables(input: Input): Tables {
  const [letters, distances, count] = [take(input, 5) + 257, take(input, 5) + 1, take(input, 4) + 4];
  const own = new Array<number>(19).fill(0);
  for (const symbol of ORDER.slice(0, count)) own[symbol] = take(input, 3);
  const table = tableOf(own);
  const lengths: number[] = [];
  while (lengths.length < letters + distances) {
    const symbol = symbolOf(input, table);
    if (symbol < 16) lengths.push(symbol);
    else {
      const [bits, least] = [
        [2, 3],
        [3, 3],
        [7, 11],
      ][symbol - 16] as [number, number];
      const repeated = symbol === 16 ? (lengths.at(-1) ?? -1) : 0;
      if (repeated < 0) throw new Malformed();
      for (let i = least + take(input, bits); i > 0; i--) lengths.push(repeated);
    }
  }
  if (lengths.length > letters + distances) throw new Malformed();
  return { letters: tableOf(lengths.slice(0, letters)), distances: tableOf(lengths.slice(letters)) };
}

const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const LENGTHS = [...starts(LENGTH_BITS.slice(0, 28), 3), 258];
const DISTANCE_BITS = Array.from({ length: 30 }, (_, i) => Math.max(0, (i >> 1) - 1));
const DISTANCES = starts(DISTANCE_BITS, 1);

/** Where the ranges begin that as many bits tell apart, one behind the other. */
function starts(bits: readonly number[], first: number): number[] {
  let next = first;
  return bits.map((count) => {
    const start = next;
    next += 1 << count;
    return start;
  });
}

function compressed(input: Input, out: number[], most: number, { letters, distances }: Tables): void {
  while (out.length <= most) {
    const symbol = symbolOf(input, letters);
    if (symbol < 256) out.push(symbol);
    else if (symbol === 256) return;
    else {
      const length = ranged(input, symbol - 257, LENGTHS, LENGTH_BITS);
      const back = ranged(input, symbolOf(input, distances), DISTANCES, DISTANCE_BITS);
      if (back > out.length) throw new Malformed();
      for (let i = 0; i < length; i++) out.push(out[out.length - back]!);
    }
  }
}

function ranged(input: Input, symbol: number, from: readonly number[], bits: readonly number[]): number {
  const start = from[symbol];
  if (start === undefined) throw new Malformed();
  return start + take(input, bits[symbol]!);
}

/** CRC-32. */
function checksum(bytes: readonly number[]): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let i = 0; i < 8; i++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
