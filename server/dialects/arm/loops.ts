import type { Location } from '../../core/source';
import type { Unknown, Value } from '../../core/value';
import type { Node, ScalarNode } from '../../syntax/tree/node';
import { scalar, textOf } from '../values/values';
import { opaque } from './functions/call';
import { locate, member, type Scope } from './template';
import { named, unknown } from './unknowns';

/** Resource Manager itself makes no more. */
export const MAX_LOOP = 800;

/** The list that a loop of properties or variables makes: `{ name, count, input }`. */
export function iterated(
  loop: Node,
  scope: Scope,
): { readonly name: string; readonly at: Location; readonly value: Value } {
  const label = member(loop, 'name') as ScalarNode;
  const at = locate(scope, loop.range);
  const input = member(loop, 'input');
  const { run } = scope.template;
  const turns = turnsOf(member(loop, 'count')!, label.text, scope, false);
  const items = input && turns.known ? turns.scopes.map((inner) => run.evaluate(input, inner)) : [];
  const open = turns.known ? undefined : unknown(at, 'loop');
  return {
    name: label.text,
    at: locate(scope, label.content),
    value: { kind: 'list', items, at, ...(open && { open }) },
  };
}

export interface Turns {
  /** One for each turn; one that does not know its number where it is not known how many there are. */
  readonly scopes: readonly Scope[];
  readonly known: boolean;
  /** There would be more than Resource Manager makes. */
  readonly cut: boolean;
}

/**
 * The turns of a loop.
 * @param nameless whether `copyIndex()` without a name is this loop's
 */
export function turnsOf(count: Node, name: string, scope: Scope, nameless: boolean): Turns {
  const value = scope.template.run.evaluate(count, scope);
  const number = Number(textOf(value) ?? Number.NaN);
  const turn = (index: Value): Scope => ({
    ...scope,
    loops: new Map([
      ...scope.loops,
      [name.toLowerCase(), index] as const,
      ...(nameless ? [['', index] as const] : []),
    ]),
  });
  if (!Number.isInteger(number)) {
    const at = locate(scope, count.range);
    return { scopes: [turn(anyTurn(at, name, scope))], known: false, cut: false };
  }
  const times = Math.max(0, Math.min(number, MAX_LOOP));
  const at = locate(scope, count.kind === 'scalar' ? count.content : count.range);
  return {
    scopes: Array.from({ length: times }, (_, i) => turn(scalar(i, at))),
    known: true,
    cut: number > MAX_LOOP,
  };
}

function anyTurn(at: Location, name: string, { template }: Scope): Unknown {
  return named(unknown(at, 'loop'), opaque(`${template.own}copyindex(${name.toLowerCase()})`));
}
