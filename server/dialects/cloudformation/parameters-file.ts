import { type Hop, type Scalar, through, type Value } from '../../core/value';
import type { Node, ScalarNode } from '../../syntax/tree/node';
import { member, pairOf } from './template';
import { literalText } from './values';

const NAME = /(^|[.\-_/])(parameters?|params?)([.\-_/][^/]*)?\.(json|ya?ml)$/i;

/** Whether a file may be one of parameters for a template, by its name or its folder's (`prod.parameters.json`). */
export function isParametersFile(path: string): boolean {
  return NAME.test(path);
}

/**
 * The parameters that a file sets, each with its deciding text there; undefined where it is no such file. Known
 * forms: `[{ParameterKey, ParameterValue}]`, `["Key=Value"]`, `{Parameters: {Key: Value}}` and `{Key: Value}`.
 */
export function readParameters(doc: Node | undefined, path: string): ReadonlyMap<string, Value> | undefined {
  if (!doc) return undefined;
  const found = new Map<string, Value>();
  const set = (name: string, key: ScalarNode, node: ScalarNode, from = 0): void => {
    const hop: Hop = { step: 'variable-file', name: path, at: { path, range: key.content } };
    // `Key=Value` is one text: the value's stretch is exact only where the source shows the text as it is.
    const exact = node.content.end - node.content.start === node.text.length;
    const range = { start: node.content.start + (exact ? from : 0), end: node.content.end };
    const value: Scalar = { kind: 'scalar', value: literalText(node).slice(from), at: { path, range } };
    found.set(name, through(value, hop));
  };
  if (doc.kind === 'sequence') {
    for (const item of doc.items) {
      if (item.kind === 'scalar') {
        const split = item.text.indexOf('=');
        if (split <= 0) return undefined;
        set(item.text.slice(0, split), item, item, split + 1);
        continue;
      }
      const name = member(item, 'ParameterKey');
      if (name?.kind !== 'scalar') return undefined;
      const value = member(item, 'ParameterValue');
      if (value?.kind === 'scalar') set(name.text, name, value);
    }
    return found;
  }
  if (doc.kind !== 'mapping') return undefined;
  const section = pairOf(doc, 'Parameters')?.value ?? doc;
  if (section.kind !== 'mapping') return undefined;
  for (const { key, value } of section.pairs) {
    if (value.kind !== 'scalar') return undefined;
    set(key.text, key, value);
  }
  return found;
}
