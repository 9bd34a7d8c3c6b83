import type {
  Declaration,
  Decorator,
  Expression,
  Extension,
  FunctionDeclaration,
  Identifier,
  Import,
  ImportedSymbol,
  Template,
  Type,
} from './ast';
import { readArguments, readElements, readFor, readIf } from './collections';
import {
  endBehind,
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
  wordHere,
} from './reader';
import { readTemplate } from './strings';
import { readType } from './types';

/** What all declarations have: where they begin, and what stands before the keyword. */
interface Head {
  readonly start: number;
  readonly keyword: Identifier;
  readonly decorators: readonly Decorator[];
}

/** A declaration from its first decorator to its last character; the caller looks after what follows. */
export function readDeclaration(r: Reader): Declaration | undefined {
  const start = startHere(r);
  const decorators: Decorator[] = [];
  while (kindHere(r) === '@') {
    const decorator = r.grammar.decorator(r);
    if (decorator !== undefined) decorators.push(decorator);
    if (!take(r, 'newline')) {
      failHere(r, 'bicep.expected-newline');
      return undefined;
    }
  }
  const read = READERS[wordHere(r)];
  if (read === undefined) {
    failHere(r, 'bicep.expected-declaration');
    return undefined;
  }
  const keyword = takeName(r);
  return read(r, { start, keyword, decorators });
}

/** What a declaration that begins with the keyword looks like behind it: what tells it from a property of that name. */
export function isDeclarationAt(r: Reader, at: number, word: string): boolean {
  if (kindAt(r, at) === '@') return true;
  if (READERS[word] === undefined) return false;
  const next = kindAt(r, at + 1);
  if (next === 'newline' || next === 'end' || next === 'name') return true;
  if (word === 'targetScope') return next === '=';
  return PATHS.has(word) && (next === 'string' || next === '{' || next === '*');
}

const PATHS: ReadonlySet<string> = new Set(['import', 'extension', 'provider', 'using', 'extends']);

type ReadRest = (r: Reader, head: Head) => Declaration | undefined;

const READERS: Readonly<Record<string, ReadRest | undefined>> = {
  __proto__: null as never,
  targetScope: (r, head) => {
    const value = readAssigned(r);
    return { kind: 'target-scope', ...declared(r, head), value };
  },
  metadata: (r, head) => readNamedValue(r, head, 'metadata'),
  assert: (r, head) => readNamedValue(r, head, 'assert'),
  param: readParameter,
  var: (r, head) => {
    const name = expectName(r);
    if (name === undefined) return undefined;
    const type = kindHere(r) === '=' ? undefined : readType(r);
    const value = readAssigned(r);
    return { kind: 'var', ...declared(r, head), name, type, value };
  },
  output: (r, head) => {
    const name = expectName(r);
    if (name === undefined) return undefined;
    const type = readType(r);
    const value = readAssigned(r);
    return { kind: 'output', ...declared(r, head), name, type, value };
  },
  type: (r, head) => {
    const name = expectName(r);
    if (name === undefined || !expect(r, '=')) return undefined;
    const type = readType(r);
    return { kind: 'type', ...declared(r, head), name, type };
  },
  resource: readResource,
  module: (r, head) => readModule(r, head, 'module'),
  test: (r, head) => readModule(r, head, 'test'),
  func: readFunction,
  import: (r, head) => (isString(r) ? readExtension(r, head) : readImport(r, head)),
  extension: readExtension,
  provider: readExtension,
  extensionConfig: readExtension,
  using: (r, head) => {
    const path = readPath(r);
    if (path === undefined && wordHere(r) === 'none') r.at++;
    else if (path === undefined) failHere(r, 'bicep.expected-path');
    if (wordHere(r) === 'with') readWith(r);
    return { kind: 'using', ...declared(r, head), path };
  },
  extends: (r, head) => {
    const path = readPath(r);
    if (path !== undefined) return { kind: 'extends', ...declared(r, head), path };
    failHere(r, 'bicep.expected-path');
    return undefined;
  },
};

function declared(r: Reader, { start, keyword, decorators }: Head) {
  return { range: rangeFrom(r, start), keyword: keyword.range, decorators };
}

/** `@name(…)`, `@sys.name(…)`. */
export function readDecorator(r: Reader): Decorator | undefined {
  const start = startHere(r);
  r.at++;
  let name = expectName(r);
  while (name !== undefined && take(r, '.')) name = expectName(r);
  if (name === undefined) return undefined;
  const args = kindHere(r) === '(' ? readArguments(r) : [];
  return { range: rangeFrom(r, start), name, args };
}

/** `= value` */
function readAssigned(r: Reader): Expression {
  return expect(r, '=') ? r.grammar.expression(r) : failHere(r, 'bicep.expected', { mark: '=' });
}

function readNamedValue(r: Reader, head: Head, kind: 'metadata' | 'assert'): Declaration | undefined {
  const name = expectName(r);
  if (name === undefined) return undefined;
  const value = readAssigned(r);
  return { kind, ...declared(r, head), name, value };
}

/** A template's parameter has a type, that of a parameters file has none. */
function readParameter(r: Reader, head: Head): Declaration | undefined {
  const name = expectName(r);
  if (name === undefined) return undefined;
  const type: Type | undefined = kindHere(r) === '=' ? undefined : readType(r);
  const value = kindHere(r) === '=' ? readAssigned(r) : undefined;
  return { kind: 'param', ...declared(r, head), name, type, value };
}

