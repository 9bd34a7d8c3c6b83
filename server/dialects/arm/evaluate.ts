import type { Location } from '../../core/source';
import type { MapEntry, MapValue, Unknown, Value } from '../../core/value';
import { isExpression } from '../../syntax/arm/expression';
import type { MappingNode, Node, ScalarNode } from '../../syntax/tree/node';
import { scalar, textOf } from '../values/values';
import { evaluateExpression } from './expression';
import { iterated } from './loops';
import { locate, loopsIn, type Scope } from './template';
import { unknown } from './unknowns';

/** What a node of a template comes to. */
export function evaluate(node: Node, scope: Scope): Value {
  const { budget } = scope.template.run;
  if (budget.left <= 0) return unknown(locate(scope, node.range), 'too-large');
  budget.left--;
  switch (node.kind) {
    case 'scalar':
      return text(node, scope);
    case 'sequence':
      return {
        kind: 'list',
        items: node.items.map((item) => evaluate(item, scope)),
        at: locate(scope, node.range),
      };
    case 'mapping':
      return evaluateMapping(node, scope);
  }
}

function text(node: ScalarNode, scope: Scope): Value {
  const { value } = node;
  if (typeof value !== 'string') return scalar(value, locate(scope, node.content));
  if (isExpression(value)) return evaluateExpression(node, scope);
  // `[[…` stands for the text `[…`.
  return scalar(value.startsWith('[[') ? value.slice(1) : value, locate(scope, node.content));
}

/**
 * An object, with the properties that its loops make.
 * @param skip names, in lower case, that are left out
 */
export function evaluateMapping(
  node: MappingNode,
  scope: Scope,
  skip: ReadonlySet<string> = new Set(),
): MapValue {
  const at = locate(scope, node.range);
  const entries = new Map<string, MapEntry>();
  let open: Unknown | undefined;
  const loops = loopsIn(node);
  for (const { key, value: written } of node.pairs) {
    if (skip.has(key.text.toLowerCase())) continue;
    if (loops.length > 0 && key.text.toLowerCase() === 'copy') continue;
    const name = isExpression(key.text) ? evaluateExpression(key, scope) : undefined;
    const known = name ? textOf(name) : key.text;
    const value = evaluate(written, scope);
    const header = locate(scope, key.content);
    if (known === undefined) {
      open ??= name?.kind === 'unknown' ? name : unknown(header, 'key');
      continue;
    }
    entries.set(known, entryOf(written, value, header, scope));
  }
  for (const loop of loops) {
    const made = iterated(loop, scope);
    entries.set(made.name, { key: made.at, value: made.value });
  }
  return { kind: 'map', entries, at, extent: at, ignoreCase: true, ...(open && { open }) };
}

function entryOf(written: Node, value: Value, key: Location, scope: Scope): MapEntry {
  const placed = value.kind === 'map' && !value.header && value.at.range.start === written.range.start;
  const isCall =
    written.kind === 'scalar' && typeof written.value === 'string' && isExpression(written.value);
  return {
    key,
    value: placed ? { ...value, header: key } : value,
    ...(isCall && { expression: locate(scope, written.content) }),
  };
}
