import { type Builtin, pure, REFUSED, type Result, variadic } from './call';

interface Network {
  readonly address: bigint;
  readonly prefix: number;
  /** 32 or 128. */
  readonly bits: number;
}

function parseNetwork(text: string): Network | undefined {
  const match = /^([^/]+)\/(\d{1,3})$/.exec(text);
  const parsed = match && parseAddress(match[1]!);
  if (!parsed) return undefined;
  const prefix = Number(match[2]);
  if (prefix > parsed.bits) return undefined;
  const host = BigInt(parsed.bits - prefix);
  return { address: (parsed.address >> host) << host, prefix, bits: parsed.bits };
}

function parseAddress(text: string): { address: bigint; bits: number } | undefined {
  if (text.includes(':')) return parseAddress6(text);
  const octets = parseOctets(text);
  return octets === undefined ? undefined : { address: octets, bits: 32 };
}

function parseOctets(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let address = 0n;
  for (const part of parts) {
    if (!/^\d+$/.test(part) || Number(part) > 255) return undefined;
    address = (address << 8n) | BigInt(part);
  }
  return address;
}

function parseAddress6(text: string): { address: bigint; bits: number } | undefined {
  let plain = text;
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (tail) {
    const octets = parseOctets(tail[2]!);
    if (octets === undefined) return undefined;
    plain = `${tail[1]}${(octets >> 16n).toString(16)}:${(octets & 0xffffn).toString(16)}`;
  }
  const halves = plain.split('::');
  if (halves.length > 2) return undefined;
  const [head, rest] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const gap = rest ? 8 - head!.length - rest.length : 0;
  if (gap < (rest ? 1 : 0)) return undefined;
  const groups = [...head!, ...Array<string>(gap).fill('0'), ...(rest ?? [])];
  if (groups.length !== 8 || !groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return { address: groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n), bits: 128 };
}

/** An address as text; IPv6 after RFC 5952. */
function addressText(address: bigint, bits: number): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => ((address >> shift) & 255n).toString()).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => (address >> BigInt(112 - i * 16)) & 0xffffn);
  // An address that embeds an IPv4 one is written so.
  if (address >> 32n === 0xffffn) return `::ffff:${addressText(address & 0xffffffffn, 32)}`;
  let best = { start: -1, length: 1 };
  for (let i = 0; i < 8; i++) {
    let length = 0;
    while (i + length < 8 && groups[i + length] === 0n) length++;
    if (length > best.length) best = { start: i, length };
  }
  const texts = groups.map((group) => group.toString(16));
  if (best.start < 0) return texts.join(':');
  return `${texts.slice(0, best.start).join(':')}::${texts.slice(best.start + best.length).join(':')}`;
}

function host(text: string, number: number): Result {
  const network = parseNetwork(text);
  if (!network || !Number.isInteger(number)) return REFUSED;
  const size = 1n << BigInt(network.bits - network.prefix);
  const offset = BigInt(number);
  // Negative numbers count from the end.
  if (offset >= size || -offset > size) return REFUSED;
  return addressText(network.address + (offset < 0n ? size + offset : offset), network.bits);
}

function subnet(text: string, newBits: number, number: number): Result {
  const network = parseNetwork(text);
  if (!network || !Number.isInteger(newBits) || !Number.isInteger(number)) return REFUSED;
  const prefix = network.prefix + newBits;
  if (prefix < 0 || prefix > network.bits || number < 0) return REFUSED;
  // Terraform takes a negative number of bits too, and asks for no room then.
  if (newBits >= 0 && BigInt(number) >= 1n << BigInt(newBits)) return REFUSED;
  const address = network.address + (BigInt(number) << BigInt(network.bits - prefix));
  return `${addressText(address, network.bits)}/${prefix}`;
}

/** Consecutive subnets of these sizes, each aligned to its own size. */
function subnets(sizes: readonly number[], text: string): Result {
  const network = parseNetwork(text);
  if (!network) return REFUSED;
  const found: string[] = [];
  let next = network.address;
  const end = network.address + (1n << BigInt(network.bits - network.prefix));
  for (const newBits of sizes) {
    const prefix = network.prefix + newBits;
    if (!Number.isInteger(newBits) || newBits < 1 || newBits > 32 || prefix > network.bits) return REFUSED;
    const size = 1n << BigInt(network.bits - prefix);
    const start = ((next + size - 1n) / size) * size;
    if (start + size > end) return REFUSED;
    found.push(`${addressText(start, network.bits)}/${prefix}`);
    next = start + size;
  }
  return found;
}

/** Whether a network holds an address or another network (OpenTofu). */
function holds(text: string, inner: string): Result {
  const network = parseNetwork(text);
  const within = parseNetwork(inner);
  const address = within ?? parseAddress(inner);
  if (!network || !address || network.bits !== address.bits) return REFUSED;
  if (within && within.prefix < network.prefix) return false;
  const host = BigInt(network.bits - network.prefix);
  return address.address >> host === network.address >> host;
}

export const network: Readonly<Record<string, Builtin>> = {
  cidrcontains: pure(['string', 'string'], holds),
  cidrhost: pure(['string', 'number'], host),
  cidrnetmask: pure(['string'], (text) => {
    const parsed = parseNetwork(text);
    if (parsed?.bits !== 32) return REFUSED;
    return addressText(0xffffffffn & ~((1n << BigInt(32 - parsed.prefix)) - 1n), 32);
  }),
  cidrsubnet: pure(['string', 'number', 'number'], subnet),
  cidrsubnets: variadic(['string'], 'number', subnets),
};
