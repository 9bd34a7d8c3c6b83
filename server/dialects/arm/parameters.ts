import type { Location } from '../../core/source';
import { type Hop, type Option, through, type Value } from '../../core/value';
import type { Pair } from '../../syntax/tree/node';
import { ALLOWED_VALUES, choose } from '../values/choices';
import { scalar, sizeOf, throughAll } from '../values/values';
import { opaque } from './functions/call';
import { isNull } from './functions/logic';
import { iterated } from './loops';
import { locate, member, once, type Run, type Scope, scopeOf, type Template, textIn } from './template';
import { named, unknown } from './unknowns';

/** A value by its name, and the step that leads from the name to it. */
export interface Reached {
  readonly value: Value;
  readonly hop?: Omit<Hop, 'next'>;
}

/**
 * What a parameter comes to: what is given, else its default, else one of the values it allows.
 * @param at where it is named
 */
export function parameter(name: string, at: Location, scope: Scope): Reached {
  const { template } = scope;
  const key = name.toLowerCase();
  const pair = template.parameters.get(key);
  if (!pair) return { value: unknown(at, 'nothing-named', { name }) };
  const hop: Omit<Hop, 'next'> = {
    step: 'parameter',
    name: `parameters('${pair.key.text}')`,
    at: locate(scopeOf(template), pair.key.content),
  };
  const value = once(
    template,
    `parameter ${key}`,
    () => unknown(at, 'circular', { name }),
    () => secret(stated(key, pair, hop, template), pair),
  );
  // What is merely allowed says so in its step.
  return isMerelyAllowed(value) ? { value } : { value, hop };
}

function stated(key: string, pair: Pair, hop: Omit<Hop, 'next'>, template: Template): Value {
  const { value: node } = pair;
  const { run } = template;
  const preset = member(node, 'defaultValue');
  const given = template.given(key);
  // Null is as if nothing were given.
  if (given && !(isNull(given) && preset)) return given;
  const scope = scopeOf(template);
  if (preset) return run.evaluate(preset, scope);
  const at = locate(scope, pair.key.content);
  if (/^true$/i.test(textIn(node, 'nullable') ?? '')) return scalar(null, at);
  const symbol = opaque(`${template.own}parameters(${key})`);
  const allowed = member(node, 'allowedValues');
  if (allowed?.kind === 'sequence') {
    const options = allowed.items.flatMap((item): Option[] => {
      if (item.kind !== 'scalar') return [];
      const value = through(scalar(item.value, locate(scope, item.content)), {
        ...hop,
        when: ALLOWED_VALUES,
      });
      const picks = new Map([[symbol, String(item.value)]]);
      return [{ value, certain: false, when: ALLOWED_VALUES, picks }];
    });
    if (options.length > 0) return choose(options, at);
  }
  return named(unknown(at, 'parameter', { name: pair.key.text }, 'parameter'), symbol);
}

function isMerelyAllowed(value: Value): boolean {
  return value.kind === 'choice' && value.options.every(({ when }) => when === ALLOWED_VALUES);
}

function secret(value: Value, { value: node }: Pair): Value {
  return /^secure/i.test(textIn(node, 'type') ?? '') ? sensitive(value) : value;
}

function sensitive(value: Value): Value {
  switch (value.kind) {
    case 'choice':
      return {
        ...value,
        sensitive: true,
        options: value.options.map((option) => ({
          ...option,
          value: sensitive(option.value) as typeof option.value,
        })),
      };
    case 'list':
      return { ...value, sensitive: true, items: value.items.map(sensitive) };
    case 'map':
      return {
        ...value,
        sensitive: true,
        entries: new Map(
          [...value.entries].map(([name, entry]) => [name, { ...entry, value: sensitive(entry.value) }]),
        ),
      };
    default:
      return { ...value, sensitive: true };
  }
}

/**
 * What a variable comes to.
 * @param at where it is named
 */
export function variable(name: string, at: Location, { template }: Scope): Reached {
  const key = name.toLowerCase();
  const pair = template.variables.get(key);
  const loop = template.variableLoops.get(key);
  const scope = scopeOf(template);
  if (!pair && !loop) return { value: unknown(at, 'nothing-named', { name }) };
  const value = once(
    template,
    `variable ${key}`,
    () => unknown(at, 'circular', { name }),
    () => (loop ? iterated(loop, scope).value : template.run.evaluate(pair!.value, scope)),
  );
  const label = loop ? member(loop, 'name')! : pair!.key;
  const content = label.kind === 'scalar' ? label.content : label.range;
  return { value, hop: { step: 'local', name: `variables('${name}')`, at: locate(scope, content) } };
}

/** Nothing that a template says is larger; what is put together to be is not followed. */
const MAX_SIZE = 30_000;

/** The value with the step to it in front of all that it holds: that takes steps too. */
export function reachedValue({ value, hop }: Reached, { budget }: Run): Value {
  const size = sizeOf(value);
  budget.left -= size;
  if (size > MAX_SIZE || budget.left <= 0) return unknown(value.at, 'too-large');
  return hop ? throughAll(value, hop) : value;
}
