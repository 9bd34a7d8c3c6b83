import type { Hop, Value } from '../../core/value';
import type { Node, Pair, ScalarNode } from '../../syntax/tree/node';
import { scalar, throughAll } from '../values/values';
import { filledIn } from './azd';
import { list, object } from './functions';
import { member } from './template';
import { unknown } from './unknowns';

/** A parameter that a file gives. */
export interface Given {
  /** As it is written: names compare without case. */
  readonly name: string;
  readonly value: Value;
}

/** What a file of parameters gives: `{ "parameters": { "name": { "value": … } } }`. */
export function givenIn(doc: Node | undefined, path: string): readonly Given[] {
  return pairsIn(doc).map(({ key, value }) => {
    const hop: Hop = { step: 'variable-file', name: path, at: { path, range: key.content } };
    return { name: key.text, value: throughAll(givenValue(key, value, path), hop) };
  });
}

/** The names of what a file of parameters gives. */
export function namesGiven(doc: Node | undefined): readonly string[] {
  return pairsIn(doc).map(({ key }) => key.text);
}

function pairsIn(doc: Node | undefined): readonly Pair[] {
  const section = member(doc, 'parameters');
  if (section?.kind !== 'mapping') return [];
  return section.pairs.filter(({ value }) => member(value, 'value') || member(value, 'reference'));
}

function givenValue(key: ScalarNode, node: Node, path: string): Value {
  const value = member(node, 'value');
  if (value) return valueOfNode(value, path);
  // A secret of a key vault, by reference.
  const at = { path, range: key.content };
  return { ...unknown(at, 'secret-reference', { name: key.text }), sensitive: true };
}

function valueOfNode(node: Node, path: string): Value {
  const at = { path, range: node.range };
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'string'
        ? filledIn(node, path)
        : scalar(node.value, { path, range: node.content });
    case 'sequence':
      return list(
        node.items.map((item) => valueOfNode(item, path)),
        at,
      );
    case 'mapping': {
      const entries = node.pairs.map(
        ({ key, value }) =>
          [key.text, { key: { path, range: key.content }, value: valueOfNode(value, path) }] as const,
      );
      return { ...object(new Map(entries), at), extent: at };
    }
  }
}
