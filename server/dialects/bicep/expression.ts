import type { Location } from '../../core/source';
import type { MapEntry, Unknown, Value } from '../../core/value';
import type {
  ArrayExpression,
  Conditional,
  Expression,
  ForExpression,
  ObjectExpression,
  Operation,
  Operator,
  Property,
  Template,
} from '../../syntax/bicep/ast';
import { conditional, outcome } from '../arm/functions';
import { compose } from '../values/composition';
import { scalar } from '../values/values';
import { evaluateAccess } from './access';
import { applied, callNamed } from './calls';
import { decided } from './conditions';
import { assume, locate, type Scope, sourceText } from './instance';
import { roundsOf } from './loops';
import { valueNamed } from './names';
import { mapOf, unknown } from './values';

/** What an expression comes to. */
export function evaluate(e: Expression, scope: Scope): Value {
  const at = locate(scope, e.range);
  if (scope.instance.context.budget.left-- <= 0) return unknown(at, 'too-large');
  switch (e.kind) {
    case 'literal':
      return scalar(e.value, at);
    case 'template':
      return template(e, scope);
    case 'array':
      return array(e, scope);
    case 'object':
      return object(e, scope);
    case 'for':
      return loop(e, scope);
    case 'name':
      return valueNamed(e, scope);
    case 'call':
      return callNamed(e.name.name, e.args, at, scope);
    case 'access':
      return evaluateAccess(e, scope);
    case 'operation':
      return operation(e, scope);
    case 'unary':
      return unary(e.operator, evaluate(e.operand, scope), at);
    case 'conditional':
      return choice(e, scope);
    case 'parentheses':
      return evaluate(e.inner, scope);
    case 'if':
    case 'lambda':
    case 'missing':
      return unknown(at, 'broken');
  }
}

/** A string: its one part is itself; where it has several, each decides its own stretch. */
function template(e: Template, scope: Scope): Value {
  const [only] = e.parts;
  if (e.parts.length === 0 || (e.parts.length === 1 && only!.kind === 'text')) {
    const text = only?.kind === 'text' ? only.value : '';
    return scalar(text, locate(scope, e.content));
  }
  const parts = e.parts.map((part) => {
    if (part.kind === 'text') return scalar(part.value, locate(scope, part.range));
    const value = evaluate(part.expression, scope);
    return applied('string', [value], value.at);
  });
  return compose(parts, locate(scope, e.range));
}

function array({ items, range }: ArrayExpression, scope: Scope): Value {
  const values: Value[] = [];
  let open: Unknown | undefined;
  for (const item of items) {
    if (item.kind === 'missing') open ??= unknown(locate(scope, item.range), 'broken');
    else if (item.kind !== 'spread') values.push(evaluate(item, scope));
    else {
      const spread = evaluate(item.expression, scope);
      const lists = spread.kind === 'choice' ? spread.options.map(({ value }) => value) : [spread];
      // Which of several lists it is does not matter to what may be in it.
      if (lists.length > 1) open ??= unknown(spread.at, 'several');
      for (const list of lists) {
        if (list.kind === 'list') values.push(...list.items);
        const rest = list.kind === 'list' ? list.open : list.kind === 'unknown' ? list : undefined;
        open ??= rest;
      }
    }
  }
  return { kind: 'list', items: values, at: locate(scope, range), ...(open && { open }) };
}

/** An object's value; its nested resources are no part of it. */
export function object(e: ObjectExpression, scope: Scope): Value {
  const at = locate(scope, e.range);
  const entries = new Map<string, MapEntry>();
  let open: Unknown | undefined;
  for (const item of e.items) {
    if (item.kind === 'resource') continue;
    if (item.kind === 'missing') open ??= unknown(locate(scope, item.range), 'broken');
    else if (item.kind === 'property') open = property(item, entries, scope) ?? open;
    else {
      const spread = evaluate(item.expression, scope);
      if (spread.kind === 'map') {
        for (const [name, entry] of spread.entries) entries.set(name, entry);
        open ??= spread.open;
      } else if (spread.kind === 'unknown') open ??= spread;
      else if (spread.kind === 'choice') open ??= unknown(spread.at, 'several');
    }
  }
  return { ...mapOf(entries, at, open), extent: at };
}

/** Adds a property to an object's entries; gives what is not known when its name is not. */
function property(item: Property, entries: Map<string, MapEntry>, scope: Scope): Unknown | undefined {
  const { key, value: written } = item;
  const value = evaluate(written, scope);
  const name = 'name' in key ? key.name : template(key, scope);
  if (typeof name !== 'string' && name.kind !== 'scalar') {
    return name.kind === 'unknown' ? name : unknown(name.at, 'several');
  }
  const place = locate(scope, 'name' in key ? key.range : key.content);
  const isOwn = value.kind === 'map' && written.kind === 'object';
  entries.set(typeof name === 'string' ? name : String(name.value), {
    key: place,
    value: isOwn ? { ...value, header: place } : value,
    expression: locate(scope, written.range),
  });
  return undefined;
}

/** `[for x in xs: …]`: an item for each element, those of an unknown number by one that need not be there. */
function loop(e: ForExpression, scope: Scope): Value {
  const { rounds, open } = roundsOf(e, scope);
  const items = rounds.map((round): Value => {
    const value = evaluate(e.body, round.scope);
    if (round.certain) return value;
    const options = value.kind === 'choice' ? value.options : [{ value, certain: true }];
    return {
      kind: 'choice',
      at: value.at,
      options: options.map((option) => ({ ...option, certain: false })),
    };
  });
  return { kind: 'list', items, at: locate(scope, e.range), ...(open && { open }) };
}

const FUNCTIONS: Readonly<Record<Exclude<Operator, '!=' | '!~' | '=~'>, string>> = {
  '??': 'coalesce',
  '||': 'or',
  '&&': 'and',
  '==': 'equals',
  '<': 'less',
  '<=': 'lessOrEquals',
  '>': 'greater',
  '>=': 'greaterOrEquals',
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '%': 'mod',
};

function operation({ first, rest, range }: Operation, scope: Scope): Value {
  let left = evaluate(first, scope);
  for (const { operator, operand } of rest) {
    const at = locate(scope, { start: range.start, end: operand.range.end });
    left = operate(operator, left, evaluate(operand, scope), at);
  }
  return left;
}

function operate(operator: Operator, left: Value, right: Value, at: Location): Value {
  switch (operator) {
    case '!=':
      return applied('not', [applied('equals', [left, right], at)], at);
    // Without regard to case.
    case '=~':
      return applied(
        'equals',
        [applied('toLower', [left], left.at), applied('toLower', [right], right.at)],
        at,
      );
    case '!~':
      return applied('not', [operate('=~', left, right, at)], at);
    default:
      return applied(FUNCTIONS[operator], [left, right], at);
  }
}

function unary(operator: '!' | '-' | '+', operand: Value, at: Location): Value {
  if (operator === '!') return applied('not', [operand], at);
  return operator === '+' ? operand : applied('sub', [scalar(0, at), operand], at);
}

/** The arm of a condition that is decided, else both. */
function choice({ condition, then, otherwise, range }: Conditional, scope: Scope): Value {
  const decision = decided(evaluate(condition, scope), scope.assumed);
  const arm = (e: Expression, truth: boolean) => evaluate(e, assume(scope, outcome(decision, truth)));
  const text = sourceText(condition.range, scope);
  return conditional(
    decision,
    () => arm(then, true),
    () => arm(otherwise, false),
    locate(scope, range),
    text,
  );
}
