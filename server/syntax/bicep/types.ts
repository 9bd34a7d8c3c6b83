import type { Type } from './ast';
import { readElements } from './collections';
import {
  expect,
  expectName,
  failClosing,
  failHere,
  isTooDeep,
  kindAt,
  kindHere,
  type Reader,
  rangeFrom,
  skipLines,
  skipLinesBefore,
  startHere,
  take,
  takeName,
  textOf,
} from './reader';
import { readTemplate } from './strings';

/** A type, as it stands behind a parameter's name: a name, values that are allowed, an object's shape. */
export function readType(r: Reader): Type {
  const start = startHere(r);
  if (isTooDeep(r)) return { kind: 'other', range: rangeFrom(r, start) };
  r.depth++;
  const type = readUnion(r, start);
  r.depth--;
  return type;
}

function readUnion(r: Reader, start: number): Type {
  skipLinesBefore(r, '|');
  const isUnion = take(r, '|');
  const first = readPostfix(r);
  const members = [first];
  for (skipLinesBefore(r, '|'); take(r, '|'); skipLinesBefore(r, '|')) members.push(readPostfix(r));
  if (!isUnion && members.length === 1) return first;
  return { kind: 'union', range: rangeFrom(r, isUnion ? start : first.range.start), members };
}

/** A type with what is attached to it: `[]`, `?`, `.property`, `<argument>`. */
function readPostfix(r: Reader): Type {
  const start = startHere(r);
  let type = readPrimary(r, start);
  for (;;) {
    const isNullable = take(r, '?');
    if (!isNullable && !readAttached(r)) return type;
    const range = rangeFrom(r, type.range.start);
    type = isNullable ? { kind: 'nullable', range, type: bare(type) } : { kind: 'other', range };
  }
}

/** `T??` is `T?`. */
function bare(type: Type): Type {
  return type.kind === 'nullable' ? type.type : type;
}

/** Passes one thing attached to a type; false when nothing is. */
function readAttached(r: Reader): boolean {
  const open = r.at;
  if (take(r, '!')) return true;
  if (take(r, '.')) {
    if (!take(r, '*')) expectName(r);
    return true;
  }
  if (take(r, '[')) {
    if (take(r, ']')) return true;
    if (!take(r, '*')) r.grammar.expression(r);
    if (!take(r, ']')) failClosing(r, open, ']');
    return true;
  }
  if (!take(r, '<')) return false;
  skipLines(r);
  while (!take(r, '>')) {
    const before = r.at;
    readType(r);
    skipLines(r);
    if (take(r, ',')) skipLines(r);
    else if (kindHere(r) !== '>') {
      failClosing(r, open, '>');
      if (r.at === before || kindHere(r) === 'end') break;
    }
  }
  return true;
}

function readPrimary(r: Reader, start: number): Type {
  const at = r.at;
  switch (kindHere(r)) {
    case 'name':
      return readNamed(r);
    case 'number':
    case 'string':
    case 'string-start':
    case '-':
    case '+':
    case '!': {
      const value = readValue(r);
      return { kind: 'value', range: rangeFrom(r, start), value };
    }
    case '{':
      r.at++;
      readElements(r, at, '}', (gap) => gap ?? readPropertyType(r));
      return { kind: 'other', range: rangeFrom(r, start) };
    case '[':
      r.at++;
      readElements(r, at, ']', (gap) => gap ?? readDecorated(r));
      return { kind: 'other', range: rangeFrom(r, start) };
    case '(': {
      r.at++;
      const inner = readType(r);
      if (!take(r, ')')) failClosing(r, at, ')');
      return inner;
    }
    default:
      failHere(r, 'bicep.expected-type');
      if (kindHere(r) === 'broken') r.at++;
      return { kind: 'other', range: rangeFrom(r, start) };
  }
}

/** A literal with its sign. An expression would take the `|` or `?` behind it for an operator. */
function readValue(r: Reader) {
  const kind = kindHere(r);
  if (kind === 'string' || kind === 'string-start') return readTemplate(r);
  const start = startHere(r);
  if (kind !== 'number') r.at++;
  const value = Number(textOf(r, r.at));
  if (!take(r, 'number') && !take(r, 'name')) return failHere(r, 'bicep.expected-type');
  return { kind: 'literal', range: rangeFrom(r, start), value: kind === '-' ? -value : value } as const;
}

function readNamed(r: Reader): Type {
  const start = startHere(r);
  const { name } = takeName(r);
  // `resource 'type@version'`, and for an output `resource` alone
  if (name === 'resource' && (kindHere(r) === 'string' || kindHere(r) === 'string-start')) {
    readTemplate(r);
    return { kind: 'other', range: rangeFrom(r, start) };
  }
  const range = rangeFrom(r, start);
  if (name === 'true' || name === 'false') {
    return { kind: 'value', range, value: { kind: 'literal', range, value: name === 'true' } };
  }
  if (name === 'null') return { kind: 'value', range, value: { kind: 'literal', range, value: null } };
  return { kind: 'named', range, name };
}

function readPropertyType(r: Reader): void {
  readTypeDecorators(r);
  const kind = kindHere(r);
  if (kind === 'name' || kind === 'string' || kind === '*') r.at++;
  else if (kind === 'string-start') readTemplate(r);
  else {
    failHere(r, 'bicep.expected-property');
    return;
  }
  if (expect(r, ':')) readType(r);
}

function readDecorated(r: Reader): void {
  readTypeDecorators(r);
  readType(r);
}

function readTypeDecorators(r: Reader): void {
  while (kindHere(r) === '@' && kindAt(r, r.at + 1) === 'name') {
    r.at++;
    r.grammar.expression(r);
    skipLines(r);
  }
}
