import type { Value } from '../../core/value';
import type { Expression } from '../../syntax/bicep/ast';
import { isTrue, outcome } from '../arm/functions';
import { decided } from './conditions';
import { assume, type Creation, type Nodes, type Scope } from './instance';
import { roundsOf } from './loops';

/** More resources and modules of one run than this are not created. */
export const MAX_THINGS = 5000;

type Made = Pick<Creation, 'scope' | 'object' | 'certain' | 'position'>;

/** What a body creates: an object one thing, an `if` one that need not be there, a loop one for each element. */
export function creationsOf(body: Expression, scope: Scope): Nodes<Made> {
  if (body.kind !== 'for') return { all: created(body, scope, true), isLoop: false };
  const { rounds, open } = roundsOf(body, scope);
  const all = rounds.flatMap((round, position) =>
    created(body.body, round.scope, round.certain).map((one) => ({ ...one, position })),
  );
  return { all, isLoop: true, ...(open && { open }) };
}

function created(body: Expression, scope: Scope, certain: boolean): Made[] {
  const { count, evaluate } = scope.instance.context;
  if (count.things++ >= MAX_THINGS) return [];
  if (body.kind !== 'if') return [{ scope, object: body, certain }];
  const condition = decided(evaluate(body.condition, scope), scope.assumed);
  if (condition.kind === 'scalar') return isTrue(condition) ? [{ scope, object: body.body, certain }] : [];
  const picks = whenTrue(condition);
  return picks ? [{ scope: assume(scope, picks), object: body.body, certain: false }] : [];
}

/** What else holds where a condition that is not decided comes out true; undefined where it cannot. */
function whenTrue(condition: Value): ReadonlyMap<string, string> | undefined {
  if (condition.kind !== 'choice') return outcome(condition, true);
  const ways = condition.options.filter(({ value }) => value.kind !== 'scalar' || isTrue(value));
  if (ways.length === 0) return undefined;
  return ways.length === 1 ? (ways[0]!.picks ?? new Map()) : new Map();
}
