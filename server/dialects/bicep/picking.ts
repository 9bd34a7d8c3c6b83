import type { Value } from '../../core/value';
import { textOf } from '../values/values';
import type { Creation, Nodes } from './instance';

/** What a loop creates in the round of that number; of an unknown number, in any. */
export function picked<One extends Creation>(nodes: Nodes<One>, index: Value): Nodes<One> {
  const number = textOf(index);
  const all =
    number === undefined ? nodes.all : nodes.all.filter(({ position }) => position === Number(number));
  // A round that is not known stands for each that is not.
  return { ...nodes, all: all.length > 0 || !nodes.open ? all : nodes.all.slice(-1), isLoop: false };
}
