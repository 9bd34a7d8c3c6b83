import type { Unknown, Value } from '../../core/value';
import { through } from '../../core/value';
import type { ForExpression } from '../../syntax/bicep/ast';
import { scalar } from '../values/values';
import { assume, bind, locate, type Scope } from './instance';
import { unknown } from './values';

/** More elements of a loop than this are not told apart. */
const MAX_ROUNDS = 256;

export interface Round {
  readonly scope: Scope;
  /** False where the loop may have no such round. */
  readonly certain: boolean;
}

export interface Rounds {
  readonly rounds: readonly Round[];
  /** Why there may be further ones. */
  readonly open?: Unknown;
}

/** The rounds of a loop: of a collection that cannot be told, one whose element is unknown. */
export function roundsOf({ item, index, collection }: ForExpression, scope: Scope): Rounds {
  const elements = scope.instance.context.evaluate(collection, scope);
  const at = locate(scope, item.range);
  const rounds: Round[] = [];
  let open: Unknown | undefined;

  const add = (value: Value, position: Value, outer: Scope, certain: boolean): void => {
    const names: [string, Value][] = [
      [item.name, through(value, { step: 'iteration', name: item.name, at })],
    ];
    if (index) names.push([index.name, position]);
    rounds.push({ scope: bind(outer, names), certain });
  };
  const options =
    elements.kind === 'choice' ? elements.options : [{ value: elements, certain: true, picks: undefined }];
  for (const { value, certain, picks } of options) {
    const outer = assume(scope, picks);
    const items = value.kind === 'list' ? value.items : [];
    for (const [i, element] of items.slice(0, MAX_ROUNDS).entries()) {
      add(element, scalar(i, at), outer, certain);
    }
    const rest =
      value.kind === 'list' ? value.open : value.kind === 'unknown' ? value : unknown(value.at, 'no-list');
    if (rest) add(rest, unknown(at, 'index', { name: item.name }), outer, false);
    open ??= rest;
    if (items.length > MAX_ROUNDS) open ??= unknown(value.at, 'too-many-rounds', { limit: MAX_ROUNDS });
  }
  return { rounds, ...(open && { open }) };
}
