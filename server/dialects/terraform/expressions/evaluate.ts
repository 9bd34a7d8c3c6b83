import type { Location, Range } from '../../../core/source';
import type { MapEntry, Unknown, Value } from '../../../core/value';
import type {
  Conditional,
  Expression,
  FunctionCall,
  GetAttribute,
  GetIndex,
  ObjectExpression,
  Splat,
  SplatStep,
  Template,
  TemplatePart,
} from '../../../syntax/hcl/ast';
import { parseTemplate } from '../../../syntax/hcl/index';
import { access, type KeyText, splatItems } from './access';
import { choose, combine, under } from './choices';
import { evaluateFor, repeatTemplate } from './comprehension';
import { negation } from './conditions';
import { convert } from './conversion';
import { invoke } from './functions/call';
import { functions } from './functions/index';
import { fits } from './numbers';
import { binary, logical, unary } from './operators';
import { mapPossible, type Possible, possibleMembers, withPossible } from './possible';
import { bare, bind, MAX_STEPS, type Scope, type TraversalStep } from './scope';
import { concatenate } from './template';
import { typeOf, unify } from './types';
import { failure, isFailure, isNull, list, map, scalar, unknown, untraced, withSensitivity } from './values';
import type { Written } from './written';

/** Deeper than this nothing is evaluated; it counts through the names that expressions refer to. */
const MAX_DEPTH = 150;

/** What an expression comes to in a scope. Never throws; what Terraform would refuse is a `Failure`, an unknown. */
export function evaluate(expression: Expression, scope: Scope): Value {
  const { budget } = scope;
  if (budget.depth === 0) {
    budget.total += budget.steps;
    budget.steps = 0;
  }
  budget.steps++;
  if (budget.depth >= MAX_DEPTH || budget.steps > MAX_STEPS) {
    budget.total += MAX_STEPS;
    return unknown('work', locate(expression, scope));
  }
  budget.depth++;
  const value = evaluateKind(expression, scope);
  budget.depth--;
  return value;
}

function locate(node: { readonly range: Range }, scope: Scope): Location {
  return { path: scope.path, range: node.range };
}

function evaluateKind(expression: Expression, scope: Scope): Value {
  const at = locate(expression, scope);
  switch (expression.kind) {
    case 'literal': {
      if (typeof expression.value !== 'number') return scalar(expression.value, at);
      const number = fits(expression.text);
      return number === 'inexact' ? unknown('precision', at) : scalar(number, at);
    }
    case 'template':
      return evaluateTemplate(expression, scope);
    case 'tuple':
      return list(
        expression.items.map((item) => evaluate(item, scope)),
        at,
      );
    case 'object':
      return evaluateObject(expression, scope, at);
    case 'for':
      return evaluateFor(expression, scope, evaluate);
    case 'variable':
    case 'attribute-of':
    case 'index':
      return evaluateTraversal(expression, scope, at);
    case 'splat':
      return evaluateSplat(expression, scope, at);
    case 'call':
      return evaluateCall(expression, scope, at);
    case 'conditional':
      return evaluateConditional(expression, scope, at);
    case 'binary': {
      const left = evaluate(expression.left, scope);
      if (expression.operator === '&&' || expression.operator === '||')
        return logical(expression.operator, left, () => evaluate(expression.right, scope), at);
      return binary(expression.operator, left, evaluate(expression.right, scope), at);
    }
    case 'unary':
      return unary(expression.operator, evaluate(expression.operand, scope), at);
    case 'parentheses':
      return evaluate(expression.inner, scope);
    case 'missing':
      return unknown('missing', at);
  }
}

function evaluateTraversal(expression: Expression, scope: Scope, at: Location): Value {
  const chain: (GetAttribute | GetIndex)[] = [];
  let root = expression;
  while (root.kind === 'attribute-of' || root.kind === 'index') {
    chain.push(root);
    root = root.object;
  }
  chain.reverse();
  const steps = chain.map((node) => stepOf(node, scope));
  let value: Value;
  let done = 0;
  if (root.kind === 'variable') {
    const resolved = scope.resolve([{ name: root.name }, ...steps], at);
    if (!resolved) return failure('undeclared', at, { name: textOf(expression, scope) });
    value = resolved.value;
    done = resolved.consumed - 1;
  } else value = evaluate(root, scope);
  for (let i = done; i < chain.length; i++) {
    const node = chain[i]!;
    const key = node.kind === 'index' ? keyText(node.index, scope) : undefined;
    value = access(value, steps[i]!, locate(node, scope), key);
  }
  return value;
}

