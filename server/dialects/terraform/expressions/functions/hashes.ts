import { base64, hex, utf8 } from './bytes';
import { type Builtin, pure, REFUSED, type Result } from './call';
import { md5, sha1, sha256, sha512 } from './digests';

/** The name spaces of RFC 4122, appendix C. */
const NAMESPACES: Readonly<Record<string, string>> = {
  dns: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  url: '6ba7b811-9dad-11d1-80b4-00c04fd430c8',
  oid: '6ba7b812-9dad-11d1-80b4-00c04fd430c8',
  x500: '6ba7b814-9dad-11d1-80b4-00c04fd430c8',
};

function uuid5(namespace: string, name: string) {
  const space = (NAMESPACES[namespace] ?? namespace).replace(/-/g, '').toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(space)) return REFUSED;
  const bytes = space.match(/../g)!.map((pair) => Number.parseInt(pair, 16));
  const digest = sha1([...bytes, ...utf8(name)]).slice(0, 16);
  digest[6] = (digest[6]! & 0x0f) | 0x50;
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  return hex(digest).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** A digest of longer texts is left unknown: no place depends on it, and it takes time. */
const MAX_DIGESTED = 100_000;

function digest(sum: (bytes: readonly number[]) => number[], write: (bytes: readonly number[]) => string) {
  return (text: string): Result =>
    text.length > MAX_DIGESTED ? { unsure: 'limit', args: { limit: MAX_DIGESTED } } : write(sum(utf8(text)));
}

/** Every digest of a text, by the name of its function; the functions of files take the same. */
export const digests: Readonly<Record<string, (text: string) => Result>> = {
  md5: digest(md5, hex),
  sha1: digest(sha1, hex),
  sha256: digest(sha256, hex),
  sha512: digest(sha512, hex),
  base64sha256: digest(sha256, base64),
  base64sha512: digest(sha512, base64),
};

export const hashes: Readonly<Record<string, Builtin>> = {
  ...Object.fromEntries(Object.entries(digests).map(([name, sum]) => [name, pure(['string'], sum)])),
  uuidv5: pure(['string', 'string'], uuid5),
};
