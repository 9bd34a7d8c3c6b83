import type { Message } from '../../core/message';
import type { Location, Range } from '../../core/source';
import { type Hop, type Scalar, through, type Unknown, type Value } from '../../core/value';
import type { ScalarNode } from '../../syntax/tree/node';

type Args = NonNullable<Message['args']>;

/** A value that cannot be told: `cloudformation.unknown.<key>` says why, `cloudformation.settle.<settle>` what helps. */
export function unknown(at: Location, key: string, args?: Args, settle?: string): Unknown {
  return {
    kind: 'unknown',
    at,
    reason: { key: `cloudformation.unknown.${key}`, ...(args && { args }) },
    ...(settle && { settle: { key: `cloudformation.settle.${settle}`, ...(args && { args }) } }),
  };
}

export function scalar(value: Scalar['value'], at: Location): Scalar {
  return { kind: 'scalar', value, at };
}

/** A scalar as a string, the way CloudFormation hands it on; nothing for other kinds. */
export function textOf(value: Value): string | undefined {
  return value.kind === 'scalar' && value.value !== null ? String(value.value) : undefined;
}

/**
 * Where a piece of a scalar's text stands: exact when the source shows the text as it is (no escapes, one line),
 * else the whole scalar.
 */
export function pieceRange(node: ScalarNode, start: number, end: number): Range {
  const { content, text } = node;
  if (content.end - content.start !== text.length || text.includes('\n')) return content;
  return { start: content.start + start, end: content.start + end };
}

/** The same value and all in it, reached through one more step. */
export function throughAll(value: Value, hop: Omit<Hop, 'next'>): Value {
  const outer = through(value, hop);
  switch (outer.kind) {
    case 'list':
      return { ...outer, items: outer.items.map((item) => throughAll(item, hop)) };
    case 'map': {
      const entries = [...outer.entries].map(
        ([name, entry]) => [name, { ...entry, value: throughAll(entry.value, hop) }] as const,
      );
      return { ...outer, entries: new Map(entries) };
    }
    default:
      return outer;
  }
}

// As YAML 1.1 has it, which CloudFormation reads; the parser itself reads YAML 1.2.
const YES = /^(yes|Yes|YES|on|On|ON)$/;
const NO = /^(no|No|NO|off|Off|OFF)$/;

/** A literal's value as CloudFormation reads it. */
export function literalOf(node: ScalarNode): Scalar['value'] {
  if (node.style === 'plain' && YES.test(node.text)) return true;
  if (node.style === 'plain' && NO.test(node.text)) return false;
  return node.value;
}

/** A literal where a string is wanted: numbers stay as written (`1.10`), no value is the empty string. */
export function literalText(node: ScalarNode): string {
  const value = literalOf(node);
  return typeof value === 'boolean' ? String(value) : value === null ? '' : node.text;
}
