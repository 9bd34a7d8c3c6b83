/** The patterns of one .gitignore (or .git/info/exclude), in order. */
export interface IgnoreFile {
  /** The folder it stands in, from the same root as the paths asked about; '' for the root. */
  readonly folder: string;
  readonly patterns: readonly Pattern[];
}

interface Pattern {
  readonly negated: boolean;
  readonly folderOnly: boolean;
  /** Anchored to the file's folder: it had a slash at its start or in its middle. Else any level's name matches. */
  readonly anchored: boolean;
  readonly segments: readonly string[];
}

/**
 * Reads a .gitignore as git does (gitignore(5)): comments, `!`, a trailing `/`, `\` escapes, trailing blanks, CR.
 * @param folder where it stands, with `/`, '' for the root
 */
export function parseIgnore(text: string, folder: string): IgnoreFile {
  const patterns: Pattern[] = [];
  for (const line of text.replace(/^\uFEFF/, '').split('\n')) {
    const pattern = parsePattern(line.replace(/\r$/, ''));
    if (pattern) patterns.push(pattern);
  }
  return { folder, patterns };
}

function parsePattern(line: string): Pattern | undefined {
  if (line.startsWith('#')) return undefined;
  let text = trimEnd(line);
  const negated = text.startsWith('!');
  if (negated) text = text.slice(1);
  const folderOnly = text.endsWith('/');
  if (folderOnly) text = text.slice(0, -1);
  if (text === '') return undefined;
  const anchored = text.includes('/');
  if (text.startsWith('/')) text = text.slice(1);
  return { negated, folderOnly, anchored, segments: text.split('/') };
}

/** Trailing blanks do not count unless a backslash stands before them. */
function trimEnd(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === ' ') {
    let backslashes = 0;
    while (line[end - 2 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 1) break;
    end--;
  }
  return line.slice(0, end);
}

/**
 * Whether these files' patterns exclude a path; the last pattern that matches decides, and a deeper file comes later.
 * `undefined`: none speaks of it. That its folder is excluded is for the caller to know.
 */
export function isIgnored(
  files: readonly IgnoreFile[],
  path: string,
  kind: 'file' | 'folder',
): boolean | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  for (let f = files.length - 1; f >= 0; f--) {
    const { folder, patterns } = files[f]!;
    if (folder !== '' && !path.startsWith(`${folder}/`)) continue;
    const below = folder === '' ? path : path.slice(folder.length + 1);
    for (let p = patterns.length - 1; p >= 0; p--) {
      const pattern = patterns[p]!;
      if (pattern.folderOnly && kind !== 'folder') continue;
      const matches = pattern.anchored
        ? matchSegments(pattern.segments, below.split('/'))
        : matchSegment(pattern.segments[0]!, name);
      if (matches) return !pattern.negated;
    }
  }
  return undefined;
}

/** `**` stands for any number of segments (at the end: for one or more). */
function matchSegments(pattern: readonly string[], path: readonly string[]): boolean {
  // reachable[j]: the pattern so far can have used up the first j segments of the path.
  let reachable: boolean[] = [true, ...path.map(() => false)];
  for (const [index, segment] of pattern.entries()) {
    const next = reachable.map(() => false);
    if (segment === '**') {
      const last = index === pattern.length - 1;
      let seen = false;
      for (let j = 0; j <= path.length; j++) {
        next[j] = last && index > 0 ? seen : seen || reachable[j]!;
        seen ||= reachable[j]!;
      }
    } else {
      for (let j = 0; j < path.length; j++) {
        if (reachable[j] && matchSegment(segment, path[j]!)) next[j + 1] = true;
      }
    }
    reachable = next;
  }
  return reachable[path.length]!;
}

/**
 * One name against one pattern with `*`, `?`, `[…]` and `\`. Greedy with a single point of return, so the time is at
 * most the product of the lengths, whatever the pattern.
 */
function matchSegment(pattern: string, name: string): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let mark = 0;
  while (n < name.length) {
    const consumed = p < pattern.length && pattern[p] !== '*' ? matchOne(pattern, p, name[n]!) : 0;
    if (consumed > 0) {
      p += consumed;
      n++;
    } else if (pattern[p] === '*') {
      star = p++;
      mark = n;
    } else if (star >= 0) {
      p = star + 1;
      n = ++mark;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

/** How many characters of the pattern at `p` match this one character; 0: they do not. */
function matchOne(pattern: string, p: number, char: string): number {
  const code = pattern[p]!;
  if (code === '?') return 1;
  if (code === '\\') return pattern[p + 1] === char ? 2 : 0;
  if (code === '[') return matchClass(pattern, p, char);
  return code === char ? 1 : 0;
}

const namedClasses: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  cntrl: /[\x00-\x1f\x7f]/,
  digit: /[0-9]/,
  graph: /[\x21-\x7e]/,
  lower: /[a-z]/,
  print: /[\x20-\x7e]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /\s/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};

/** A bracket expression; one that is never closed matches nothing, as in git. */
function matchClass(pattern: string, start: number, char: string): number {
  let p = start + 1;
  const negated = pattern[p] === '!' || pattern[p] === '^';
  if (negated) p++;
  let found = false;
  for (let first = true; first || pattern[p] !== ']'; first = false) {
    if (p >= pattern.length) return 0;
    const named = /^\[:(\w+):\]/.exec(pattern.slice(p, p + 12));
    if (named) {
      found ||= namedClasses[named[1]!]?.test(char) ?? false;
      p += named[0].length;
      continue;
    }
    if (pattern[p] === '\\') p++;
    const low = pattern[p++];
    if (low === undefined) return 0;
    let high = low;
    if (pattern[p] === '-' && pattern[p + 1] !== ']' && p + 1 < pattern.length) {
      p++;
      if (pattern[p] === '\\') p++;
      high = pattern[p++] ?? low;
    }
    found ||= low <= char && char <= high;
  }
  return found === negated ? 0 : p + 1 - start;
}