function stepOf(
  node: { kind: 'attribute-of'; name: GetAttribute['name'] } | { kind: 'index'; index: Expression },
  scope: Scope,
): TraversalStep {
  if (node.kind === 'index') return { index: evaluate(node.index, scope) };
  const { name } = node.name;
  // The legacy `list.0`.
  if (/^\d+$/.test(name)) return { index: scalar(Number(name), locate(node.name, scope)) };
  return { name };
}

function textOf(node: { readonly range: Range }, scope: Scope): string {
  return scope.text.slice(node.range.start, node.range.end).replace(/\s+/g, ' ');
}

function keyText(node: Expression, scope: Scope): KeyText {
  const text = textOf(node, scope);
  return { text, decision: `${scope.instance}:${text}` };
}

function evaluateSplat(expression: Splat, scope: Scope, at: Location): Value {
  const object = evaluate(expression.object, scope);
  return splat(expression.steps, scope, at)(object);
}

/** What `[*]` with these steps behind it does to a value. */
function splat(steps: readonly SplatStep[], scope: Scope, at: Location): (value: Value) => Value {
  const taken = steps.map((step): ((value: Value) => Value) => {
    if (step.kind === 'splat') return splat(step.steps, scope, at);
    const taking = stepOf(step, scope);
    const key = step.kind === 'index' ? keyText(step.index, scope) : undefined;
    return (value) => access(value, taking, at, key);
  });
  return (object) =>
    combine([object], at, ([plain]) => {
      const items = splatItems(plain!, at);
      if (items.kind === 'unknown') return items;
      const { uniform: _, ...rest } = items;
      const take = (item: Value) => taken.reduce((value, each) => each(value), item);
      return withPossible(
        { ...rest, items: items.items.map(take) },
        mapPossible(possibleMembers(items), take),
      );
    });
}

function evaluateObject(expression: ObjectExpression, scope: Scope, at: Location): Value {
  const keys = expression.items.map((item) => evaluateKey(item.key, scope));
  const values = expression.items.map((item) => evaluate(item.value, scope));
  return combine(keys, at, (plain) => {
    const entries = new Map<string, MapEntry>();
    const possible: Possible[] = [];
    let open: Unknown | undefined;
    for (const [i, key] of plain.entries()) {
      const value = values[i]!;
      if (isFailure(key)) return key;
      if (key.kind === 'unknown') {
        open ??= untraced(key);
        possible.push({ key, value, option: { certain: true } });
      } else if (key.kind !== 'scalar' || isNull(key)) return failure('key-type', key.at);
      else {
        const expressionAt = locate(expression.items[i]!.value, scope);
        entries.set(String(key.value), { key: key.at, value, expression: expressionAt });
      }
    }
    return withPossible(map(entries, at, open && { open }), possible);
  });
}

function evaluateKey(key: Expression, scope: Scope): Value {
  if (key.kind === 'variable') return scalar(key.name, locate(key, scope));
  return convert(evaluate(key, scope), { kind: 'string' });
}

function evaluateConditional(expression: Conditional, scope: Scope, at: Location): Value {
  const condition = convert(evaluate(expression.condition, scope), { kind: 'bool' });
  const then = once(() => evaluate(expression.then, scope));
  const otherwise = once(() => evaluate(expression.otherwise, scope));
  return combine([condition], at, ([test]) => {
    if (isFailure(test!)) return test;
    if (isNull(test!)) return failure('null', test!.at);
    if (test!.kind === 'scalar') {
      const [taken, other] = test!.value ? [then, otherwise] : [otherwise, then];
      return withSensitivity(alike(taken(), other), test!.sensitive);
    }
    const { text, decision } = keyText(expression.condition, scope);
    const arm = (value: Value, taken: boolean) =>
      under(value, {
        certain: false,
        when: taken ? text : negation(text),
        picks: new Map([[decision, String(taken)]]),
      });
    const options = [...arm(alike(then(), otherwise), true), ...arm(alike(otherwise(), then), false)];
    return withSensitivity(choose(options, at), test!.sensitive);
  });
}

