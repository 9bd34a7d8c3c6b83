import type { CST } from 'yaml';
import type { Range } from '../../core/source';
import type { TreeComment } from './node';

/** A scalar's or comment's text. */
export interface TokenSpan extends Range {
  /** A plain scalar: the only kind that a syntax error may have made of something else. */
  readonly plain: boolean;
}

export interface Survey {
  readonly comments: readonly TreeComment[];
  /** Scalars and comments, ascending. */
  readonly spans: readonly TokenSpan[];
  /** The tokens, without the documents that nest too deeply. */
  readonly tokens: readonly CST.Token[];
  /** Where those documents begin to be too deep. */
  readonly tooDeep: readonly Range[];
}

/**
 * Looks through YAML tokens once, without recursion, before nodes are made of them.
 * @param wantsSpans false spares gathering the spans, which only templates need
 */
export function surveyTokens(tokens: readonly CST.Token[], maxDepth: number, wantsSpans: boolean): Survey {
  const comments: TreeComment[] = [];
  const spans: TokenSpan[] = [];
  const kept: CST.Token[] = [];
  const tooDeep: Range[] = [];

  const see = (token: CST.Token, inBlockScalar: boolean): void => {
    if (!wantsSpans && token.type !== 'comment') return;
    switch (token.type) {
      case 'comment':
        comments.push({ range: rangeOf(token), text: token.source });
        // The comment behind a block scalar's `|` lies in the scalar's span: spans do not overlap.
        if (!inBlockScalar) spans.push({ ...rangeOf(token), plain: false });
        break;
      case 'scalar':
        spans.push({ ...rangeOf(token), plain: true });
        break;
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
      case 'block-scalar':
        spans.push({ ...rangeOf(token), plain: false });
        break;
    }
  };

  for (const top of tokens) {
    let deep: Range | undefined;
    const stack: { token: CST.Token; depth: number; parent?: CST.Token }[] = [{ token: top, depth: 0 }];
    for (let entry = stack.pop(); entry; entry = stack.pop()) {
      const { token, depth, parent } = entry;
      if (depth > maxDepth) {
        deep = { start: token.offset, end: token.offset + 1 };
        break;
      }
      see(token, parent?.type === 'block-scalar');
      for (const child of children(token)) stack.push({ token: child, depth: depth + 1, parent: token });
    }
    if (deep) tooDeep.push(deep);
    else kept.push(top);
  }
  comments.sort((a, b) => a.range.start - b.range.start);
  spans.sort((a, b) => a.start - b.start);
  return { comments, spans, tokens: kept, tooDeep };
}

function children(token: CST.Token): CST.Token[] {
  switch (token.type) {
    case 'document':
      return [...token.start, ...(token.value ? [token.value] : []), ...(token.end ?? [])];
    case 'doc-end':
    case 'alias':
    case 'scalar':
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
      return token.end ?? [];
    case 'block-scalar':
      return token.props;
    case 'block-map':
    case 'block-seq':
    case 'flow-collection': {
      const found: CST.Token[] = token.type === 'flow-collection' ? [...token.end] : [];
      for (const { start, key, sep, value } of token.items as CST.CollectionItem[]) {
        found.push(...start);
        if (key) found.push(key);
        if (sep) found.push(...sep);
        if (value) found.push(value);
      }
      return found;
    }
    default:
      return [];
  }
}

function rangeOf(token: CST.FlowScalar | CST.BlockScalar | CST.SourceToken): Range {
  if (token.type !== 'block-scalar') return { start: token.offset, end: token.offset + token.source.length };
  const props = token.props.reduce((sum, prop) => sum + ('source' in prop ? prop.source.length : 0), 0);
  return { start: token.offset, end: token.offset + props + token.source.length };
}
