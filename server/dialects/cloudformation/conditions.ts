import type { Location } from '../../core/source';
import type { Value } from '../../core/value';
import type { Node } from '../../syntax/tree/node';
import { combine } from '../values/choices';
import { type Plain, scalar, textOf, untellable } from '../values/values';
import { callOf } from './call';
import { type Evaluate, locate, pairOf, type Scope } from './template';
import { unknown } from './values';

/**
 * What a named condition comes to: true, false, unknown, or a choice of these by the values of parameters.
 * @param at where it is named
 */
export function conditionValue(name: string, at: Location, scope: Scope, evaluate: Evaluate): Value {
  const assumed = scope.assumed.get(decisionOf(name));
  if (assumed !== undefined) return scalar(assumed === 'true', at);
  const known = scope.decided.get(name);
  if (known) return known;
  if (scope.budget.left-- <= 0) return unknown(at, 'too-large');
  const declared = scope.template.conditions.get(name);
  if (!declared) return unknown(at, 'nothing-named', { name });
  if (known === null) return unknown(at, 'circular', { name });
  scope.decided.set(name, null);
  const tested = test(declared.value, scope, evaluate);
  // A choice names every way there is: where all agree, it is decided.
  const value = tested.kind === 'choice' && tested.options.length === 1 ? tested.options[0]!.value : tested;
  scope.decided.set(name, value);
  return value;
}

/** The name under which a condition's outcome stands among an option's picks. */
export function decisionOf(condition: string): string {
  return `condition ${condition}`;
}

/** What else holds when a condition comes out so: conditions it consists of, and what decides it in its one way. */
export function consequences(
  name: string,
  truth: boolean,
  scope: Scope,
  evaluate: Evaluate,
): Map<string, string> {
  const picks = new Map<string, string>();
  const seen = new Set<string>();
  const follow = (condition: string, outcome: boolean): void => {
    if (seen.has(condition) || scope.budget.left-- <= 0) return;
    seen.add(condition);
    picks.set(decisionOf(condition), String(outcome));
    const declared = scope.template.conditions.get(condition);
    if (!declared) return;
    const value = conditionValue(condition, locate(scope, declared.key.content), scope, evaluate);
    if (value.kind === 'choice') {
      const ways = value.options.filter((o) => o.value.kind === 'unknown' || isTrue(o.value) === outcome);
      if (ways.length === 1) for (const [key, pick] of ways[0]!.picks ?? []) picks.set(key, pick);
    }
    spread(declared.value, outcome, follow);
  };
  follow(name, truth);
  return picks;
}

/** True of an `And`, false of an `Or` and either of a `Not` hold for all their parts. */
function spread(node: Node, truth: boolean, follow: (name: string, truth: boolean) => void): void {
  const named = conditionName(node);
  if (named !== undefined) {
    follow(named, truth);
    return;
  }
  const call = callOf(node);
  const parts = call?.argument.kind === 'sequence' ? call.argument.items : [];
  if (call?.name === 'Fn::Not') for (const part of parts) spread(part, !truth, follow);
  if (call?.name === (truth ? 'Fn::And' : 'Fn::Or')) for (const part of parts) spread(part, truth, follow);
}

/** `{Condition: Name}` or `!Condition Name`. */
function conditionName(node: Node): string | undefined {
  const call = callOf(node);
  const named = call?.name === 'Condition' ? call.argument : pairOf(node, 'Condition')?.value;
  return named?.kind === 'scalar' ? named.text : undefined;
}

function test(node: Node, scope: Scope, evaluate: Evaluate): Value {
  const named = conditionName(node);
  const at = locate(scope, callOf(node)?.range ?? node.range);
  if (named !== undefined) return conditionValue(named, at, scope, evaluate);
  const call = callOf(node);
  const parts = call?.argument.kind === 'sequence' ? call.argument.items : [];
  switch (call?.name) {
    case 'Fn::And':
      return combine(
        parts.map((part) => test(part, scope, evaluate)),
        at,
        (all) => every(all, true, at),
      );
    case 'Fn::Or':
      return combine(
        parts.map((part) => test(part, scope, evaluate)),
        at,
        (all) => every(all, false, at),
      );
    case 'Fn::Not':
      return combine(
        parts.slice(0, 1).map((part) => test(part, scope, evaluate)),
        at,
        ([one]) =>
          one?.kind === 'scalar'
            ? scalar(!isTrue(one), at)
            : (one ?? unknown(at, 'malformed', { name: 'Fn::Not' })),
      );
    case 'Fn::Equals': {
      if (parts.length !== 2) return unknown(at, 'malformed', { name: 'Fn::Equals' });
      const sides = parts.map((part) => evaluate(part, scope) ?? scalar('', locate(scope, part.range)));
      return combine(sides, at, ([left, right]) => equal(left!, right!, at));
    }
    default: {
      const value = evaluate(node, scope);
      return value ?? unknown(at, 'malformed', { name: 'Condition' });
    }
  }
}

/** `And` of all (`truth` is true), or `Or` (false): one that is otherwise decides, else one that is unknown. */
function every(all: readonly Plain[], truth: boolean, at: Location): Value {
  if (all.some((one) => one.kind === 'scalar' && isTrue(one) !== truth)) return scalar(!truth, at);
  return all.find((one) => one.kind !== 'scalar') ?? scalar(truth, at);
}

function equal(left: Plain, right: Plain, at: Location): Value {
  const [a, b] = [textOf(left), textOf(right)];
  if (a !== undefined && b !== undefined) return scalar(a === b, at);
  if (misfits(left, b) || misfits(right, a)) return scalar(false, at);
  return [left, right].find((side) => side.kind === 'unknown') ?? untellable(at, 'no-string');
}

/** Whether what is known of a text rules out the other. */
function misfits(value: Plain, text: string | undefined): boolean {
  if (value.kind !== 'unknown' || text === undefined) return false;
  return !text.startsWith(value.prefix ?? '') || !text.endsWith(value.suffix ?? '');
}

/** Whether a condition's outcome is true. */
export function isTrue(value: Value): boolean {
  return textOf(value)?.toLowerCase() === 'true';
}
