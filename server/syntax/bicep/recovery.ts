import type { Declaration, Decorator, ObjectExpression } from './ast';
import { isDeclarationAt, readDeclaration, readDecorator } from './declarations';
import { type ObjectItem, readObjectItem } from './objects';
import {
  fail,
  failHere,
  kindAt,
  kindHere,
  note,
  type Reader,
  Refusal,
  rangeFrom,
  skipBroken,
  take,
  textOf,
} from './reader';
import type { TokenKind } from './tokens';

/**
 * Reads a text that has errors, with indentation as a hint: what does not read strictly ends at the latest where a
 * line at or left of its own column begins a new declaration or property.
 */
export function recoverDeclarations(r: Reader): Declaration[] {
  const declarations: Declaration[] = [];
  for (;;) {
    take(r, 'newline');
    if (kindHere(r) === 'end') return declarations;
    const column = indentAt(r, r.at);
    const outer = r.limit;
    r.limit = limitOfDeclaration(r, column);
    const declaration = recoverDeclaration(r, column);
    if (declaration !== undefined) declarations.push(declaration);
    if (kindHere(r) !== 'newline' && kindHere(r) !== 'end')
      failHere(r, 'bicep.unexpected', { text: textOf(r, r.at) });
    skipContinuation(r, column);
    r.limit = outer;
  }
}

/** The declaration at the reader's position, strictly if it is whole, else as much of it as can be read. */
function recoverDeclaration(r: Reader, column: number): Declaration | undefined {
  const attempt = attemptStrictly(r, readDeclaration, column);
  if (attempt !== undefined && !(attempt instanceof Refusal)) return attempt;
  const count = r.problems.length;
  const declaration = readDeclaration(r);
  if (attempt !== undefined && r.problems.length === count) note(r, attempt.problem);
  return declaration;
}

/**
 * Tries to read something strictly: it is what was read; or what is wrong with it; or undefined when nothing is, but it
 * ends where it cannot end (then it has most likely swallowed a bracket that is not its own) or no attempts are left.
 * Nothing is changed when it was not read.
 */
function attemptStrictly<T>(r: Reader, read: (r: Reader) => T, column: number): T | Refusal | undefined {
  if (r.attempts <= 0) return undefined;
  const { at: start, depth } = r;
  const count = r.problems.length;
  let refusal: Refusal | undefined;
  r.strict = true;
  try {
    const result = read(r);
    if (isSeparator(kindHere(r)) && isEndInPlace(r, start, column)) return result;
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    refusal = thrown;
  } finally {
    r.strict = false;
    r.depth = depth;
  }
  r.attempts -= r.at - start;
  r.at = start;
  r.problems.length = count;
  return refusal;
}

function isSeparator(kind: TokenKind): boolean {
  return kind === 'newline' || kind === ',' || kind === '}' || kind === 'end';
}

/** A decorator, which ends with its lines at the latest: what it belongs to stands behind it. */
export function recoverDecorator(r: Reader): Decorator | undefined {
  const outer = r.limit;
  const column = indentAt(r, r.at);
  const behind = nextLine(r, r.at, (line) => indentAt(r, line) <= column && !isClosing(r, line));
  // Its newline is left to the caller.
  const end = behind < outer ? behind - 1 : outer;
  r.limit = end;
  const decorator = readDecorator(r);
  r.limit = outer;
  r.at = end;
  return decorator;
}

/** Whether what was read ends as it begins: a bracket that begins a line in another column is most likely not its own. */
function isEndInPlace(r: Reader, start: number, column: number): boolean {
  if (!isClosing(r, r.at - 1)) return true;
  const line = lineOf(r, r.at - 1);
  return line <= start || indentAt(r, line) === column;
}