function once(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** An arm as the other arm makes it: both of a condition are converted to one type. */
function alike(arm: Value, other: () => Value): Value {
  if (
    arm.kind === 'unknown' ||
    (arm.kind === 'scalar' && (typeof arm.value === 'string' || arm.value === null))
  )
    return arm;
  const type = unify([typeOf(arm), typeOf(other())]);
  const converted = type && convert(arm, type);
  return converted === undefined || isFailure(converted) ? arm : converted;
}

function evaluateTemplate(template: Template, scope: Scope): Value {
  const [only] = template.parts;
  if (template.parts.length === 1 && only?.kind === 'interpolation') return evaluate(only.expression, scope);
  return render(template.parts, scope, { path: scope.path, range: template.content });
}

/** @param at What the whole text stands for when no single part decides it. */
function render(parts: readonly TemplatePart[], scope: Scope, at: Location): Value {
  if (parts.length === 0) return scalar('', at);
  if (parts.length === 1 && parts[0]!.kind === 'string') return literal(parts[0]!.value, scope, at);
  return concatenate(
    parts.map((part) => renderPart(part, scope)),
    at,
  );
}

/** A literal text; what is written is kept where it differs, so that stretches of it can be found again. */
function literal(value: string, scope: Scope, at: Location): Value {
  const text = scalar(value.normalize('NFC'), at);
  if (value.length === at.range.end - at.range.start) return text;
  const written: Written = { ...text, written: scope.text.slice(at.range.start, at.range.end) };
  return written;
}

function renderPart(part: TemplatePart, scope: Scope): Value {
  const at = locate(part, scope);
  switch (part.kind) {
    case 'string':
      return literal(part.value, scope, at);
    case 'interpolation':
      return evaluate(part.expression, scope);
    case 'if': {
      const condition = convert(evaluate(part.condition, scope), { kind: 'bool' });
      const branch = (parts: readonly TemplatePart[]) => render(parts, scope, span(parts, at));
      return combine([condition], at, ([test]) => {
        if (isFailure(test!)) return test;
        if (isNull(test!)) return failure('null', test!.at);
        if (test!.kind === 'scalar')
          return withSensitivity(branch(test!.value ? part.then : part.otherwise), test!.sensitive);
        const { text, decision } = keyText(part.condition, scope);
        const arm = (parts: readonly TemplatePart[], taken: boolean) =>
          under(branch(parts), {
            certain: false,
            when: taken ? text : negation(text),
            picks: new Map([[decision, String(taken)]]),
          });
        return choose([...arm(part.then, true), ...arm(part.otherwise, false)], at);
      });
    }
    case 'for':
      return repeatTemplate(part, scope, evaluate, (parts, inner) => render(parts, inner, at));
  }
}

/** Where these parts stand, one behind the other. */
function span(parts: readonly TemplatePart[], whole: Location): Location {
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return whole;
  return { path: whole.path, range: { start: first.range.start, end: last.range.end } };
}

function evaluateCall(expression: FunctionCall, scope: Scope, at: Location): Value {
  const args = expression.args.map((arg) => evaluate(arg, scope));
  return invoke(scope.functions ?? functions, expression.name.name, args, expression.expand, {
    at,
    scope,
    keyText: (i) => expression.args[i] && keyText(expression.args[i], scope),
    render: (source, path, names) => {
      const { parts, problems } = parseTemplate(source);
      if (problems.length > 0) return failure('template', at);
      const inner = bind({ ...bare(scope), path, text: source }, names, `${at.path}:${at.range.start}`);
      const whole: Location = { path, range: { start: 0, end: source.length } };
      const [only] = parts;
      if (parts.length === 1 && only?.kind === 'interpolation') return evaluate(only.expression, inner);
      return render(parts, inner, whole);
    },
  });
}
