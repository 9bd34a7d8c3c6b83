import { readAttached } from './access';
import type { Binary, Expression, Identifier } from './ast';
import {
  AMPERSAND,
  BANG,
  BRACE_OPEN,
  BRACKET_OPEN,
  COLON,
  codeAt,
  EQUALS,
  GREATER,
  isDigit,
  LESS,
  MINUS,
  nameEnd,
  numberEnd,
  PAREN_CLOSE,
  PAREN_OPEN,
  PERCENT,
  PIPE,
  PLUS,
  QUESTION,
  QUOTE,
  SLASH,
  STAR,
} from './characters';
import { readArguments, readObject, readTuple } from './collections';
import {
  fail,
  failClosing,
  failHere,
  isTooHigh,
  MAX_DEPTH,
  missing,
  type Reader,
  skip,
  skipBroken,
  span,
  spanFrom,
  takeName,
} from './reader';
import { readHeredoc, readQuoted } from './templates';

/**
 * Reads an expression, from the white space before it to its last character or somewhat beyond (white space).
 * Leaves its height in the reader.
 */
export function readExpression(r: Reader): Expression {
  if (r.depth >= MAX_DEPTH) {
    skip(r);
    const start = r.pos;
    fail(r, start, start + 1, 'hcl.too-deep', { limit: MAX_DEPTH });
    skipBroken(r);
    return missing(r, start, r.pos);
  }
  r.depth++;
  let result = readOperation(r, 1);
  skip(r);
  if (codeAt(r.text, r.pos) === QUESTION) result = readConditional(r, result);
  r.depth--;
  return result;
}

function readConditional(r: Reader, condition: Expression): Expression {
  let height = r.height;
  r.pos++;
  const then = readExpression(r);
  height = Math.max(height, r.height);
  skip(r);
  let otherwise: Expression;
  if (codeAt(r.text, r.pos) === COLON) {
    r.pos++;
    otherwise = readExpression(r);
    height = Math.max(height, r.height);
  } else otherwise = failHere(r, 'hcl.expected', { mark: ':' });
  const range = { start: condition.range.start, end: otherwise.range.end };
  if (isTooHigh(r, height, range)) return { kind: 'missing', range };
  return { kind: 'conditional', range, condition, then, otherwise };
}

/** Precedence climbing: reads operators that bind at least as tightly as `level`; all group to the left. */
function readOperation(r: Reader, level: number): Expression {
  let left = readOperand(r);
  for (;;) {
    skip(r);
    const operator = operatorAt(r.text, r.pos);
    if (operator === undefined || LEVELS[operator] < level) return left;
    const height = r.height;
    r.pos += operator.length;
    const right = readOperation(r, LEVELS[operator] + 1);
    const range = { start: left.range.start, end: right.range.end };
    if (isTooHigh(r, Math.max(height, r.height), range)) return { kind: 'missing', range };
    left = { kind: 'binary', range, operator, left, right };
  }
}

const LEVELS: Readonly<Record<Binary['operator'], number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};

function operatorAt(text: string, pos: number): Binary['operator'] | undefined {
  const code = codeAt(text, pos);
  switch (code) {
    case PLUS:
      return '+';
    case MINUS:
      return '-';
    case STAR:
      return '*';
    case SLASH:
      return '/';
    case PERCENT:
      return '%';
    case LESS:
      return codeAt(text, pos + 1) === EQUALS ? '<=' : '<';
    case GREATER:
      return codeAt(text, pos + 1) === EQUALS ? '>=' : '>';
    case EQUALS:
      return codeAt(text, pos + 1) === EQUALS ? '==' : undefined;
    case BANG:
      return codeAt(text, pos + 1) === EQUALS ? '!=' : undefined;
    case AMPERSAND:
      return codeAt(text, pos + 1) === AMPERSAND ? '&&' : undefined;
    case PIPE:
      return codeAt(text, pos + 1) === PIPE ? '||' : undefined;
    default:
      return undefined;
  }
}

