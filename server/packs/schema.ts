import type { Message } from '../core/message';
import type { Range } from '../core/source';
import type { MappingNode, Node } from '../syntax/tree/node';

/** The part of JSON Schema (draft 7) that the published schemas use. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly minProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly definitions?: Readonly<Record<string, Schema>>;
}

export interface Misfit {
  readonly range: Range;
  readonly message: Message;
}

/**
 * Checks a tree against a schema and says exactly where it does not fit and what was expected.
 * Patterns come from the published schemas only, never from a pack.
 */
export function misfits(node: Node, schema: Schema, root: Schema = schema): Misfit[] {
  if (schema.$ref) return misfits(node, resolve(schema.$ref, root), root);
  if (schema.anyOf) return alternatives(node, schema.anyOf, root);
  const expected = schema.type === undefined ? undefined : [schema.type].flat();
  if (
    expected &&
    !expected.includes(typeOf(node)) &&
    !(typeOf(node) === 'integer' && expected.includes('number'))
  ) {
    return [misfit(node.range, 'schema.type', { expected: expected.join(', '), found: typeOf(node) })];
  }
  switch (node.kind) {
    case 'scalar':
      return scalarMisfits(node, schema);
    case 'sequence': {
      if (schema.enum) return [notListed(node, schema.enum)];
      const short = node.items.length < (schema.minItems ?? 0) ? [misfit(node.range, 'schema.empty')] : [];
      return short.concat(
        schema.items ? node.items.flatMap((item) => misfits(item, schema.items!, root)) : [],
      );
    }
    case 'mapping':
      return mappingMisfits(node, schema, root);
  }
}

function scalarMisfits(node: Node & { kind: 'scalar' }, schema: Schema): Misfit[] {
  if (schema.enum && !schema.enum.includes(node.value)) {
    return [notListed(node, schema.enum)];
  }
  if (schema.pattern && !new RegExp(schema.pattern, 'u').test(node.text)) {
    return [misfit(node.range, 'schema.pattern', { expected: schema.pattern, found: node.text })];
  }
  return node.text.length < (schema.minLength ?? 0) ? [misfit(node.range, 'schema.empty')] : [];
}

function mappingMisfits(node: MappingNode, schema: Schema, root: Schema): Misfit[] {
  if (schema.enum) return [notListed(node, schema.enum)];
  const found: Misfit[] = [];
  const { properties = {}, additionalProperties = true } = schema;
  for (const { key, value } of node.pairs) {
    const own = Object.hasOwn(properties, key.text) ? properties[key.text] : undefined;
    if (own) found.push(...misfits(value, own, root));
    else if (additionalProperties === false) {
      found.push(
        misfit(key.range, 'schema.unknown-key', {
          key: key.text,
          expected: Object.keys(properties).join(', '),
        }),
      );
    } else if (typeof additionalProperties === 'object')
      found.push(...misfits(value, additionalProperties, root));
  }
  for (const name of schema.required ?? []) {
    if (!node.pairs.some(({ key }) => key.text === name)) {
      found.push(misfit(firstLine(node), 'schema.required', { key: name }));
    }
  }
  if (node.pairs.length < (schema.minProperties ?? 0)) found.push(misfit(node.range, 'schema.empty'));
  return found;
}

function notListed(node: Node, allowed: readonly unknown[]): Misfit {
  const found = node.kind === 'scalar' ? node.text : typeOf(node);
  return misfit(node.range, 'schema.enum', { expected: allowed.join(', '), found });
}

/** Of several that may fit, the one of the node's own kind explains best what is wrong. */
function alternatives(node: Node, schemas: readonly Schema[], root: Schema): Misfit[] {
  let best: Misfit[] | undefined;
  for (const schema of schemas) {
    const found = misfits(node, schema, root);
    if (found.length === 0) return [];
    const wrongType = found.some((one) => one.range === node.range && one.message.key === 'schema.type');
    if (!best || !wrongType) best = found;
  }
  return best ?? [];
}

function resolve(reference: string, root: Schema): Schema {
  return root.definitions?.[reference.replace('#/definitions/', '')] ?? {};
}

function typeOf(node: Node): string {
  if (node.kind === 'sequence') return 'array';
  if (node.kind === 'mapping') return 'object';
  if (node.value === null) return 'null';
  return typeof node.value === 'number' && Number.isInteger(node.value) ? 'integer' : typeof node.value;
}

function firstLine(node: MappingNode): Range {
  return node.pairs[0]?.key.range ?? node.range;
}

function misfit(range: Range, key: string, args?: Readonly<Record<string, string>>): Misfit {
  return { range, message: { key, ...(args && { args }) } };
}
