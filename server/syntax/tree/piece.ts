import type { Range } from '../../core/source';
import type { ScalarNode } from './node';

/**
 * Where a piece of a scalar's text stands: exact when the source shows the text as it is (no escapes, one line),
 * else the whole scalar.
 */
export function pieceRange(node: ScalarNode, start: number, end: number): Range {
  const { content, text } = node;
  if (content.end - content.start !== text.length || text.includes('\n')) return content;
  return { start: content.start + start, end: content.start + end };
}
