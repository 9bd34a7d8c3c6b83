import type { Location, Range } from '../../core/source';
import { type Hop, through, type Value } from '../../core/value';
import {
  type ArmCall,
  type ArmExpression,
  type ArmSyntax,
  parseArmExpression,
} from '../../syntax/arm/expression';
import type { ScalarNode } from '../../syntax/tree/node';
import { pieceRange } from '../../syntax/tree/piece';
import { scalar, symbolOf, textOf } from '../values/values';
import type { Declared } from './declared';
import { type Argument, armFunction, conditional, element, type Lambda, property } from './functions';
import { parameter, type Reached, reachedValue, variable } from './parameters';
import { lookUp, namedInPath, recognised, referenceTo, resourceId } from './references';
import { locate, member, once, pairOf, type Scope } from './template';
import { named, unknown } from './unknowns';

const parsed = new WeakMap<ScalarNode, ArmSyntax>();

/** An expression as it was read, once for as long as its file stays the same. */
export function syntaxOf(node: ScalarNode): ArmSyntax {
  let syntax = parsed.get(node);
  if (!syntax) {
    syntax = parseArmExpression(String(node.value));
    parsed.set(node, syntax);
  }
  return syntax;
}

/** What a text comes to that is an expression. */
export function evaluateExpression(node: ScalarNode, scope: Scope): Value {
  const { expression } = syntaxOf(node);
  if (!expression) return unknown(locate(scope, node.content), 'expression');
  return recognised(evaluate(expression, { scope, node }), scope);
}

/** Where an expression is worked out, and the text it stands in. */
interface Place {
  readonly scope: Scope;
  readonly node: ScalarNode;
}

function locationOf({ range }: { readonly range: Range }, { scope, node }: Place): Location {
  return locate(scope, pieceRange(node, range.start, range.end));
}

function evaluate(expression: ArmExpression, place: Place): Value {
  const { budget } = place.scope.template.run;
  if (budget.left-- <= 0) return unknown(locationOf(expression, place), 'too-large');
  return reachedValue(reached(expression, place), place.scope.template.run);
}

/** A value with the step to it still to be put in front: of a large object often only a part is asked for. */
function reached(expression: ArmExpression, place: Place): Reached {
  const at = locationOf(expression, place);
  switch (expression.kind) {
    case 'literal':
      return { value: scalar(expression.value, locationOf({ range: expression.content }, place)) };
    case 'call':
      return called(expression, at, place);
    case 'access': {
      const special = ofPlace(expression, place) ?? outputOf(expression, place);
      if (special) return { value: special };
      const { value, ...way } = reached(expression.object, place);
      return { value: property(value, expression.name, at, expression.safe), ...way };
    }
    case 'index': {
      const index = evaluate(expression.index, place);
      const { value, ...way } = reached(expression.object, place);
      const text = source(expression.index, place);
      return { value: element(value, index, at, text, expression.safe), ...way };
    }
  }
}

/** A part of the expression as the code writes it. */
function source({ range }: ArmExpression, { node }: Place): string {
  return String(node.value).slice(range.start, range.end);
}

function called(call: ArmCall, at: Location, place: Place): Reached {
  const { scope } = place;
  const { args } = call;
  const value = (index: number): Value | undefined => args[index] && evaluate(args[index], place);
  const name = call.name.toLowerCase();
  switch (name) {
    case 'parameters':
    case 'variables':
    case 'lambdavariables': {
      const wanted = value(0);
      const text = wanted && textOf(wanted);
      if (text === undefined) return { value: unknown(at, 'malformed', { name: call.name }) };
      const local = scope.locals.get(text.toLowerCase());
      if (local && name !== 'variables') return { value: local };
      return name === 'variables' ? variable(text, at, scope) : parameter(text, at, scope);
    }
    case 'if': {
      const [condition, yes, no] = args;
      if (!condition || !yes || !no) return { value: unknown(at, 'malformed', { name: call.name }) };
      const arms = [yes, no].map((arm) => () => evaluate(arm, place));
      return {
        value: conditional(evaluate(condition, place), arms[0]!, arms[1]!, at, source(condition, place)),
      };
    }
    case 'copyindex':
      return {
        value: loopIndex(
          args.map((arg) => evaluate(arg, place)),
          at,
          scope,
        ),
      };
    case 'resourceid':
    case 'subscriptionresourceid':
    case 'tenantresourceid':
    case 'managementgroupresourceid':
      return {
        value: resourceId(
          args.map((arg) => evaluate(arg, place)),
          at,
          scope,
        ),
      };
    case 'extensionresourceid':
      return {
        value: resourceId(
          args.slice(1).map((arg) => evaluate(arg, place)),
          at,
          scope,
        ),
      };
    case 'reference':
    case 'resourceinfo':
      return { value: referred(call, at, place) };
    default: {
      const own = scope.template.functions.get(name);
      if (own) return { value: ownFunction(call, own, at, place) };
      const make = armFunction(name);
      if (!make) return { value: unknown(at, 'function', { name: call.name }) };
      const given = args.map((arg): Argument => lambda(arg, place) ?? evaluate(arg, place));
      return { value: make(given, { name: call.name, at, within: scope.template.within }) };
    }
  }
}

/** `lambda('x', body)` */
function lambda(arg: ArmExpression, place: Place): Lambda | undefined {
  if (arg.kind !== 'call' || arg.name.toLowerCase() !== 'lambda') return undefined;
  const body = arg.args.at(-1);
  const names = arg.args.slice(0, -1).map((one) => textOf(evaluate(one, place)) ?? '');
  if (!body) return undefined;
  return {
    kind: 'lambda',
    apply: (...values) => {
      const { scope } = place;
      const locals = new Map(scope.locals);
      for (const [i, name] of names.entries()) if (values[i]) locals.set(name.toLowerCase(), values[i]);
      return evaluate(body, { ...place, scope: { ...scope, locals } });
    },
  };
}