/** A term with what is attached to it (`.a`, `[0]`, `.*`), or a unary operator and its operand. */
function readOperand(r: Reader): Expression {
  skip(r);
  const start = r.pos;
  const code = codeAt(r.text, start);
  if (code !== MINUS && code !== BANG) return readAttached(r, readTerm(r, code));
  if (r.depth >= MAX_DEPTH) return readExpression(r);
  r.depth++;
  r.pos++;
  const operand = readOperand(r);
  r.depth--;
  const range = { start: r.base + start, end: operand.range.end };
  if (isTooHigh(r, r.height, range)) return { kind: 'missing', range };
  return { kind: 'unary', range, operator: code === MINUS ? '-' : '!', operand };
}

function readTerm(r: Reader, code: number): Expression {
  const end = nameEnd(r.text, r.pos);
  if (end > r.pos) return readNamed(r, end);
  switch (code) {
    case QUOTE:
      return readQuoted(r);
    case BRACKET_OPEN:
      return readTuple(r);
    case BRACE_OPEN:
      return readObject(r);
    case PAREN_OPEN:
      return readParentheses(r);
    case LESS:
      return readHeredoc(r) ?? failHere(r, 'hcl.expected-value');
    default:
      return isDigit(code) ? readNumber(r) : failHere(r, 'hcl.expected-value');
  }
}

/** Greater ones are no numbers for HCL; a number beyond a double is one, and keeps its text. */
const MAX_EXPONENT = 2 ** 31 - 1;

function readNumber(r: Reader): Expression {
  const start = r.pos;
  r.pos = numberEnd(r.text, start);
  const text = r.text.slice(start, r.pos);
  const value = Number(text);
  // No exponent that is too great fits into a short text.
  const exponent = text.length < 10 ? 0 : Number(/[eE](.*)/.exec(text)?.[1] ?? 0);
  if (Number.isNaN(value) || Math.abs(exponent) > MAX_EXPONENT)
    return fail(r, start, r.pos, 'hcl.invalid-number', { text });
  r.height = 1;
  return { kind: 'literal', range: span(r, start, r.pos), value, text };
}

/** What begins with a name: a keyword, a variable or a function call. */
function readNamed(r: Reader, end: number): Expression {
  let name = takeName(r, end);
  skip(r);
  let code = codeAt(r.text, r.pos);
  if (code === COLON && codeAt(r.text, r.pos + 1) === COLON) {
    name = readNamespaces(r, name);
    skip(r);
    code = codeAt(r.text, r.pos);
    if (code !== PAREN_OPEN) {
      fail(r, name.range.start - r.base, name.range.end - r.base, 'hcl.expected-call', { name: name.name });
      return { kind: 'missing', range: name.range };
    }
  }
  if (code === PAREN_OPEN) {
    const { items, expand } = readArguments(r);
    const range = spanFrom(r, name, r.pos);
    if (isTooHigh(r, r.height, range)) return { kind: 'missing', range };
    return { kind: 'call', range, name, args: items, expand };
  }
  r.height = 1;
  const text = name.name;
  const range = name.range;
  if (text === 'true') return { kind: 'literal', range, value: true, text };
  if (text === 'false') return { kind: 'literal', range, value: false, text };
  if (text === 'null') return { kind: 'literal', range, value: null, text };
  return { kind: 'variable', range, name: text };
}

/** The rest of `provider::aws::f`, after its first name. */
function readNamespaces(r: Reader, first: Identifier): Identifier {
  let name = first.name;
  let end = first.range.end - r.base;
  while (codeAt(r.text, r.pos) === COLON && codeAt(r.text, r.pos + 1) === COLON) {
    r.pos += 2;
    skip(r);
    const next = nameEnd(r.text, r.pos);
    if (next === r.pos) {
      failHere(r, 'hcl.expected-name');
      break;
    }
    name += `::${takeName(r, next).name}`;
    end = next;
    skip(r);
  }
  return { name, range: spanFrom(r, first, end) };
}

function readParentheses(r: Reader): Expression {
  const start = r.pos++;
  const lines = r.lines;
  r.lines = false;
  const inner = readExpression(r);
  skip(r);
  const closed = codeAt(r.text, r.pos) === PAREN_CLOSE;
  if (closed) r.pos++;
  else failClosing(r, start, '(', ')');
  r.lines = lines;
  const range = span(r, start, r.pos);
  if (!closed || isTooHigh(r, r.height, range)) return { kind: 'missing', range };
  return { kind: 'parentheses', range, inner };
}
