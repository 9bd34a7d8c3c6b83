/**
 * Whether a glob fits a whole path (or rule id, type, host). `*` and `?` stop at `/`; `**` as a whole segment is any
 * number of segments (a final one at least one); `{a,b}` and `[a-z]`, `[!a-z]` as in shells; `\` takes the next
 * character literally. `./` ahead is left out on both sides; a final `/` stands for all that is below.
 * Time grows with pattern length times path length, whatever the pattern.
 */
export function matchGlob(pattern: string, path: string): boolean {
  let matcher = compiled.get(pattern);
  if (!matcher) {
    // Patterns come from rules and configurations: few, but asked of every resource.
    if (compiled.size >= MOST_COMPILED) compiled.clear();
    matcher = globMatcher(pattern);
    compiled.set(pattern, matcher);
  }
  return matcher(path);
}

const MOST_COMPILED = 1000;
const compiled = new Map<string, (path: string) => boolean>();

/** A pattern that nests braces deeper is read with all its braces literal. */
const MAX_DEPTH = 20;

/** The glob, ready to be asked about many paths. */
export function globMatcher(pattern: string): (path: string) => boolean {
  const written = pattern.replace(/^(?:\.\/)+/, '').replace(/\/$/, '/**');
  if (!/[*?[{\\]/.test(written)) return (path) => path.replace(/^\.\//, '') === written;
  const states: State[] = [{ kind: 'end' }];
  const start = link(new Reader(written).sequence(false), 0, states);
  const needed = longestText(written);
  return (path) => path.includes(needed) && run(states, start, path.replace(/^\.\//, ''));
}

/** A text that stands in whatever the pattern fits: most of what it does not fit is told by that. */
function longestText(pattern: string): string {
  if (/[[{\\]/.test(pattern)) return '';
  return pattern.split(/[*?/]+/).reduce((longest, text) => (text.length > longest.length ? text : longest));
}

type Part =
  | { readonly kind: 'one'; readonly fits: (code: number) => boolean }
  /** Any number of characters: within a segment, or across segments. */
  | { readonly kind: 'many'; readonly fits: (code: number) => boolean }
  | { readonly kind: 'either'; readonly options: readonly (readonly Part[])[] };

const SLASH = 47;
const inSegment = (code: number) => code !== SLASH;
const anywhere = () => true;
const literal = (code: number): Part => ({ kind: 'one', fits: (other) => other === code });

class Reader {
  private at = 0;
  private readonly braced: ReadonlySet<number>;
  constructor(private readonly text: string) {
    this.braced = closedBraces(text);
  }

  /** Reads to the end, or within braces to the `,` or `}` that ends an option. */
  sequence(inBraces: boolean): Part[] {
    const parts: Part[] = [];
    while (this.at < this.text.length) {
      const char = this.text[this.at]!;
      if (inBraces && (char === ',' || char === '}')) break;
      parts.push(...this.part(char));
    }
    return parts;
  }

  private part(char: string): Part[] {
    if (char === '*') return this.stars();
    if (char === '?') return this.take(1, { kind: 'one', fits: inSegment });
    if (char === '[') return this.characterClass() ?? this.take(1, literal(char.charCodeAt(0)));
    if (char === '{' && this.braced.has(this.at)) return this.braces();
    if (char === '\\' && this.at + 1 < this.text.length) this.at++;
    return this.take(1, literal(this.text.charCodeAt(this.at)));
  }

  private take(length: number, ...parts: Part[]): Part[] {
    this.at += length;
    return parts;
  }

  private stars(): Part[] {
    const { text, at } = this;
    let end = at;
    while (text[end] === '*') end++;
    const opens = at === 0 || text[at - 1] === '/';
    if (end - at === 2 && opens && text[end] === '/') {
      const folders: Part[] = [{ kind: 'many', fits: anywhere }, literal(SLASH)];
      return this.take(3, { kind: 'either', options: [[], folders] });
    }
    if (end - at === 2 && opens && end === text.length)
      return this.take(2, { kind: 'one', fits: anywhere }, { kind: 'many', fits: anywhere });
    return this.take(end - at, { kind: 'many', fits: inSegment });
  }

  private characterClass(): Part[] | undefined {
    const close = this.text.indexOf(']', this.at + 2);
    if (close < 0) return undefined;
    const body = this.text.slice(this.at + 1, close);
    const negated = /^[!^]/.test(body);
    const ranges = [...body.slice(negated ? 1 : 0).matchAll(/(.)-(.)|(.)/gsu)].map(
      ([, from, to, one]) => [(from ?? one)!.codePointAt(0)!, (to ?? one)!.codePointAt(0)!] as const,
    );
    const fits = (code: number) =>
      code !== SLASH && ranges.some(([from, to]) => from <= code && code <= to) !== negated;
    return this.take(close + 1 - this.at, { kind: 'one', fits });
  }

  private braces(): Part[] {
    const options: Part[][] = [];
    do {
      this.at++;
      options.push(this.sequence(true));
    } while (this.text[this.at] === ',');
    return this.take(1, { kind: 'either', options });
  }
}

/** Where braces open that are closed again; none if they nest too deep. */
function closedBraces(text: string): ReadonlySet<number> {
  const closed = new Set<number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '[' && text.indexOf(']', at + 2) > 0) at = text.indexOf(']', at + 2);
    else if (text[at] === '{') open.push(at);
    else if (text[at] === '}' && open.length > 0) closed.add(open.pop()!);
    if (open.length > MAX_DEPTH) return new Set();
  }
  return closed;
}

type State =
  | { readonly kind: 'end' }
  | { readonly kind: 'one'; readonly fits: (code: number) => boolean; readonly next: number }
  | { readonly kind: 'fork'; readonly nexts: readonly number[] };

/** Adds the states of the parts, which lead to `next`; gives the first. */
function link(parts: readonly Part[], next: number, states: State[]): number {
  return parts.reduceRight((after, part) => {
    if (part.kind === 'one') return states.push({ kind: 'one', fits: part.fits, next: after }) - 1;
    if (part.kind === 'either') {
      const nexts = part.options.map((option) => link(option, after, states));
      return states.push({ kind: 'fork', nexts }) - 1;
    }
    const fork = states.length + 1;
    const body = states.push({ kind: 'one', fits: part.fits, next: fork }) - 1;
    return states.push({ kind: 'fork', nexts: [body, after] }) - 1;
  }, next);
}

/** Thompson's simulation: all states that may be reached, character by character. */
function run(states: readonly State[], start: number, text: string): boolean {
  let current = reach(states, [start]);
  for (let at = 0; at < text.length && current.length > 0; at++) {
    const code = text.charCodeAt(at);
    const nexts: number[] = [];
    for (const index of current) {
      const state = states[index]!;
      if (state.kind === 'one' && state.fits(code)) nexts.push(state.next);
    }
    current = reach(states, nexts);
  }
  return current.some((index) => states[index]!.kind === 'end');
}

function reach(states: readonly State[], from: readonly number[]): number[] {
  const seen = new Set<number>();
  const waiting = [...from];
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    if (seen.has(index)) continue;
    seen.add(index);
    const state = states[index]!;
    if (state.kind === 'fork') waiting.push(...state.nexts);
  }
  return [...seen].filter((index) => states[index]!.kind !== 'fork');
}
