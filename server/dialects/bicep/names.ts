import type { Location } from '../../core/source';
import type { Value } from '../../core/value';
import type { NameExpression } from '../../syntax/bicep/ast';
import { throughAll } from '../values/values';
import { importedNamed } from './imports';
import { type Instance, locate, remembered, type Scope, scopeOf } from './instance';
import { moduleReference } from './modules';
import { parameterValue } from './parameters';
import { resourceReference } from './resources';
import { narrow, unknown } from './values';

/** What a name comes to. */
export function valueNamed({ name, range }: NameExpression, scope: Scope): Value {
  const local = scope.locals.get(name);
  if (local) return local;
  const begun = resourceReference(name, range, [], scope) ?? moduleReference(name, range, [], scope);
  if (begun) return begun.value;
  const at = locate(scope, range);
  const { instance } = scope;
  const value = symbolValue(name, instance, at);
  if (value) return narrow(value, scope.assumed);
  const imported = importedNamed(name, instance);
  return (
    (imported && symbolValue(imported.name, imported.instance, at)) ?? unknown(at, 'nothing-named', { name })
  );
}

/** What a file's parameter or variable comes to; undefined where it has none of that name. */
export function symbolValue(name: string, instance: Instance, at: Location): Value | undefined {
  const symbol = instance.symbols.get(name);
  switch (symbol?.kind) {
    case 'param':
      return remembered(instance, name, at, () => parameterValue(instance, symbol));
    case 'var': {
      const hop = { step: 'local', name, at: { path: instance.path, range: symbol.name.range } } as const;
      return remembered(instance, name, at, () =>
        throughAll(instance.context.evaluate(symbol.value, scopeOf(instance)), hop),
      );
    }
    default:
      return undefined;
  }
}
