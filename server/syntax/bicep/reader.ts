import type { MessageArgument } from '../../core/message';
import type { Range } from '../../core/source';
import type {
  BicepProblem,
  Declaration,
  Decorator,
  Expression,
  Identifier,
  Missing,
  ObjectExpression,
} from './ast';
import type { Mark, TokenKind, Tokens } from './tokens';

/** Nesting (brackets, interpolations, conditions in a row) that is still read: keeps recursion off the stack's end. */
export const MAX_DEPTH = 150;

/** How many times its own length a broken text may be read over, for trying its parts strictly first. */
const ATTEMPTS = 8;

/** Where a parse stands: the one mutable thing in it, and it does not outlive the call. */
export interface Reader {
  readonly text: string;
  readonly tokens: Tokens;
  /** The token it stands at. */
  at: number;
  /** In recovery: the token at which what is read ends at the latest, so that it cannot swallow what follows. */
  limit: number;
  depth: number;
  /** The first error ends the parse by a `Refusal`; otherwise it is noted and a `Missing` stands in. */
  strict: boolean;
  readonly problems: BicepProblem[];
  /** In recovery: how many tokens may still be read strictly in vain, so that trying stays cheap. */
  attempts: number;
  /** The line on which a problem stands already gets no other. */
  quietFrom: number;
  quietTo: number;
  /** The grammar's cycles, handed down so that no file imports in a circle. */
  readonly grammar: Grammar;
}

export interface Grammar {
  readonly expression: (r: Reader) => Expression;
  readonly object: (r: Reader) => ObjectExpression;
  /** From its `@` on; undefined when it has no name. */
  readonly decorator: (r: Reader) => Decorator | undefined;
  /** A declaration with its decorators; undefined when it is too broken to be one. */
  readonly declaration: (r: Reader) => Declaration | undefined;
}

/** Thrown by a strict parse only, and caught by who started it. Not an Error: no stack trace is wanted. */
export class Refusal {
  constructor(readonly problem: BicepProblem) {}
}

export function makeReader(text: string, tokens: Tokens, grammar: Grammar, strict: boolean): Reader {
  return {
    text,
    tokens,
    at: 0,
    limit: tokens.kinds.length,
    depth: 0,
    strict,
    problems: [...tokens.problems],
    attempts: ATTEMPTS * tokens.kinds.length,
    quietFrom: 0,
    quietTo: 0,
    grammar,
  };
}

/** The kind of the token it stands at. */
export function kindHere(r: Reader): TokenKind {
  return kindAt(r, r.at);
}

export function kindAt(r: Reader, at: number): TokenKind {
  return at < r.limit ? r.tokens.kinds[at]! : 'end';
}

/** The offset at which the token begins that it stands at; at the end, where the last one ends. */
export function startHere(r: Reader): number {
  return kindHere(r) === 'end' ? endBehind(r) : r.tokens.starts[r.at]!;
}

/** The offset at which the token ends that was read last, newlines left out. */
export function endBehind(r: Reader): number {
  const { kinds, ends } = r.tokens;
  const last = kinds[r.at - 1] === 'newline' ? r.at - 2 : r.at - 1;
  return ends[last] ?? 0;
}

/** From an offset to the end of what was read last; if that ends before it, nothing was read: an empty range there. */
export function rangeFrom(r: Reader, start: number): Range {
  const end = endBehind(r);
  return { start: Math.min(start, end), end };
}

/** Passes a token of this kind, if it stands there. */
export function take(r: Reader, kind: TokenKind): boolean {
  if (kindHere(r) !== kind) return false;
  r.at++;
  return true;
}

/** Passes a newline, if one stands there. (The lexer makes one of many.) */
export function skipLines(r: Reader): void {
  take(r, 'newline');
}

export function wordHere(r: Reader): string {
  return kindHere(r) === 'name' ? textOf(r, r.at) : '';
}

/** What follows the newline, if there is one: passes it when it is this. */
export function skipLinesBefore(r: Reader, kind: TokenKind, word?: string): void {
  if (kindHere(r) !== 'newline' || kindAt(r, r.at + 1) !== kind) return;
  if (word === undefined || textOf(r, r.at + 1) === word) r.at++;
}

export function textOf(r: Reader, at: number): string {
  return r.text.slice(r.tokens.starts[at], r.tokens.ends[at]);
}

