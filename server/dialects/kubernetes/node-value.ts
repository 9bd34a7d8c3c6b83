import type { Location, Range } from '../../core/source';
import type { Hop, MapEntry, MapValue, Scalar, Unknown, Value } from '../../core/value';
import type { MappingNode, Node, Pair, ScalarNode } from '../../syntax/tree/node';
import { asWritten } from '../terraform/expressions';
import { isPlaceholder, placeholderValue } from './placeholder';

/** How the nodes of one document become values. */
export interface Reading {
  readonly path: string;
  /** Nothing below may be printed. */
  readonly sensitive?: boolean;
  /** Texts are taken as they stand: `${X}` in them is a program's, not a placeholder. */
  readonly verbatim?: boolean;
  /** Why every mapping may have further keys: the document states only a part of the object. */
  readonly open?: Unknown;
  /** What a scalar under a key comes to, where that takes more than reading it. */
  readonly special?: (key: string, node: ScalarNode, value: Value) => Value;
  /** What a mapping comes to, by the key that it, or the list it is in, stands under. */
  readonly complete?: (under: string, map: MapValue) => MapValue;
  readonly under?: string;
  /** The anchors passed through so far, outermost first. */
  readonly anchors?: readonly Omit<Hop, 'next'>[];
}

/** The value that a node states, every scalar with its content (quotes not included) as its deciding text. */
export function nodeValue(node: Node, reading: Reading): Value {
  const inside = enter(node, reading);
  const trace = traceOf(inside);
  const common = {
    ...(trace && { trace }),
    ...(inside.sensitive && { sensitive: true }),
  };
  switch (node.kind) {
    case 'scalar': {
      const at = { path: reading.path, range: node.content };
      if (typeof node.value === 'string' && !inside.verbatim && isPlaceholder(node.value, node.style)) {
        return { ...placeholderValue(node.value, at), ...common };
      }
      const scalar: Scalar = { kind: 'scalar', at, value: node.value, ...common };
      return node.lines === undefined ? scalar : asWritten(scalar, node.lines);
    }
    case 'sequence':
      return {
        kind: 'list',
        at: { path: reading.path, range: node.range },
        items: node.items.map((item) => nodeValue(item, inside)),
        ...common,
      };
    case 'mapping':
      return mapOf(node, inside);
  }
}

/**
 * A mapping's value.
 * @param child How the value of one of its pairs is read, where that differs from the rest.
 */
export function mapOf(node: MappingNode, reading: Reading, child?: (pair: Pair) => Reading): MapValue {
  const entries = new Map<string, MapEntry>();
  const secret = isSecretVariable(node);
  for (const pair of node.pairs) {
    const name = pair.key.text;
    const inside = {
      ...(child?.(pair) ?? (secret && name === 'value' ? { ...reading, sensitive: true } : reading)),
      under: name,
    };
    const value = nodeValue(pair.value, inside);
    entries.set(name, {
      key: { path: reading.path, range: pair.key.content },
      value:
        pair.value.kind === 'scalar' && reading.special ? reading.special(name, pair.value, value) : value,
      ...(pair.value.alias && { expression: { path: reading.path, range: pair.value.alias } }),
    });
  }
  const at: Location = { path: reading.path, range: node.range };
  const trace = traceOf(reading);
  const map: MapValue = {
    kind: 'map',
    at,
    extent: at,
    entries,
    ...(reading.open && { open: reading.open }),
    ...(trace && { trace }),
    ...(reading.sensitive && { sensitive: true }),
  };
  return reading.under === undefined || !reading.complete ? map : reading.complete(reading.under, map);
}

/** The pair of that name. */
export function pairOf(node: Node | undefined, name: string): Pair | undefined {
  return node?.kind === 'mapping' ? node.pairs.find((pair) => pair.key.text === name) : undefined;
}

/** What a mapping holds under a path of names. */
export function nodeAt(node: Node | undefined, ...names: readonly string[]): Node | undefined {
  return names.reduce<Node | undefined>((inner, name) => pairOf(inner, name)?.value, node);
}

/** A text at a path of names; nothing for empty texts and other kinds. */
export function textAt(node: Node | undefined, ...names: readonly string[]): string | undefined {
  const found = nodeAt(node, ...names);
  return found?.kind === 'scalar' && typeof found.value === 'string' && found.value !== ''
    ? found.value
    : undefined;
}

/** The members of a sequence at a path of names; none for other kinds. */
export function itemsAt(node: Node | undefined, ...names: readonly string[]): readonly Node[] {
  const found = nodeAt(node, ...names);
  return found?.kind === 'sequence' ? found.items : [];
}

export function locate(path: string, range: Range): Location {
  return { path, range };
}

function enter(node: Node, reading: Reading): Reading {
  if (!node.alias) return reading;
  const hop = {
    step: 'anchor' as const,
    name: `*${node.anchor ?? ''}`,
    at: locate(reading.path, node.alias),
  };
  return { ...reading, anchors: [...(reading.anchors ?? []), hop] };
}

function traceOf({ anchors }: Reading): Hop | undefined {
  return anchors?.reduceRight<Hop | undefined>((next, hop) => ({ ...hop, ...(next && { next }) }), undefined);
}

/** `{ name: DB_PASSWORD, value: … }`: an environment variable that holds a secret by its name. */
function isSecretVariable(node: MappingNode): boolean {
  const name = textAt(node, 'name');
  return name !== undefined && /(key|token|secret|passwd|password|credentials?|dsn)$/i.test(name);
}
