import type { Range } from '../../core/source';
import type { Node, ScalarNode } from '../../syntax/tree/node';

/** The part of JSON Schema (draft 7) that the configuration's schema is written in. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: { readonly anyOf?: readonly Schema[] };
  readonly items?: Schema;
  readonly minItems?: number;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

export interface Mistake {
  readonly kind: 'unknown-key' | 'missing-key' | 'wrong-type' | 'bad-value' | 'too-few';
  readonly range: Range;
  /** The way from the root, dotted; empty for the root. */
  readonly where: string;
  /** The offending or missing text. */
  readonly value?: string;
  /** For a wrong type: what was expected. */
  readonly expected?: 'mapping' | 'list' | 'text';
  /** The schema's definition that describes what is expected. */
  readonly definition?: string;
  /** What would be right, where that is a list. */
  readonly allowed?: readonly string[];
}

/**
 * The plain data that a node holds, as far as it keeps to the schema.
 *
 * @param ranges is given the range of every list entry and every mapping's value, by its way from the root
 */
export function readBySchema(
  node: Node,
  schema: Schema,
  report: (mistake: Mistake) => void,
  ranges: Map<string, Range>,
): unknown {
  return read(node, schema, '', undefined);

  function read(at: Node, raw: Schema, where: string, named: string | undefined): unknown {
    const [described, definition] = resolve(raw, named);
    ranges.set(where, at.range);
    const expected = expectedKind(described);
    if (expected !== KINDS[at.kind]) {
      report({ kind: 'wrong-type', range: at.range, where, expected });
      return undefined;
    }
    if (at.kind === 'mapping') return mapping(at, described, where);
    if (at.kind === 'sequence') {
      if (at.items.length < (described.minItems ?? 0)) report({ kind: 'too-few', range: at.range, where });
      return at.items.map((item, index) =>
        read(item, described.items ?? {}, join(where, String(index)), undefined),
      );
    }
    return scalar(at, described, where, definition);
  }

  function mapping(at: Node & { kind: 'mapping' }, described: Schema, where: string): unknown {
    const content: Record<string, unknown> = {};
    for (const { key, value } of at.pairs) {
      const inner = Object.hasOwn(described.properties ?? {}, key.text)
        ? described.properties![key.text]
        : undefined;
      const other = described.additionalProperties;
      const names = described.propertyNames?.anyOf;
      if (names && !names.some((name) => fits(key.text, resolve(name, undefined)[0]))) {
        const allowed = names.flatMap((name) => resolve(name, undefined)[0].enum ?? []);
        report({ kind: 'bad-value', range: key.range, where, value: key.text, definition: 'rule', allowed });
      } else if (inner || typeof other === 'object') {
        const entry = read(value, inner ?? (other as Schema), join(where, key.text), undefined);
        // Not `content[key] = entry`: a key may be `__proto__`.
        Object.defineProperty(content, key.text, {
          value: entry,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      } else {
        const allowed = Object.keys(described.properties ?? {});
        report({ kind: 'unknown-key', range: key.range, where, value: key.text, allowed });
      }
    }
    for (const name of described.required ?? [])
      if (!at.pairs.some((pair) => pair.key.text === name))
        report({ kind: 'missing-key', range: at.range, where, value: name });
    return content;
  }

  function scalar(at: ScalarNode, described: Schema, where: string, definition: string | undefined): unknown {
    const types = [described.type ?? 'string'].flat();
    const isInteger = typeof at.value === 'number' && Number.isInteger(at.value) && types.includes('integer');
    if (typeof at.value !== 'string' && !isInteger) {
      report({ kind: 'wrong-type', range: at.range, where, expected: 'text' });
      return undefined;
    }
    // A number as it is written: account ids may begin with 0.
    const text = typeof at.value === 'string' ? at.value : at.text;
    if (!fits(text, described)) {
      const allowed = described.enum ?? [];
      report({
        kind: 'bad-value',
        range: at.range,
        where,
        value: text,
        allowed,
        ...(definition && { definition }),
      });
    }
    return text;
  }

  function resolve(raw: Schema, named: string | undefined): [Schema, string | undefined] {
    const name = raw.$ref?.replace('#/definitions/', '');
    return name === undefined ? [raw, named] : resolve(schema.definitions?.[name] ?? {}, name);
  }
}

const KINDS = { mapping: 'mapping', sequence: 'list', scalar: 'text' } as const;

function expectedKind({ type }: Schema): 'mapping' | 'list' | 'text' {
  if (type === 'object') return 'mapping';
  return type === 'array' ? 'list' : 'text';
}

function fits(text: string, described: Schema): boolean {
  if (described.enum && !described.enum.includes(text)) return false;
  return described.pattern === undefined || new RegExp(described.pattern).test(text);
}

function join(where: string, name: string): string {
  return where === '' ? name : `${where}.${name}`;
}
