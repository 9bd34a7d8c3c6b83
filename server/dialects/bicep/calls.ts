import type { Location } from '../../core/source';
import type { Value } from '../../core/value';
import type { Expression, Lambda as LambdaExpression } from '../../syntax/bicep/ast';
import { type Argument, armFunction, type Lambda } from '../arm/functions';
import { scalar } from '../values/values';
import { fileFunction } from './files-read';
import { type Imported, importedNamed } from './imports';
import { bind, MAX_DEPTH, type Scope, scopeOf } from './instance';
import { resourceIdOf } from './resources';
import { environmentVariable, placeOfDeployment } from './surroundings';
import { withinOf } from './target';
import { unknown } from './values';

/** What a function comes to, applied to values. */
export function applied(name: string, args: readonly Argument[], at: Location, within?: string): Value {
  const made = armFunction(name)?.(args, { name, at, ...(within !== undefined && { within }) });
  return made ?? unknown(at, 'function', { name });
}

/** What a call comes to: of the file's own functions, of those that it imports, or of the language's. */
export function callNamed(name: string, args: readonly Expression[], at: Location, scope: Scope): Value {
  const { instance } = scope;
  const own = callFunction({ instance, name }, args, at, scope);
  if (own) return own;
  const imported = importedNamed(name, instance);
  const value = imported && callFunction(imported, args, at, scope);
  return value ?? callBuiltin(name, args, at, scope);
}

/** What a function that a file declares comes to; undefined where it declares none of that name. */
export function callFunction(
  { instance, name }: Imported,
  args: readonly Expression[],
  at: Location,
  scope: Scope,
): Value | undefined {
  const symbol = instance.symbols.get(name);
  if (symbol?.kind !== 'func') return undefined;
  if (scope.depth >= MAX_DEPTH) return unknown(at, 'too-deep', { name });
  const names = symbol.parameters.map(({ name: parameter }, i): [string, Value] => {
    const arg = args[i];
    return [
      parameter,
      arg ? scope.instance.context.evaluate(arg, scope) : unknown(at, 'no-argument', { name: parameter }),
    ];
  });
  const inner = { ...bind(scopeOf(instance), names), depth: scope.depth + 1 };
  return instance.context.evaluate(symbol.body, inner);
}

function callBuiltin(name: string, args: readonly Expression[], at: Location, scope: Scope): Value {
  const { instance } = scope;
  if (name === 'nameof') return nameOf(args[0], at, scope);
  const values = args.map(
    (arg): Argument => (arg.kind === 'lambda' ? lambda(arg, scope) : instance.context.evaluate(arg, scope)),
  );
  const plain = values.filter((one): one is Value => one.kind !== 'lambda');
  switch (name) {
    // Only the compiler's checks know of it.
    case 'any':
      return plain[0] ?? unknown(at, 'function', { name });
    case 'resourceId':
    case 'subscriptionResourceId':
    case 'tenantResourceId':
      return resourceIdOf(name, plain, at, instance);
    case 'readEnvironmentVariable':
      return environmentVariable(plain, at);
    default: {
      const special = fileFunction(name, plain, at, scope) ?? placeOfDeployment(name, plain, at, instance);
      return special ?? applied(name, values, at, withinOf(instance));
    }
  }
}

/** The last name of a symbol or of an access to it. */
function nameOf(symbol: Expression | undefined, at: Location, scope: Scope): Value {
  if (symbol?.kind === 'name') return scalar(symbol.name, at);
  const last = symbol?.kind === 'access' ? symbol.steps.at(-1) : undefined;
  if (last && 'name' in last) return scalar(last.name.name, at);
  if (last?.kind === 'index') return scope.instance.context.evaluate(last.index, scope);
  return unknown(at, 'function', { name: 'nameof' });
}

/** `x => …` as what it does to a value. */
function lambda({ parameters, body }: LambdaExpression, scope: Scope): Lambda {
  return {
    kind: 'lambda',
    apply: (...values) => {
      const names = parameters.map(({ name }, i): [string, Value] => [name, values[i]!]);
      return scope.instance.context.evaluate(
        body,
        bind(
          scope,
          names.filter(([, value]) => value !== undefined),
        ),
      );
    },
  };
}
