import { type Hop, type Option, through, type Value } from '../../core/value';
import type { Expression, Parameter, Type } from '../../syntax/bicep/ast';
import { ALLOWED_VALUES, choose, under } from '../values/choices';
import { scalar, throughAll } from '../values/values';
import { type Instance, scopeOf } from './instance';
import { isNull, named, unknown } from './values';

/** What a parameter is set to; else its default; else any of the values that it allows. */
export function parameterValue(instance: Instance, symbol: Parameter): Value {
  const value = setTo(instance, symbol);
  return isSecure(symbol) ? { ...value, sensitive: true } : value;
}

export function isSecure({ decorators }: Parameter): boolean {
  return decorators.some(({ name }) => name.name === 'secure');
}

function setTo(instance: Instance, symbol: Parameter): Value {
  const { name, range } = symbol.name;
  const at = { path: instance.path, range };
  const hop: Hop = { step: 'parameter', name, at };
  const preset = (): Value | undefined => {
    if (symbol.value) return instance.context.evaluate(symbol.value, scopeOf(instance));
    return symbol.type?.kind === 'nullable' ? scalar(null, at) : undefined;
  };
  const given = instance.given.get(name) ?? instance.rest;
  const value = given ? orPreset(given, preset) : preset();
  if (value) return throughAll(value, hop);
  const undecided = named(
    unknown(at, 'parameter', { name }, 'parameter'),
    `parameter ${instance.unit}:${name}`,
  );
  return allowedOptions(instance, symbol, hop) ?? through(undecided, hop);
}

/** A null that is handed in leaves the default in force. */
function orPreset(given: Value, preset: () => Value | undefined): Value {
  if (isNull(given)) return preset() ?? given;
  if (given.kind !== 'choice' || !given.options.some(({ value }) => isNull(value))) return given;
  const options = given.options.flatMap((option) => {
    const { value, ...reached } = option;
    return isNull(value) ? under(preset() ?? value, reached) : [option];
  });
  return choose(options, given.at);
}

/** What a parameter without a value may be: each at most worth an info. */
function allowedOptions(instance: Instance, symbol: Parameter, hop: Hop): Value | undefined {
  const { context, path, unit } = instance;
  const decorator = symbol.decorators.find(({ name }) => name.name === 'allowed');
  const list = decorator?.args[0];
  const written = list?.kind === 'array' ? list.items : valuesOf(symbol.type);
  const scope = scopeOf(instance);
  const decision = `parameter ${unit}:${symbol.name.name}`;
  const options = written.flatMap((item): Option[] => {
    if (item.kind === 'spread') return [];
    const value = context.evaluate(item, scope);
    if (value.kind !== 'scalar' || value.value === null) return [];
    const picks = new Map([[decision, String(value.value)]]);
    return [
      {
        value: through(value, { ...hop, when: ALLOWED_VALUES }),
        certain: false,
        when: ALLOWED_VALUES,
        picks,
      },
    ];
  });
  // One that stands alone is what it must be.
  return options.length > 0 ? choose(options, { path, range: symbol.name.range }) : undefined;
}

/** The literals of a type that is a union of them. */
function valuesOf(type: Type | undefined): readonly Expression[] {
  if (type?.kind === 'value') return [type.value];
  return type?.kind === 'union' ? type.members.flatMap(valuesOf) : [];
}
