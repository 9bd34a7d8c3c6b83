import type {
  Identifier,
  Missing,
  ObjectExpression,
  Property,
  ResourceDeclaration,
  Spread,
  Template,
} from './ast';
import { readElements, readSpread } from './collections';
import {
  expect,
  failHere,
  kindAt,
  kindHere,
  type Reader,
  rangeFrom,
  startHere,
  takeName,
  wordHere,
} from './reader';
import { readTemplate } from './strings';

export type ObjectItem = Property | Spread | ResourceDeclaration | Missing;

/** `{ key: value }`, or a property a line. */
export function readObject(r: Reader): ObjectExpression {
  const open = r.at++;
  const start = r.tokens.starts[open]!;
  const items: ObjectItem[] = [];
  readElements(r, open, '}', (gap) => items.push(gap ?? readObjectItem(r)));
  return { kind: 'object', range: rangeFrom(r, start), items };
}

/** A property, a spread, or a resource nested in the one whose body this is. */
export function readObjectItem(r: Reader): ObjectItem {
  if (kindHere(r) === '...') return readSpread(r);
  if (kindHere(r) === '@' || (wordHere(r) === 'resource' && kindAt(r, r.at + 1) === 'name')) {
    const start = startHere(r);
    const declaration = r.grammar.declaration(r);
    if (declaration?.kind === 'resource') return declaration;
    return { kind: 'missing', range: rangeFrom(r, start) };
  }
  const start = startHere(r);
  const key = readKey(r);
  if (key === undefined) return failHere(r, 'bicep.expected-property');
  if (!expect(r, ':')) return { kind: 'missing', range: rangeFrom(r, start) };
  const value = r.grammar.expression(r);
  return { kind: 'property', range: rangeFrom(r, start), key, value };
}

function readKey(r: Reader): Identifier | Template | undefined {
  const kind = kindHere(r);
  if (kind === 'name') return takeName(r);
  return kind === 'string' || kind === 'string-start' ? readTemplate(r) : undefined;
}
