import type { Expression, Identifier, ObjectItem } from './ast';
import {
  BRACE_CLOSE,
  BRACKET_CLOSE,
  COLON,
  COMMA,
  codeAt,
  EQUALS,
  GREATER,
  isLineEnd,
  nameEnd,
  PAREN_CLOSE,
} from './characters';
import {
  atWord,
  failClosing,
  failHere,
  isTooHigh,
  missing,
  type Reader,
  skip,
  skipBroken,
  skipLines,
  span,
  takeName,
  tokenHere,
} from './reader';

/** `[a, b]`, or `[for …]`. */
export function readTuple(r: Reader): Expression {
  const start = r.pos;
  const lines = r.lines;
  r.lines = false;
  r.pos++;
  skip(r);
  let result: Expression;
  if (atWord(r, 'for')) result = readFor(r, start, 'tuple');
  else {
    const { items } = readItems(r, start, '[', ']', BRACKET_CLOSE);
    const range = span(r, start, r.pos);
    result = isTooHigh(r, r.height, range) ? { kind: 'missing', range } : { kind: 'tuple', range, items };
  }
  r.lines = lines;
  return result;
}

/** `(a, b...)` after a function's name. */
export function readArguments(r: Reader): { items: Expression[]; expand: boolean } {
  const start = r.pos;
  const lines = r.lines;
  r.lines = false;
  r.pos++;
  const list = readItems(r, start, '(', ')', PAREN_CLOSE);
  r.lines = lines;
  return list;
}

/** Expressions with commas between them, to the closing mark. Leaves the greatest height. */
function readItems(
  r: Reader,
  start: number,
  opening: string,
  closing: string,
  close: number,
): { items: Expression[]; expand: boolean } {
  const items: Expression[] = [];
  let expand = false;
  let height = 0;
  for (;;) {
    skip(r);
    let code = codeAt(r.text, r.pos);
    if (code === close) {
      r.pos++;
      break;
    }
    if (code === -1) {
      items.push(failClosing(r, start, opening, closing));
      break;
    }
    const before = r.pos;
    const item = r.expression(r);
    items.push(item);
    if (r.height > height) height = r.height;
    skip(r);
    // A gap may have taken the comma with it: then the next line goes on with the next item.
    if (item.kind === 'missing' && r.text.slice(item.range.end - r.base, r.pos).includes('\n')) continue;
    code = codeAt(r.text, r.pos);
    if (code === COMMA) r.pos++;
    else if (close === PAREN_CLOSE && r.text.startsWith('...', r.pos)) {
      r.pos += 3;
      expand = true;
      skip(r);
      if (codeAt(r.text, r.pos) === close) continue;
      items.push(failHere(r, 'hcl.expected', { mark: closing }));
      if (!resume(r, before)) break;
    } else if (code !== close && code !== -1) {
      items.push(failHere(r, 'hcl.expected', { mark: closing }));
      if (!resume(r, before)) break;
    }
  }
  r.height = height;
  return { items, expand };
}

/** In recovery: goes on after a broken item; false when a closing mark of something else shows that the list ends. */
function resume(r: Reader, before: number): boolean {
  skipBroken(r);
  const code = codeAt(r.text, r.pos);
  if (code === COMMA) r.pos++;
  else if (code === BRACE_CLOSE || code === BRACKET_CLOSE || code === PAREN_CLOSE) return r.pos > before;
  if (r.pos === before) r.pos++;
  return true;
}

/** `{ a = b }`, or `{for …}`. */
export function readObject(r: Reader): Expression {
  const start = r.pos;
  const lines = r.lines;
  r.pos++;
  skipLines(r);
  let result: Expression;
  if (atWord(r, 'for')) {
    r.lines = false;
    result = readFor(r, start, 'object');
  } else {
    r.lines = true;
    const items = readPairs(r, start);
    const range = span(r, start, r.pos);
    result = isTooHigh(r, r.height, range) ? { kind: 'missing', range } : { kind: 'object', range, items };
  }
  r.lines = lines;
  return result;
}

