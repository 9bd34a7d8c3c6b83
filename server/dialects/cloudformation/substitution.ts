import type { Location } from '../../core/source';
import type { Value } from '../../core/value';
import type { ScalarNode } from '../../syntax/tree/node';
import { pieceRange } from '../../syntax/tree/piece';
import { compose } from '../values/composition';
import { scalar } from '../values/values';
import { literals } from './literals';
import { locate, type Scope } from './template';

// `${Name}`, `${Resource.Attribute}`, and `${!Text}` which stands for `${Text}` itself.
const PLACEHOLDER = /\$\{([^}]*)\}/g;

/** `Fn::Sub`: a template string, whose placeholders `resolve` looks up. */
export function substitute(
  node: ScalarNode,
  scope: Scope,
  resolve: (name: string, at: Location) => Value | undefined,
): Value {
  const { text } = node;
  const parts: Value[] = [];
  let from = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    if (match.index > from) parts.push(literals(text.slice(from, match.index), node, from, scope));
    from = match.index + match[0].length;
    const at = locate(scope, pieceRange(node, match.index, from));
    const name = match[1]!.trim();
    parts.push(
      name.startsWith('!') ? scalar(`\${${name.slice(1)}}`, at) : (resolve(name, at) ?? scalar('', at)),
    );
  }
  if (from < text.length || parts.length === 0) parts.push(literals(text.slice(from), node, from, scope));
  return compose(parts, locate(scope, node.content));
}