/** An object, property by property. Its braces need not match, if its lines show where it ends. */
export function recoverObject(r: Reader): ObjectExpression {
  const open = r.at++;
  const start = r.tokens.starts[open]!;
  let column = indentAt(r, lineOf(r, open));
  // Properties that are not indented are properties all the same.
  if (kindHere(r) === 'newline') column = Math.min(column, indentAt(r, r.at + 1) - 1);
  const items: ObjectItem[] = [];
  for (;;) {
    if (take(r, 'newline') || take(r, ',')) continue;
    const kind = kindHere(r);
    const isFirst = isLineStart(r, r.at);
    if (kind === '}' && !(isFirst && indentAt(r, r.at) < column)) {
      r.at++;
      break;
    }
    if (kind === 'end' || (isFirst && indentAt(r, r.at) <= column)) {
      const range = { start, end: start + 1 };
      items.push(fail(r, range, 'bicep.unclosed', { mark: '{' }));
      // The newline is left to whom the line belongs.
      if (isFirst) r.at--;
      break;
    }
    recoverItem(r, items, isFirst);
    if (!isFirst && kindHere(r) === ')') break;
  }
  return { kind: 'object', range: rangeFrom(r, start), items };
}

function recoverItem(r: Reader, items: ObjectItem[], isFirst: boolean): void {
  const before = r.at;
  const outer = r.limit;
  const column = indentAt(r, r.at);
  const attempt = isFirst ? attemptStrictly(r, readObjectItem, column) : undefined;
  if (attempt !== undefined && !(attempt instanceof Refusal)) {
    items.push(attempt);
    return;
  }
  if (isFirst) r.limit = Math.min(outer, limitOfItem(r, column));
  items.push(readObjectItem(r));
  if (!isSeparator(kindHere(r))) {
    items.push(failHere(r, 'bicep.expected-separator'));
    skipBroken(r);
    if (r.at === before) r.at++;
  }
  if (isFirst && items[items.length - 1]!.kind === 'missing') skipContinuation(r, column);
  r.limit = outer;
}

/** Passes the rest of a line and the lines that are indented further than what was broken, for they went on with it. */
function skipContinuation(r: Reader, column: number): void {
  while (kindHere(r) !== 'end') {
    if (kindHere(r) === 'newline' && indentAt(r, r.at + 1) <= column) return;
    r.at++;
  }
}

/** Where a declaration ends at the latest: before the next line that begins one, not further in than it begins itself. */
function limitOfDeclaration(r: Reader, column: number): number {
  return nextLine(
    r,
    pastDecorators(r, column),
    (line) => indentAt(r, line) <= column && isDeclarationAt(r, line, textOf(r, line)),
  );
}

/** Where a property ends at the latest: before the next one, or a bracket that closes what it stands in. */
function limitOfItem(r: Reader, column: number): number {
  return nextLine(r, pastDecorators(r, column), (line) => {
    const indent = indentAt(r, line);
    return indent <= column && (isItemAt(r, line) || (indent < column && isClosing(r, line)));
  });
}

/** The line of the keyword behind the decorators that it stands at: they belong to it. */
function pastDecorators(r: Reader, column: number): number {
  let at = r.at;
  while (kindAt(r, at) === '@') {
    at = nextLine(r, at, (line) => indentAt(r, line) <= column && !isClosing(r, line));
  }
  return at;
}

function isClosing(r: Reader, at: number): boolean {
  const kind = kindAt(r, at);
  return kind === '}' || kind === ']' || kind === ')';
}

function isItemAt(r: Reader, at: number): boolean {
  const kind = kindAt(r, at);
  const next = kindAt(r, at + 1);
  if (kind === 'name' || kind === 'string')
    return next === ':' || (next === 'name' && textOf(r, at) === 'resource');
  return kind === '...' || kind === '@';
}

/** The first token of the next line for which something holds, or the reader's limit. */
function nextLine(r: Reader, from: number, holds: (line: number) => boolean): number {
  for (let at = from + 1; at < r.limit; at++) {
    if (isLineStart(r, at) && holds(at)) return at;
  }
  return r.limit;
}

function isLineStart(r: Reader, at: number): boolean {
  return at === 0 || r.tokens.kinds[at - 1] === 'newline';
}

/** The first token of the line on which a token stands. */
function lineOf(r: Reader, at: number): number {
  let line = at;
  while (!isLineStart(r, line)) line--;
  return line;
}

/** How far a token is indented, in characters. */
function indentAt(r: Reader, at: number): number {
  const start = r.tokens.starts[at] ?? r.text.length;
  let line = start;
  while (line > 0 && r.text[line - 1] !== '\n' && r.text[line - 1] !== '\r') line--;
  return start - line;
}
