import type { Range } from '../../core/source';
import type { Value } from '../../core/value';
import type { AccessExpression, Step } from '../../syntax/bicep/ast';
import { element, property } from '../arm/functions';
import { combine } from '../values/choices';
import { scalar, textOf } from '../values/values';
import { callFunction, callNamed } from './calls';
import { importedUnder } from './imports';
import { type Begun, locate, type Scope, sourceText } from './instance';
import { moduleReference } from './modules';
import { symbolValue } from './names';
import { resourceReference } from './resources';
import { unknown } from './values';

/** What `object.a[0].b` comes to. */
export function evaluateAccess({ object, steps }: AccessExpression, scope: Scope): Value {
  const { instance } = scope;
  if (object.kind === 'name' && !scope.locals.has(object.name)) {
    const { name, range } = object;
    const begun =
      resourceReference(name, range, steps, scope) ??
      moduleReference(name, range, steps, scope) ??
      namespaced(name, range, steps, scope);
    if (begun) return follow(begun.value, object.range, steps.slice(begun.taken), scope);
  }
  return follow(instance.context.evaluate(object, scope), object.range, steps, scope);
}

/** `az.resourceGroup()`, or a symbol of a file that was imported as a whole. */
function namespaced(name: string, range: Range, steps: readonly Step[], scope: Scope): Begun | undefined {
  const [step] = steps;
  const { instance } = scope;
  if (!step || !('name' in step) || instance.symbols.has(name)) return undefined;
  const at = locate(scope, { start: range.start, end: step.range.end });
  const member = step.name.name;
  const imported = importedUnder(name, member, instance);
  if (imported) {
    const value =
      step.kind === 'method'
        ? callFunction(imported, step.args, at, scope)
        : symbolValue(imported.name, imported.instance, at);
    return { value: value ?? unknown(at, 'nothing-named', { name: `${name}.${member}` }), taken: 1 };
  }
  const isBuiltin = name === 'az' || name === 'sys';
  if (step.kind !== 'method' || !isBuiltin) return undefined;
  return { value: callNamed(member, step.args, at, scope), taken: 1 };
}

function follow(start: Value, { start: from }: Range, steps: readonly Step[], scope: Scope): Value {
  let value = start;
  for (const step of steps) {
    const at = locate(scope, { start: from, end: step.range.end });
    switch (step.kind) {
      case 'property':
        value = property(value, step.name.name, at, step.safe);
        break;
      case 'index':
        value = item(value, step, at, scope);
        break;
      case 'assert':
        break;
      default:
        value = value.kind === 'unknown' ? value : unknown(at, 'no-method', { name: step.name.name });
    }
  }
  return value;
}

type IndexStep = Extract<Step, { kind: 'index' }>;

function item(value: Value, step: IndexStep, at: Value['at'], scope: Scope): Value {
  const index = scope.instance.context.evaluate(step.index, scope);
  const text = sourceText(step.index.range, scope);
  if (!step.fromEnd) return element(value, index, at, text, step.safe);
  return combine([value, index], at, ([list, number]) => {
    if (list!.kind !== 'list' || list!.open) return element(list!, unknown(at, 'index'), at, text);
    const position = list!.items.length - Number(textOf(number!) ?? Number.NaN);
    if (Number.isNaN(position)) return element(list!, number!, at, text);
    return element(list!, scalar(position, number!.at), at, text, step.safe);
  });
}