/** `copyIndex()`, `copyIndex('loop')`, `copyIndex(1)`, `copyIndex('loop', 1)` */
function loopIndex(args: readonly Value[], at: Location, { loops }: Scope): Value {
  const [first, second] = args;
  const isNamed = first?.kind === 'scalar' && typeof first.value === 'string';
  const index = loops.get(isNamed ? String(first.value).toLowerCase() : '');
  if (!index) return unknown(at, 'malformed', { name: 'copyIndex' });
  const offset = isNamed ? second : first;
  return offset ? armFunction('add')!([index, offset], { name: 'add', at }) : index;
}

/** A function that the template declares: `contoso.uniqueName('x')`. */
function ownFunction(call: ArmCall, node: ReturnType<typeof member> & {}, at: Location, place: Place): Value {
  const output = member(member(node, 'output'), 'value');
  const parameters = member(node, 'parameters');
  if (!output) return unknown(at, 'malformed', { name: call.name });
  const names =
    parameters?.kind === 'sequence'
      ? parameters.items.map((item) => String((member(item, 'name') as ScalarNode | undefined)?.text))
      : [];
  const locals = new Map(
    call.args.flatMap((arg, i) =>
      names[i] === undefined ? [] : [[names[i].toLowerCase(), evaluate(arg, place)] as const],
    ),
  );
  const { template } = place.scope;
  return template.run.evaluate(output, { template, loops: new Map(), locals });
}

/** What `reference` tells of a resource: nothing yet, but which one it is. */
function referred(call: ArmCall, at: Location, place: Place): Value {
  const target = call.args[0] && targetOf(call.args[0], place);
  if (target) return referenceTo(target, at);
  const value = call.args[0] ? evaluate(call.args[0], place) : undefined;
  const symbol = value && symbolOf(value);
  const name = `${call.name}(…)`;
  return named(unknown(at, 'runtime', { name }), symbol && `{reference(${symbol.replaceAll('/', '|')})}`);
}

/** The resource that an id, a path or a symbolic name leads to. */
function targetOf(expression: ArmExpression, place: Place): Declared | undefined {
  const value = evaluate(expression, place);
  const { run, symbolic, own } = place.scope.template;
  const id = referredId(value);
  if (id !== undefined) return run.declared.byId.get(id);
  const symbol = symbolOf(value);
  if (symbol === undefined) return undefined;
  const path = namedInPath(symbol);
  if (path) return lookUp(run, path.type, path.name);
  return symbolic.get(symbol.toLowerCase()) ?? run.declared.byNameAlone.get(`${own}${symbol}`.toLowerCase());
}

function referredId(value: Value): string | undefined {
  for (let hop: Hop | undefined = value.trace; hop; hop = hop.next) {
    if (hop.resource !== undefined) return hop.resource;
  }
  return undefined;
}

/** `resourceGroup().location`, where that group is declared in the same run. */
function ofPlace(expression: ArmExpression & { kind: 'access' }, place: Place): Value | undefined {
  const { object, name } = expression;
  if (object.kind !== 'call' || object.name.toLowerCase() !== 'resourcegroup') return undefined;
  const group = place.scope.template.group?.();
  const pair = group && pairOf(group.node, name);
  if (!pair) return undefined;
  const value = place.scope.template.run.evaluate(pair.value, group.scope);
  return through(value, {
    step: 'resource',
    name: `${group.address}.${name}`,
    at: locate(group.scope, pair.key.content),
  });
}

/** `reference(…).outputs.name.value` of a deployment whose template is known. */
function outputOf(expression: ArmExpression & { kind: 'access' }, place: Place): Value | undefined {
  if (expression.name.toLowerCase() !== 'value') return undefined;
  const output = memberName(expression.object, place);
  const outputs = output && memberName(output.of, place);
  if (!output || outputs?.name.toLowerCase() !== 'outputs') return undefined;
  const call = outputs.of;
  if (call.kind !== 'call' || call.name.toLowerCase() !== 'reference' || !call.args[0]) return undefined;
  const deployment = targetOf(call.args[0], place);
  const { deploys, address } = deployment ?? {};
  const pair = deploys && pairOf(member(deploys.root, 'outputs'), output.name);
  const value = pair && member(pair.value, 'value');
  if (!deploys || !value) return undefined;
  const { template } = deploys.scope;
  const made = once(
    template,
    `output ${deployment!.id} ${output.name.toLowerCase()}`,
    () => unknown(locate(deploys.scope, pair.key.content), 'circular', { name: output.name }),
    () => template.run.evaluate(value, deploys.scope),
  );
  const hop = {
    step: 'module-output' as const,
    name: `${address}.outputs.${output.name}`,
    at: locate(deploys.scope, pair.key.content),
  };
  return reachedValue({ value: made, hop }, template.run);
}

/** `.name` or `['name']` */
function memberName(
  expression: ArmExpression,
  place: Place,
): { readonly name: string; readonly of: ArmExpression } | undefined {
  if (expression.kind === 'access') return { name: expression.name, of: expression.object };
  const index = expression.kind === 'index' ? textOf(evaluate(expression.index, place)) : undefined;
  return index === undefined || expression.kind !== 'index'
    ? undefined
    : { name: index, of: expression.object };
}
