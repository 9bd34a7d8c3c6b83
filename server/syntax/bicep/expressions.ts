import type { Expression, Operation, Operator, Step } from './ast';
import { readArguments, readArray, readFor, readLambdaBody, readParentheses } from './collections';
import {
  expect,
  expectName,
  fail,
  failClosing,
  failHere,
  isTooDeep,
  kindAt,
  kindHere,
  type Reader,
  rangeFrom,
  skipLinesBefore,
  startHere,
  take,
  takeName,
  textOf,
} from './reader';
import { readTemplate } from './strings';
import type { TokenKind } from './tokens';

export function readExpression(r: Reader): Expression {
  const start = startHere(r);
  if (isTooDeep(r)) return { kind: 'missing', range: rangeFrom(r, start) };
  r.depth++;
  let result = readOperation(r, 1);
  skipLinesBefore(r, '?');
  if (take(r, '?')) result = readConditional(r, result);
  r.depth--;
  return result;
}

function readConditional(r: Reader, condition: Expression): Expression {
  const then = readExpression(r);
  skipLinesBefore(r, ':');
  const otherwise = expect(r, ':') ? readExpression(r) : failHere(r, 'bicep.expected', { mark: ':' });
  return { kind: 'conditional', range: rangeFrom(r, condition.range.start), condition, then, otherwise };
}

const LEVELS: Readonly<Record<Operator, number>> = {
  '??': 1,
  '||': 2,
  '&&': 3,
  '==': 4,
  '!=': 4,
  '=~': 4,
  '!~': 4,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
  '%': 7,
};

function levelOf(kind: TokenKind): number {
  return LEVELS[kind as Operator] ?? 0;
}

/** Precedence climbing: reads operators that bind at least as tightly as `least`; all group to the left. */
function readOperation(r: Reader, least: number): Expression {
  let left = readUnary(r);
  for (let level = levelOf(kindHere(r)); level >= least; level = levelOf(kindHere(r))) {
    const rest: { operator: Operator; operand: Expression }[] = [];
    while (levelOf(kindHere(r)) === level) {
      const operator = kindHere(r) as Operator;
      r.at++;
      rest.push({ operator, operand: readOperation(r, level + 1) });
    }
    left = {
      kind: 'operation',
      range: rangeFrom(r, left.range.start),
      first: left,
      rest,
    } satisfies Operation;
  }
  return left;
}

function readUnary(r: Reader): Expression {
  const operator = kindHere(r);
  if (operator !== '!' && operator !== '-' && operator !== '+') return readAccess(r);
  const start = startHere(r);
  if (isTooDeep(r)) return { kind: 'missing', range: rangeFrom(r, start) };
  r.at++;
  r.depth++;
  const operand = readUnary(r);
  r.depth--;
  return { kind: 'unary', range: rangeFrom(r, start), operator, operand };
}

/** A term with what is attached to it. */
function readAccess(r: Reader): Expression {
  const object = readTerm(r);
  const steps: Step[] = [];
  for (let step = readStep(r); step !== undefined; step = readStep(r)) {
    if (step === 'broken') return { kind: 'missing', range: rangeFrom(r, object.range.start) };
    steps.push(step);
  }
  if (steps.length === 0) return object;
  return { kind: 'access', range: rangeFrom(r, object.range.start), object, steps };
}

function readStep(r: Reader): Step | 'broken' | undefined {
  const start = startHere(r);
  switch (kindHere(r)) {
    case '.':
      return readMember(r, start);
    case '[':
      return readIndex(r, start);
    case '::': {
      r.at++;
      const name = expectName(r);
      return name === undefined ? 'broken' : { kind: 'nested', range: rangeFrom(r, start), name };
    }
    case '!':
      r.at++;
      return { kind: 'assert', range: rangeFrom(r, start) };
    default:
      return undefined;
  }
}

function readMember(r: Reader, start: number): Step | 'broken' {
  r.at++;
  const safe = take(r, '?');
  const name = expectName(r);
  if (name === undefined) return 'broken';
  if (kindHere(r) === '(') {
    const args = readArguments(r);
    return { kind: 'method', range: rangeFrom(r, start), name, args };
  }
  return { kind: 'property', range: rangeFrom(r, start), name, safe };
}

function readIndex(r: Reader, start: number): Step | 'broken' {
  const open = r.at++;
  const safe = take(r, '?');
  const fromEnd = take(r, '^');
  const index = r.grammar.expression(r);
  if (!take(r, ']')) {
    failClosing(r, open, ']');
    return 'broken';
  }
  return { kind: 'index', range: rangeFrom(r, start), index, safe, fromEnd };
}

function readTerm(r: Reader): Expression {
  switch (kindHere(r)) {
    case 'name':
      return readNamed(r);
    case 'number':
      return readNumber(r);
    case 'string':
    case 'string-start':
      return readTemplate(r);
    case '{':
      return r.grammar.object(r);
    case '[':
      return isFor(r) ? readFor(r, r.grammar.expression) : readArray(r);
    case '(':
      return readParentheses(r);
    default:
      return failTerm(r);
  }
}

/** Whether the bracket it stands at begins a loop. */
function isFor(r: Reader): boolean {
  const at = kindAt(r, r.at + 1) === 'newline' ? r.at + 2 : r.at + 1;
  // `[for]` and `[for.x]` are lists of something that is named so.
  const next = kindAt(r, at + 1);
  return kindAt(r, at) === 'name' && textOf(r, at) === 'for' && (next === 'name' || next === '(');
}

/** A broken string is passed, for nothing else can be made of it. */
function failTerm(r: Reader): Expression {
  const start = startHere(r);
  const gap = failHere(r, 'bicep.expected-value');
  return take(r, 'broken') ? { kind: 'missing', range: rangeFrom(r, start) } : gap;
}

function readNumber(r: Reader): Expression {
  const text = textOf(r, r.at);
  const start = startHere(r);
  r.at++;
  const range = rangeFrom(r, start);
  if (text.length > 19) return fail(r, range, 'bicep.invalid-number', { text });
  return { kind: 'literal', range, value: Number(text) };
}

/** What begins with a name: a keyword, a function call, a lambda or a reference. */
function readNamed(r: Reader): Expression {
  const name = takeName(r);
  const { range } = name;
  switch (kindHere(r)) {
    case '(': {
      const args = readArguments(r);
      return { kind: 'call', range: rangeFrom(r, range.start), name, args };
    }
    case '=>': {
      const body = readLambdaBody(r);
      return { kind: 'lambda', range: rangeFrom(r, range.start), parameters: [name], body };
    }
  }
  switch (name.name) {
    case 'true':
      return { kind: 'literal', range, value: true };
    case 'false':
      return { kind: 'literal', range, value: false };
    case 'null':
      return { kind: 'literal', range, value: null };
    default:
      return { kind: 'name', range, name: name.name };
  }
}
