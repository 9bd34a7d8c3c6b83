import type { Range } from '../../../core/source';
import type { Attribute, Block, Body, Expression, TemplatePart } from '../ast';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** Thrown where the oracle refuses to render what it parsed; then there is nothing to compare. */
export class Unrenderable extends Error {}

/** Renders a tree as the oracle (@cdktf/hcl2json) renders its own: what it cannot evaluate becomes `${source}`. */
export function renderJson(text: string, body: Body): JsonObject {
  return renderBody({ text }, body);
}

interface Context {
  readonly text: string;
}

function renderBody(c: Context, body: Body): JsonObject {
  const out: JsonObject = {};
  for (const item of body.items) if (item.kind === 'block') renderBlock(c, item, out);
  // The oracle's fault, copied here: an attribute drops the blocks of the same name.
  for (const item of body.items) if (item.kind === 'attribute') renderAttribute(c, item, out);
  return out;
}

function renderAttribute(c: Context, attribute: Attribute, out: JsonObject): void {
  set(out, attribute.name.name, render(c, attribute.value));
}

function renderBlock(c: Context, block: Block, root: JsonObject): void {
  let out = root;
  let key = block.type.name;
  for (const label of block.labels) {
    const next = Object.hasOwn(out, key) ? out[key]! : {};
    // The oracle's fault: it refuses a labelled block after an unlabelled one of the same type.
    if (Array.isArray(next) || typeof next !== 'object' || next === null) throw new Unrenderable(key);
    set(out, key, next);
    out = next;
    key = label.name;
  }
  const value = renderBody(c, block.body);
  const present = Object.hasOwn(out, key) ? out[key] : undefined;
  if (present === undefined) set(out, key, [value]);
  else if (Array.isArray(present)) present.push(value);
  else throw new Unrenderable(key);
}

function render(c: Context, e: Expression): Json {
  switch (e.kind) {
    case 'literal':
      return e.value;
    case 'unary':
      if (e.operand.kind === 'literal') return renderUnary(e.operator, e.operand.value);
      return wrap(c, e.range);
    case 'template': {
      const only = soleExpression(e.parts);
      return only === undefined ? renderParts(c, e.parts) : render(c, only);
    }
    case 'tuple':
      return e.items.map((item) => render(c, item));
    case 'object': {
      const out: JsonObject = {};
      for (const { key, value } of e.items) set(out, renderKey(c, key), render(c, value));
      return out;
    }
    default:
      return wrap(c, e.range);
  }
}

function renderUnary(operator: '!' | '-', value: number | boolean | null): Json {
  if (operator === '-' && typeof value === 'number') return -value;
  if (operator === '!' && typeof value === 'boolean') return !value;
  throw new Unrenderable(operator);
}

/** The expression of a template that is one interpolation and nothing else. */
function soleExpression(parts: readonly TemplatePart[]): Expression | undefined {
  const part = parts[0];
  return parts.length === 1 && part?.kind === 'interpolation' ? part.expression : undefined;
}

function renderKey(c: Context, key: Expression): string {
  if (key.kind === 'variable' || (key.kind === 'attribute-of' && isTraversal(key)))
    return source(c, key.range);
  if (key.kind === 'index' && isTraversal(key)) return source(c, key.range);
  return renderString(c, key);
}

/** Names and literal indexes only: what HashiCorp's parser takes for one traversal. */
function isTraversal(e: Expression): boolean {
  switch (e.kind) {
    case 'variable':
      return true;
    case 'attribute-of':
      return isTraversal(e.object);
    case 'index':
      return isTraversal(e.object) && isLiteralIndex(e.index);
    default:
      return false;
  }
}

function isLiteralIndex(e: Expression): boolean {
  if (e.kind === 'literal') return typeof e.value === 'number';
  return e.kind === 'template' && e.parts.every((part) => part.kind === 'string');
}

function renderParts(c: Context, parts: readonly TemplatePart[]): string {
  return parts.map((part) => renderPart(c, part)).join('');
}

function renderPart(c: Context, part: TemplatePart): string {
  switch (part.kind) {
    case 'string':
      return escapeMarks(part.value);
    case 'interpolation':
      return renderString(c, part.expression);
    case 'if':
      return renderIf(
        source(c, part.condition.range),
        renderParts(c, part.then),
        renderParts(c, part.otherwise),
      );
    case 'for': {
      const names = part.keyName ? `${part.keyName.name}, ${part.valueName.name}` : part.valueName.name;
      return `%{for ${names} in ${source(c, part.collection.range)}}${renderParts(c, part.body)}%{endfor}`;
    }
  }
}

function renderIf(condition: string, then: string, otherwise: string): string {
  return `%{if ${condition}}${then}${otherwise === '' ? '' : `%{else}${otherwise}`}%{endif}`;
}

/** An expression as part of a string. */
function renderString(c: Context, e: Expression): string {
  switch (e.kind) {
    case 'literal':
      return typeof e.value === 'number' ? plainNumber(e.value) : e.text;
    case 'template': {
      const only = soleExpression(e.parts);
      return only === undefined ? renderParts(c, e.parts) : renderString(c, only);
    }
    case 'conditional':
      return renderIf(source(c, e.condition.range), renderString(c, e.then), renderString(c, e.otherwise));
    default:
      return wrap(c, e.range);
  }
}

function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e') ? BigInt(Math.trunc(value)).toString() : text;
}

function escapeMarks(text: string): string {
  return text.replaceAll('${', () => '$${').replaceAll('%{', () => '%%{');
}

function wrap(c: Context, range: Range): string {
  return `\${${source(c, range)}}`;
}

/** The oracle takes one closing parenthesis more, wherever one follows. */
function source(c: Context, range: Range): string {
  return c.text.slice(range.start, c.text[range.end] === ')' ? range.end + 1 : range.end);
}

function set(out: JsonObject, key: string, value: Json): void {
  Object.defineProperty(out, key, { value, enumerable: true, configurable: true, writable: true });
}
