import type { Attribute, Block, Body, Identifier, Label } from './ast';
import { BRACE_CLOSE, BRACE_OPEN, codeAt, EQUALS, GREATER, isLineEnd, nameEnd, QUOTE } from './characters';
import {
  fail,
  failClosing,
  failHere,
  MAX_DEPTH,
  type Reader,
  report,
  skip,
  skipLines,
  span,
  spanFrom,
  takeName,
  tokenHere,
} from './reader';
import { readQuoted } from './templates';

/** A whole file, strictly: throws a `Refusal` at the first error. */
export function readRoot(r: Reader): Body {
  const items: (Attribute | Block)[] = [];
  for (;;) {
    skipLines(r);
    if (r.pos >= r.text.length) break;
    items.push(readItem(r));
    expectLineEnd(r);
  }
  reportDuplicates(r, items);
  return { kind: 'body', range: span(r, 0, r.text.length), items };
}

/** An attribute or block, strictly, to its last character; the caller looks after what follows. */
export function readItem(r: Reader): Attribute | Block {
  const end = nameEnd(r.text, r.pos);
  if (end === r.pos) {
    failHere(r, codeAt(r.text, r.pos) === QUOTE ? 'hcl.quoted-name' : 'hcl.expected-item');
  }
  const name = takeName(r, end);
  skip(r);
  return isAssignment(r) ? readAttribute(r, name) : readBlock(r, name);
}

/** Whether `=` stands at the reader's position, not `==` and not `=>`. */
export function isAssignment(r: Reader): boolean {
  if (codeAt(r.text, r.pos) !== EQUALS) return false;
  const next = codeAt(r.text, r.pos + 1);
  return next !== EQUALS && next !== GREATER;
}

/** From the `=` on. */
export function readAttribute(r: Reader, name: Identifier): Attribute {
  r.pos++;
  const value = r.expression(r);
  return { kind: 'attribute', range: { start: name.range.start, end: value.range.end }, name, value };
}

function readBlock(r: Reader, type: Identifier): Block {
  const labels = readLabels(r);
  if (codeAt(r.text, r.pos) !== BRACE_OPEN) {
    if (labels.length > 0) failHere(r, 'hcl.expected-body', { name: type.name });
    fail(r, type.range.start - r.base, type.range.end - r.base, 'hcl.expected-item');
  }
  const start = r.pos++;
  if (r.depth >= MAX_DEPTH) fail(r, start, r.pos, 'hcl.too-deep', { limit: MAX_DEPTH });
  r.depth++;
  skip(r);
  const items: (Attribute | Block)[] = [];
  if (isLineEnd(r.text, r.pos)) readLines(r, start, items);
  else if (codeAt(r.text, r.pos) !== BRACE_CLOSE) readSingle(r, start, items);
  r.depth--;
  const close = r.pos++;
  return makeBlock(r, type, labels, items, start, start + 1, close);
}

/**
 * @param open where the opening brace stands, @param inner where the body begins (the same, when the brace is missing)
 * @param close where the closing brace stands, or -1 with the reader where the block's text ends
 */
export function makeBlock(
  r: Reader,
  type: Identifier,
  labels: readonly Label[],
  items: readonly (Attribute | Block)[],
  open: number,
  inner: number,
  close: number,
): Block {
  reportDuplicates(r, items);
  const closed = close >= 0;
  const end = closed ? close : r.pos;
  return {
    kind: 'block',
    range: spanFrom(r, type, closed ? close + 1 : end),
    type,
    labels,
    body: { kind: 'body', range: span(r, inner, end), items },
    header: { start: type.range.start, end: (labels[labels.length - 1] ?? type).range.end },
    open: span(r, open, inner),
    close: closed ? span(r, close, close + 1) : undefined,
  };
}

/** A block's labels, with the white space behind them. */
export function readLabels(r: Reader): Label[] {
  const labels: Label[] = [];
  for (;;) {
    skip(r);
    const end = nameEnd(r.text, r.pos);
    if (end > r.pos) {
      const { name, range } = takeName(r, end);
      labels.push({ name, range, quoted: false });
    } else if (codeAt(r.text, r.pos) === QUOTE) {
      const start = r.pos;
      const template = readQuoted(r, 'label');
      if (template.kind !== 'template') return labels;
      const [part, ...more] = template.parts;
      if (more.length > 0 || (part !== undefined && part.kind !== 'string')) {
        fail(r, start, r.pos, 'hcl.template-in-label');
      }
      const name = part?.kind === 'string' ? part.value : '';
      labels.push({ name, range: template.range, quoted: true });
    } else return labels;
  }
}

/** The lines of a block, up to its closing brace. */
function readLines(r: Reader, open: number, items: (Attribute | Block)[]): void {
  for (;;) {
    skipLines(r);
    const code = codeAt(r.text, r.pos);
    if (code === BRACE_CLOSE) return;
    if (code === -1) failClosing(r, open, '{', '}');
    items.push(readItem(r));
    expectLineEnd(r);
  }
}

/** The one attribute of a block on one line, up to the closing brace. */
function readSingle(r: Reader, open: number, items: (Attribute | Block)[]): void {
  const end = nameEnd(r.text, r.pos);
  if (end === r.pos) failHere(r, 'hcl.one-line-block');
  const name = takeName(r, end);
  skip(r);
  if (!isAssignment(r)) failHere(r, 'hcl.one-line-block');
  items.push(readAttribute(r, name));
  skip(r);
  if (r.pos >= r.text.length) failClosing(r, open, '{', '}');
  if (codeAt(r.text, r.pos) !== BRACE_CLOSE) failHere(r, 'hcl.one-line-block');
}

export function expectLineEnd(r: Reader): void {
  skip(r);
  if (!isLineEnd(r.text, r.pos)) failHere(r, 'hcl.expected-newline', { text: tokenHere(r) });
}

/** An attribute may be set once. Both stay in the tree, so this ends no parse. */
export function reportDuplicates(r: Reader, items: readonly (Attribute | Block)[]): void {
  const count = items.length;
  if (count < 2) return;
  const seen = count > 8 ? new Set<string>() : undefined;
  for (let i = 0; i < count; i++) {
    const item = items[i]!;
    if (item.kind !== 'attribute') continue;
    const { name, range } = item.name;
    let again = false;
    if (seen !== undefined) {
      again = seen.has(name);
      seen.add(name);
    } else {
      for (let j = 0; j < i && !again; j++) {
        const other = items[j]!;
        again = other.kind === 'attribute' && other.name.name === name;
      }
    }
    if (again) report(r, range.start - r.base, range.end - r.base, 'hcl.duplicate-attribute', { name });
  }
}