function readPairs(r: Reader, start: number): ObjectItem[] {
  const items: ObjectItem[] = [];
  let height = 0;
  for (;;) {
    skipLines(r);
    let code = codeAt(r.text, r.pos);
    if (code === BRACE_CLOSE) {
      r.pos++;
      break;
    }
    if (code === -1 || (!r.strict && (code === BRACKET_CLOSE || code === PAREN_CLOSE))) {
      const gap = failClosing(r, start, '{', '}');
      items.push({ key: gap, value: gap });
      break;
    }
    const before = r.pos;
    const key = r.expression(r);
    if (r.height > height) height = r.height;
    skip(r);
    code = codeAt(r.text, r.pos);
    let value: Expression;
    if (code === COLON || (code === EQUALS && codeAt(r.text, r.pos + 1) !== GREATER)) {
      r.pos++;
      value = r.expression(r);
      if (r.height > height) height = r.height;
      skip(r);
    } else value = failHere(r, 'hcl.expected-equals');
    code = codeAt(r.text, r.pos);
    if (code === COMMA) r.pos++;
    else if (code !== BRACE_CLOSE && !isLineEnd(r.text, r.pos)) {
      value = failHere(r, 'hcl.unexpected', { text: tokenHere(r) });
      skipBroken(r);
      if (codeAt(r.text, r.pos) === COMMA || r.pos === before) r.pos++;
    }
    items.push({ key, value });
  }
  r.height = height;
  return items;
}

/** After `[` or `{`, at the word `for`; newlines are white space already. */
function readFor(r: Reader, start: number, form: 'tuple' | 'object'): Expression {
  const close = form === 'tuple' ? BRACKET_CLOSE : BRACE_CLOSE;
  const head = readForHead(r);
  if (head === undefined) return brokenFor(r, start, close);
  let height = r.height;
  skip(r);
  if (codeAt(r.text, r.pos) !== COLON) {
    failHere(r, 'hcl.expected', { mark: ':' });
    return brokenFor(r, start, close);
  }
  r.pos++;
  let value = r.expression(r);
  let key: Expression | undefined;
  height = Math.max(height, r.height);
  skip(r);
  if (form === 'object') {
    if (!r.text.startsWith('=>', r.pos)) {
      failHere(r, 'hcl.expected', { mark: '=>' });
      return brokenFor(r, start, close);
    }
    r.pos += 2;
    key = value;
    value = r.expression(r);
    height = Math.max(height, r.height);
    skip(r);
  }
  let grouped = false;
  if (form === 'object' && r.text.startsWith('...', r.pos)) {
    grouped = true;
    r.pos += 3;
    skip(r);
  }
  let condition: Expression | undefined;
  if (atWord(r, 'if')) {
    r.pos += 2;
    condition = r.expression(r);
    height = Math.max(height, r.height);
    skip(r);
  }
  if (codeAt(r.text, r.pos) !== close) {
    failClosing(r, start, form === 'tuple' ? '[' : '{', form === 'tuple' ? ']' : '}');
    return brokenFor(r, start, close);
  }
  r.pos++;
  const range = span(r, start, r.pos);
  if (isTooHigh(r, height, range)) return { kind: 'missing', range };
  const { keyName, valueName, collection } = head;
  return { kind: 'for', range, form, keyName, valueName, collection, key, value, grouped, condition };
}

export interface ForHead {
  readonly keyName: Identifier | undefined;
  readonly valueName: Identifier;
  readonly collection: Expression;
}

/** `for k, v in collection`, from the word `for`; undefined (and a problem) when it is not that. */
export function readForHead(r: Reader): ForHead | undefined {
  r.pos += 'for'.length;
  let valueName = readForName(r);
  if (valueName === undefined) return undefined;
  let keyName: Identifier | undefined;
  skip(r);
  if (codeAt(r.text, r.pos) === COMMA) {
    r.pos++;
    keyName = valueName;
    valueName = readForName(r);
    if (valueName === undefined) return undefined;
    skip(r);
  }
  if (!atWord(r, 'in')) {
    failHere(r, 'hcl.expected', { mark: 'in' });
    return undefined;
  }
  r.pos += 2;
  return { keyName, valueName, collection: r.expression(r) };
}

function readForName(r: Reader): Identifier | undefined {
  skip(r);
  const end = nameEnd(r.text, r.pos);
  if (end > r.pos) return takeName(r, end);
  failHere(r, 'hcl.expected-name');
  return undefined;
}

function brokenFor(r: Reader, start: number, close: number): Expression {
  skipBroken(r);
  if (codeAt(r.text, r.pos) === close) r.pos++;
  r.height = 1;
  return missing(r, start, r.pos);
}
