import type { Location } from '../../core/source';
import type { Hop, MapEntry, Option, Value } from '../../core/value';
import type { Attribute } from '../../syntax/hcl/ast';
import type { Declaration } from './declarations';
import {
  convert,
  evaluate,
  isFailure,
  newBudget,
  parseType,
  type Scope,
  type TypeConstraint,
  withSensitivity,
} from './expressions';
import { locate, type ModuleFile, type Placed } from './file';
import { evaluateIn, type Instance } from './instance';
import { lazy } from './lazy';
import { literalFlag } from './literal';
import { passing } from './passing';
import { nameOf } from './path';
import { reached } from './reached';
import { unknown } from './unknowns';

/** A variable's value in a module instance; undefined where none of that name is declared. */
export function variableValue(instance: Instance, name: string): Value | undefined {
  const declaration = instance.declarations.variables.get(name);
  if (!declaration) return undefined;
  let value = instance.variables.get(name);
  if (!value) {
    const header = locate(declaration.file, declaration.block.header);
    value = lazy(
      () => evaluateVariable(instance, name, declaration, header),
      () => unknown('cycle', header, { name: `var.${name}` }),
    );
    instance.variables.set(name, value);
  }
  return value();
}

function evaluateVariable(
  instance: Instance,
  name: string,
  declaration: Declaration,
  header: Location,
): Value {
  const { attributes } = declaration.content;
  const type = typeOf(attributes.get('type'));
  const hop = { step: 'variable', name: `var.${name}`, at: header } as const;
  const given = givenValue(instance, name);
  const nullable = literalFlag(attributes.get('nullable')?.node.value) !== false;
  const otherwise = () => defaultValue(instance, name, declaration);
  const raw = !given ? otherwise() : nullable ? given : withoutNull(given, otherwise);
  const converted = raw && convert(raw, type);
  // What does not fit the type is refused by Terraform, but it is what the code states.
  const value = !converted || isFailure(converted) ? raw : converted;
  const sensitive = literalFlag(attributes.get('sensitive')?.node.value) === true;
  return withSensitivity(passing(value ?? unset(instance, name, header), hop), sensitive);
}

const ANY: TypeConstraint = { kind: 'any' };
const types = new WeakMap<Placed<Attribute>, TypeConstraint>();

function typeOf(attribute: Placed<Attribute> | undefined): TypeConstraint {
  if (!attribute) return ANY;
  let type = types.get(attribute);
  if (!type) {
    type = parseType(attribute.node.value, literalScope(attribute.file));
    types.set(attribute, type);
  }
  return type;
}

/** For a variable that is not nullable null means the default, in each candidate that is null. */
function withoutNull(given: Value, otherwise: () => Value | undefined): Value | undefined {
  if (given.kind === 'scalar') return given.value === null ? otherwise() : given;
  if (given.kind !== 'choice') return given;
  const options = given.options.flatMap((option): Option[] => {
    if (option.value.kind !== 'scalar' || option.value.value !== null) return [option];
    const value = otherwise();
    return value && value.kind !== 'choice' ? [{ ...option, value }] : [];
  });
  return { ...given, options };
}

/** What the caller, or a variable file, sets. */
function givenValue(instance: Instance, name: string): Value | undefined {
  const { call } = instance;
  if (call) {
    const argument = call.declaration.content.attributes.get(name);
    if (!argument) return undefined;
    const hop: Omit<Hop, 'next'> = {
      step: 'module-input',
      name: call.name,
      at: locate(argument.file, argument.node.name.range),
    };
    return passing(reached(evaluateIn(call.instance, argument, call)), hop);
  }
  const setting = settingValue(instance, name);
  const { given } = instance.context;
  if (!given) return setting;
  const declaration = instance.declarations.variables.get(name);
  return given(name, setting, () => declaration && defaultValue(instance, name, declaration));
}

function settingValue(instance: Instance, name: string): Value | undefined {
  const setting = instance.context.settings.get(name);
  if (!setting) return undefined;
  const value = evaluate(setting.node.value, literalScope(setting.file));
  return passing(value, {
    step: 'variable-file',
    name: nameOf(setting.file.path),
    at: locate(setting.file, setting.node.name.range),
  });
}

/** A scope without names: for variable files, defaults and types. */
export function literalScope({ path, text }: ModuleFile): Scope {
  return { path, text, instance: path, budget: newBudget(), resolve: () => undefined };
}

function defaultValue(instance: Instance, name: string, declaration: Declaration): Value | undefined {
  const { file, content } = declaration;
  const attribute = content.attributes.get('default');
  if (!attribute) return undefined;
  const value = evaluate(attribute.node.value, literalScope(attribute.file));
  if (instance.call || !instance.context.library) return value;
  return replaceable(value, name, locate(file, declaration.block.header));
}

/**
 * The default of a library's own variable: whoever calls it may replace it. What is left out (null, an empty text)
 * may be given, maps may hold more keys and lists more items. Other values stand as they are; their trace has the step
 * `variable`, and their resource says `library`.
 */
function replaceable(value: Value, name: string, header: Location): Value {
  const open = () => unknown('library-input', value.at, { name });
  switch (value.kind) {
    case 'scalar':
      return value.value === null || value.value === '' ? { ...open(), at: header } : value;
    case 'map': {
      const entries = new Map<string, MapEntry>();
      for (const [key, entry] of value.entries)
        entries.set(key, { ...entry, value: replaceable(entry.value, name, header) });
      return { ...value, entries, open: value.open ?? open() };
    }
    case 'list':
      return { ...value, open: value.open ?? open() };
    default:
      return value;
  }
}

function unset(instance: Instance, name: string, header: Location): Value {
  return instance.call
    ? unknown('input-missing', header, { name, call: instance.address })
    : unknown('variable-unset', header, { name });
}
