import type { Expression, ForExpression, Identifier, Missing, Spread } from './ast';
import {
  expect,
  expectName,
  fail,
  failClosing,
  failHere,
  kindHere,
  type Reader,
  rangeFrom,
  skipBroken,
  skipLines,
  startHere,
  take,
  textOf,
  wordHere,
} from './reader';
import type { Mark } from './tokens';

/** `[a, b]`, or an item a line. */
export function readArray(r: Reader): Expression {
  const open = r.at++;
  const start = r.tokens.starts[open]!;
  const items: (Expression | Spread)[] = [];
  readElements(r, open, ']', (gap) => items.push(gap ?? readItem(r)));
  return { kind: 'array', range: rangeFrom(r, start), items };
}

function readItem(r: Reader): Expression | Spread {
  return kindHere(r) === '...' ? readSpread(r) : r.grammar.expression(r);
}

/** `...expression`, from its dots on. */
export function readSpread(r: Reader): Spread {
  const start = startHere(r);
  r.at++;
  const expression = r.grammar.expression(r);
  return { kind: 'spread', range: rangeFrom(r, start), expression };
}

/**
 * What stands between brackets or braces, with commas or newlines between, through the closing mark.
 * @param read reads an element; is handed a `Missing` where one could not be read.
 */
export function readElements(r: Reader, open: number, close: Mark, read: (gap?: Missing) => void): void {
  skipLines(r);
  while (!take(r, close)) {
    if (kindHere(r) === 'end') {
      read(failClosing(r, open, close));
      return;
    }
    const before = r.at;
    read();
    if (kindHere(r) === close) continue;
    if (take(r, 'newline')) continue;
    if (take(r, ',')) {
      if (kindHere(r) === 'newline') readLateNewline(r);
      continue;
    }
    read(kindHere(r) === 'end' ? failClosing(r, open, close) : failHere(r, 'bicep.expected-separator'));
    skipBroken(r);
    if (r.at === before && kindHere(r) !== 'end') r.at++;
    take(r, ',');
    skipLines(r);
  }
}

/** A comma and a newline between two elements: one too many for Bicep, and clear all the same. */
function readLateNewline(r: Reader): void {
  const range = { start: r.tokens.starts[r.at - 1]!, end: r.tokens.ends[r.at - 1]! };
  fail(r, range, 'bicep.comma-at-line-end');
  skipLines(r);
}

/** `(a, b)` after a function's name. Newlines may stand around the arguments. */
export function readArguments(r: Reader): Expression[] {
  const open = r.at++;
  const args: Expression[] = [];
  skipLines(r);
  while (!take(r, ')')) {
    const before = r.at;
    args.push(r.grammar.expression(r));
    skipLines(r);
    if (take(r, ',')) {
      skipLines(r);
      if (kindHere(r) === ')') args.push(failHere(r, 'bicep.expected-value'));
    } else if (kindHere(r) !== ')') {
      args.push(failClosing(r, open, ')'));
      if (kindHere(r) === 'end') break;
      skipBroken(r);
      if (kindHere(r) === '}' || kindHere(r) === ']' || kindHere(r) === 'string-end') break;
      if (!take(r, ',') && r.at === before) r.at++;
      skipLines(r);
    }
  }
  return args;
}

/** `(a)`, or the parameters of a lambda with its body. */
export function readParentheses(r: Reader): Expression {
  const open = r.at;
  const start = startHere(r);
  const args = readArguments(r);
  if (kindHere(r) === '=>') {
    const parameters: Identifier[] = [];
    for (const arg of args) {
      if (arg.kind === 'name') parameters.push({ name: arg.name, range: arg.range });
      else fail(r, arg.range, 'bicep.expected-name');
    }
    const body = readLambdaBody(r);
    return { kind: 'lambda', range: rangeFrom(r, start), parameters, body };
  }
  const [inner] = args;
  const range = rangeFrom(r, start);
  if (inner === undefined) return fail(r, range, 'bicep.expected-value');
  if (args.length > 1) {
    // One that is not closed holds a gap besides, which was told already.
    if (args.every((arg) => arg.kind !== 'missing'))
      fail(r, range, 'bicep.one-value', { mark: textOf(r, open) });
    return { kind: 'missing', range };
  }
  return { kind: 'parentheses', range, inner };
}

/** From the arrow on. The body may stand on the next line. */
export function readLambdaBody(r: Reader): Expression {
  r.at++;
  skipLines(r);
  return r.grammar.expression(r);
}

/** `[for item in collection: body]`, from its bracket on. */
export function readFor(r: Reader, readBody: (r: Reader) => Expression): Expression {
  const open = r.at++;
  const start = r.tokens.starts[open]!;
  skipLines(r);
  r.at++;
  const names = readForNames(r);
  if (names === undefined) return breakFor(r, start);
  if (wordHere(r) !== 'in') {
    failHere(r, 'bicep.expected', { mark: 'in' });
    return breakFor(r, start);
  }
  r.at++;
  const collection = r.grammar.expression(r);
  if (!expect(r, ':')) return breakFor(r, start);
  const body = readBody(r);
  skipLines(r);
  if (!take(r, ']')) {
    failClosing(r, open, ']');
    if (body.kind === 'missing') return breakFor(r, start);
  }
  return { kind: 'for', range: rangeFrom(r, start), ...names, collection, body };
}

function readForNames(r: Reader): Pick<ForExpression, 'item' | 'index'> | undefined {
  if (!take(r, '(')) {
    const item = expectName(r);
    return item && { item };
  }
  const item = expectName(r);
  if (item === undefined || !expect(r, ',')) return undefined;
  const index = expectName(r);
  if (index === undefined || !expect(r, ')')) return undefined;
  return { item, index };
}

function breakFor(r: Reader, start: number): Expression {
  skipBroken(r);
  take(r, ']');
  return { kind: 'missing', range: rangeFrom(r, start) };
}

/** The word `if`, a condition in parentheses and an object: the body of a resource or module. */
export function readIf(r: Reader): Expression {
  const start = startHere(r);
  r.at++;
  const condition = kindHere(r) === '(' ? readParentheses(r) : failHere(r, 'bicep.expected', { mark: '(' });
  const body = kindHere(r) === '{' ? r.grammar.object(r) : failHere(r, 'bicep.expected', { mark: '{' });
  return { kind: 'if', range: rangeFrom(r, start), condition, body };
}
