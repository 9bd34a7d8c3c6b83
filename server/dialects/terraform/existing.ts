import type { Option, Value } from '../../core/value';
import { choice, type Plain } from './elements';
import { join } from './expressions';
import type { Node } from './instance';
import { withMembers } from './members';

/** Whether `count` or `for_each`, of the block or of a call that leads to it, may leave it out. */
export function mayBeLeftOut(node: Node): boolean {
  return chain(node).some(({ declaration: { content } }) =>
    ['count', 'for_each'].some((name) => content.attributes.has(name)),
  );
}

/**
 * What a block states in the runs that make it: candidates that only the others reach are left out. `count = var.on ? 1 : 0`
 * beside `region = var.on ? "a" : "b"` leaves `a`. Where no run makes it, all stay.
 */
export function whereMade(value: Value, node: Node): Value {
  switch (value.kind) {
    case 'choice': {
      const made = value.options.filter((option) => isReached(option, node));
      const options = (made.length > 0 ? made : value.options).map((option): Option => {
        return { ...option, value: whereMade(option.value, node) as Plain };
      });
      return choice(options, value.at);
    }
    case 'list':
    case 'map':
      return withMembers(value, (member) => whereMade(member, node));
    default:
      return value;
  }
}

/** Whether some run reaches a candidate and makes the block, as far as the conditions that both depend on tell. */
function isReached(candidate: Option, node: Node): boolean {
  return chain(node).every((one) => {
    const { alternatives } = one.iteration();
    const making = alternatives.filter(({ makes }) => makes !== false);
    return (
      making.length === alternatives.length ||
      making.some(({ option }) => join(candidate, option) !== undefined)
    );
  });
}

/** A block, and the calls that lead to it. */
function chain(node: Node): Node[] {
  const nodes: Node[] = [];
  for (let at: Node | undefined = node; at; at = at.instance.call) nodes.push(at);
  return nodes;
}
