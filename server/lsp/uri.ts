/** The same document has one key, however a client encodes its address: scheme, authority and decoded path. */
export function uriKey(uri: string): string {
  const { prefix, segments } = split(uri);
  return `${prefix}/${segments.join('/')}`;
}

/**
 * A document's path from a folder, with `/`; '' for the folder itself, `../…` for what lies outside.
 * Undefined where the two have no root in common (another scheme or authority).
 */
export function pathFrom(folder: string, uri: string): string | undefined {
  const from = split(folder);
  const to = split(uri);
  if (from.prefix !== to.prefix) return undefined;
  let common = 0;
  while (common < from.segments.length && from.segments[common] === to.segments[common]) common++;
  const up = from.segments.slice(common).map(() => '..');
  return [...up, ...to.segments.slice(common)].join('/');
}

/** The address of a path from a folder. */
export function uriFrom(folder: string, path: string): string {
  const { prefix, segments } = split(folder);
  const all = [...segments];
  for (const name of path.split('/')) {
    if (name === '..') all.pop();
    else if (name !== '' && name !== '.') all.push(name);
  }
  return `${prefix}/${all.map(encode).join('/')}`;
}

/** The folder a document lies in. */
export function parentOf(uri: string): string {
  return uriFrom(uri, '..');
}

function split(uri: string): { readonly prefix: string; readonly segments: readonly string[] } {
  const [, prefix = '', path = ''] = /^([a-z][a-z0-9+.-]*:(?:\/\/[^/?#]*)?)([^?#]*)/i.exec(uri) ?? [];
  const segments = path.split('/').filter(Boolean).map(decode);
  // Windows: `file:///C:/` and `file:///c%3A/` are one drive.
  if (/^[A-Za-z]:$/.test(segments[0] ?? '')) segments[0] = segments[0]!.toLowerCase();
  return { prefix, segments };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function encode(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
