import type { Range } from '../../core/source';
import type { Node } from '../../syntax/tree/node';

/** A call of an intrinsic function, short (`!Sub x`) or long (`{"Fn::Sub": x}`). */
export interface Call {
  /** The long name: `Ref`, `Condition`, `Fn::Sub` … */
  readonly name: string;
  readonly argument: Node;
  /** The whole call's text, tag included. */
  readonly range: Range;
}

/** The call that a node is, if it is one. `Condition` counts in its short form only: policies have keys of that name. */
export function callOf(node: Node): Call | undefined {
  if (node.tag?.startsWith('!')) {
    const { tag, tagRange, ...argument } = node;
    const name = tag.slice(1);
    const start = tagRange?.start ?? node.range.start;
    return {
      name: name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`,
      argument: argument as Node,
      range: { start, end: node.range.end },
    };
  }
  if (node.kind !== 'mapping' || node.pairs.length !== 1) return undefined;
  const { key, value } = node.pairs[0]!;
  if (key.text !== 'Ref' && !/^Fn::(?!ForEach::)/.test(key.text)) return undefined;
  return { name: key.text, argument: value, range: node.range };
}
