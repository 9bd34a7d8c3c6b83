import type { Value } from '../../core/value';
import type { ScalarNode } from '../../syntax/tree/node';
import { pieceRange } from '../../syntax/tree/piece';
import { compose } from '../values/composition';
import { scalar } from '../values/values';
import { locate, type Scope } from './template';
import { unknown } from './values';

// `{{resolve:ssm:/name:1}}`: put in when the stack is deployed.
const DYNAMIC = /\{\{\s*resolve:([a-z-]+):[^}]*\}\}/g;

/**
 * A piece of literal text, in which dynamic references are unknown.
 * @param start where the piece begins in the node's text
 */
export function literals(text: string, node: ScalarNode, start: number, scope: Scope): Value {
  if (!text.includes('{{')) return scalar(text, locate(scope, pieceRange(node, start, start + text.length)));
  const parts: Value[] = [];
  const piece = (from: number, to: number) => locate(scope, pieceRange(node, start + from, start + to));
  let from = 0;
  for (const match of text.matchAll(DYNAMIC)) {
    if (match.index > from) parts.push(scalar(text.slice(from, match.index), piece(from, match.index)));
    from = match.index + match[0].length;
    const value = unknown(piece(match.index, from), 'dynamic', { name: match[1]! });
    parts.push(match[1] === 'ssm' ? value : { ...value, sensitive: true });
  }
  if (from < text.length || parts.length === 0)
    parts.push(scalar(text.slice(from), piece(from, text.length)));
  return compose(parts, piece(0, text.length));
}