function readResource(r: Reader, head: Head): Declaration | undefined {
  const name = expectName(r);
  if (name === undefined) return undefined;
  const type = isString(r) ? readTemplate(r) : undefined;
  if (type === undefined) {
    failHere(r, 'bicep.expected-resource-type');
    return undefined;
  }
  const existing = wordHere(r) === 'existing';
  if (existing) r.at++;
  const body = readBody(r);
  const header = { start: head.keyword.range.start, end: name.range.end };
  return { kind: 'resource', ...declared(r, head), name, header, type, existing, body };
}

function readModule(r: Reader, head: Head, kind: 'module' | 'test'): Declaration | undefined {
  const name = expectName(r);
  if (name === undefined) return undefined;
  const path = readPath(r);
  if (path === undefined) {
    failHere(r, 'bicep.expected-path');
    return undefined;
  }
  const body = readBody(r);
  const header = { start: head.keyword.range.start, end: name.range.end };
  return { kind, ...declared(r, head), name, header, path, body };
}

/** `= {…}`, `= if (…) {…}` or `= [for …: …]` */
function readBody(r: Reader): Expression {
  if (!expect(r, '=')) return failHere(r, 'bicep.expected-body');
  skipLinesBefore(r, 'name', 'if');
  if (isTooDeep(r)) return { kind: 'missing', range: rangeFrom(r, endBehind(r)) };
  r.depth++;
  const body = kindHere(r) === '[' ? readFor(r, readSingleBody) : readSingleBody(r);
  r.depth--;
  return body;
}

function readSingleBody(r: Reader): Expression {
  if (wordHere(r) === 'if') return readIf(r);
  return kindHere(r) === '{' ? r.grammar.object(r) : failHere(r, 'bicep.expected-body');
}

function isString(r: Reader): boolean {
  return kindHere(r) === 'string' || kindHere(r) === 'string-start';
}

function readPath(r: Reader): Template | undefined {
  return isString(r) ? readTemplate(r) : undefined;
}

/** `func name(a string, b int) string => body` */
function readFunction(r: Reader, head: Head): Declaration | undefined {
  const name = expectName(r);
  if (name === undefined || kindHere(r) !== '(') {
    if (name !== undefined) failHere(r, 'bicep.expected', { mark: '(' });
    return undefined;
  }
  const open = r.at++;
  const parameters: Identifier[] = [];
  skipLines(r);
  while (!take(r, ')')) {
    const parameter = expectName(r);
    if (parameter === undefined) return undefined;
    parameters.push(parameter);
    readType(r);
    skipLines(r);
    if (take(r, ',')) skipLines(r);
    else if (kindHere(r) !== ')') {
      failClosing(r, open, ')');
      return undefined;
    }
  }
  readType(r);
  if (!expect(r, '=>')) return undefined;
  skipLines(r);
  const body = r.grammar.expression(r);
  return { kind: 'func', ...declared(r, head), name, parameters, body } satisfies FunctionDeclaration;
}

/** `{ a, b as c } from 'path'`, `* as name from 'path'` */
function readImport(r: Reader, head: Head): Declaration | undefined {
  const symbols: ImportedSymbol[] = [];
  let wildcard: Identifier | undefined;
  if (kindHere(r) === '{') {
    const open = r.at++;
    readElements(r, open, '}', (gap) => {
      const symbol = gap === undefined ? readSymbol(r) : undefined;
      if (symbol !== undefined) symbols.push(symbol);
    });
  } else {
    if (!expect(r, '*')) return undefined;
    wildcard = readAlias(r);
    if (wildcard === undefined) {
      failHere(r, 'bicep.expected', { mark: 'as' });
      return undefined;
    }
  }
  if (wordHere(r) !== 'from') {
    failHere(r, 'bicep.expected', { mark: 'from' });
    return undefined;
  }
  r.at++;
  const path = readPath(r);
  if (path === undefined) {
    failHere(r, 'bicep.expected-path');
    return undefined;
  }
  return { kind: 'import', ...declared(r, head), symbols, wildcard, path } satisfies Import;
}

function readSymbol(r: Reader): ImportedSymbol | undefined {
  const start = startHere(r);
  let name: Identifier | undefined;
  if (kindHere(r) === 'string') {
    const template = readTemplate(r);
    const [text] = template.parts;
    name = { name: text?.kind === 'text' ? text.value : '', range: rangeFrom(r, start) };
  } else name = expectName(r);
  return name && { name, alias: readAlias(r) ?? name };
}

/** `as name`, if it stands there. */
function readAlias(r: Reader): Identifier | undefined {
  if (wordHere(r) !== 'as') return undefined;
  r.at++;
  return expectName(r);
}

function readExtension(r: Reader, head: Head): Declaration | undefined {
  const specification = isString(r) ? undefined : expectName(r);
  if (specification === undefined && readPath(r) === undefined) return undefined;
  if (wordHere(r) === 'with') readWith(r);
  const alias = readAlias(r) ?? specification;
  return { kind: 'extension', ...declared(r, head), alias } satisfies Extension;
}

function readWith(r: Reader): void {
  r.at++;
  if (kindHere(r) === '{') r.grammar.object(r);
  else failHere(r, 'bicep.expected', { mark: '{' });
}