/** The name it stands at, which the caller knows to be one. */
export function takeName(r: Reader): Identifier {
  const at = r.at++;
  return { name: textOf(r, at), range: { start: r.tokens.starts[at]!, end: r.tokens.ends[at]! } };
}

/** A name; undefined (and a problem) when something else stands there. */
export function expectName(r: Reader): Identifier | undefined {
  if (kindHere(r) === 'name') return takeName(r);
  failHere(r, 'bicep.expected-name');
  return undefined;
}

/** Passes a mark; false (and a problem) when something else stands there. */
export function expect(r: Reader, mark: Mark): boolean {
  if (take(r, mark)) return true;
  failHere(r, 'bicep.expected', { mark });
  return false;
}

type Args = Readonly<Record<string, MessageArgument>>;

/**
 * Notes an error and gives what stands in for what is not there. In a strict parse it does not return. One line gets
 * one problem: what follows an error on its line is seldom news.
 */
export function fail(r: Reader, range: Range, key: string, args?: Args): Missing {
  const problem = { range, message: args === undefined ? { key } : { key, args } };
  if (r.strict) throw new Refusal(problem);
  note(r, problem);
  return { kind: 'missing', range };
}

/** Notes a problem without ending a strict parse: the tree is whole all the same. */
export function report(r: Reader, range: Range, key: string, args: Args): void {
  r.problems.push({ range, message: { key, args } });
}

/** Adds a problem, unless one stands on its line already. */
export function note(r: Reader, problem: BicepProblem): void {
  const { start } = problem.range;
  if (start >= r.quietFrom && start < r.quietTo) return;
  r.problems.push(problem);
  const end = r.text.indexOf('\n', start);
  r.quietFrom = r.text.lastIndexOf('\n', start - 1) + 1;
  r.quietTo = end < 0 ? r.text.length + 1 : end + 1;
}

/** `fail` about the token it stands at. What stands in is empty, for nothing was read. */
export function failHere(r: Reader, key: string, args?: Args): Missing {
  const kind = kindHere(r);
  const start = kind === 'newline' ? endBehind(r) : startHere(r);
  const end = kind === 'newline' || kind === 'end' ? start : r.tokens.ends[r.at]!;
  if (kind === 'broken') failString(r, start, end);
  else if (kind === 'unknown' && textOf(r, r.at) === '"') fail(r, { start, end }, 'bicep.double-quote');
  else fail(r, { start, end }, key, args);
  return { kind: 'missing', range: rangeFrom(r, endBehind(r)) };
}

function failString(r: Reader, start: number, end: number): void {
  const marks = /^\$*'''/.exec(r.text.slice(start, end))?.[0];
  if (marks === undefined) fail(r, { start, end }, 'bicep.unclosed-string');
  else fail(r, { start, end: start + marks.length }, 'bicep.unclosed', { mark: marks });
}

/** For a mark that should close what was opened by the token `open`: at the end, that is what to look at. */
export function failClosing(r: Reader, open: number, closing: Mark): Missing {
  if (kindHere(r) !== 'end') return failHere(r, 'bicep.expected', { mark: closing });
  const range = { start: r.tokens.starts[open]!, end: r.tokens.ends[open]! };
  fail(r, range, 'bicep.unclosed', { mark: textOf(r, open) });
  return { kind: 'missing', range: rangeFrom(r, range.start) };
}

/** Whether there is no room for another level. Then it is noted, and what stands there is passed over. */
export function isTooDeep(r: Reader): boolean {
  if (r.depth < MAX_DEPTH) return false;
  const start = startHere(r);
  fail(r, { start, end: r.tokens.ends[r.at]! }, 'bicep.too-deep', { limit: MAX_DEPTH });
  skipBroken(r);
  return true;
}

const OPENING: ReadonlySet<TokenKind> = new Set<TokenKind>(['(', '[', '{', 'string-start']);
const CLOSING: ReadonlySet<TokenKind> = new Set<TokenKind>([')', ']', '}', 'string-end']);

/**
 * In recovery: passes over what could not be read, up to a comma, a newline or a closing mark that does not belong to
 * something opened on the way.
 */
export function skipBroken(r: Reader): void {
  let level = 0;
  for (; ; r.at++) {
    const kind = kindHere(r);
    if (kind === 'end') return;
    if (level === 0 && (kind === ',' || kind === 'newline' || kind === 'string-middle')) return;
    if (OPENING.has(kind)) level++;
    else if (CLOSING.has(kind) && --level < 0) return;
  }
}
