import type { Location } from '../../core/source';
import type { MapEntry, Value } from '../../core/value';
import type { Attribute } from '../../syntax/hcl/ast';
import { functions } from '../terraform/expressions';
import { contentOf, locate, type Placed } from '../terraform/file';
import { passing } from '../terraform/passing';
import { type ExtraArguments, extraArgumentsOf } from './arguments';
import { type Config, evaluateIn, type Include, scopeOf } from './config';
import { exclusionOf } from './exclusion';
import { type Generate, generatedOf } from './generate';
import { type RemoteState, remoteStateOf } from './remote-state';
import { unknown } from './unknowns';

/** What a configuration comes to with all that it includes. */
export interface Effective {
  readonly inputs?: Value;
  readonly remoteState?: RemoteState;
  /** By name. */
  readonly generated: ReadonlyMap<string, Generate>;
  /** What goes to Terraform beside the inputs, by name, in the order in which it is handed over. */
  readonly extraArguments: ReadonlyMap<string, ExtraArguments>;
  /** What decides whether the unit is left out. */
  readonly exclusion?: Value;
}

/** A module's source, and where it is set. */
export interface Source {
  readonly value: Value;
  readonly at: Location;
}

const known = new WeakMap<Config, Effective>();

/**
 * A configuration's own settings over those of what it includes: of several includes the last goes first. What a stack
 * puts over the unit goes before all.
 */
export function effectiveOf(config: Config): Effective {
  const before = known.get(config);
  if (before) return before;
  let effective = ownOf(config);
  for (const include of mergedIncludes(config)) {
    effective = merged(includedOf(include), effective, include.strategy === 'deep', config);
  }
  const { over, path } = config.setting;
  if (over && config.path === path) effective = merged(effective, ownOf(over), false, over);
  known.set(config, effective);
  return effective;
}

function mergedIncludes(config: Config): Include[] {
  return [...config.includes()].reverse().filter(({ strategy }) => strategy !== 'no_merge');
}

/** The source of the module that a configuration runs, its own or that of what it includes. */
export function effectiveSource(config: Config): Source | undefined {
  const [terraform] = config.content.blocks.get('terraform') ?? [];
  const source = terraform && contentOf(terraform.file, terraform.node.body).attributes.get('source');
  if (source) return { value: evaluateIn(config, source), at: locate(source.file, source.node.value.range) };
  for (const include of mergedIncludes(config)) {
    const found = include.config && effectiveSource(include.config);
    if (found) return found;
  }
  return undefined;
}

function includedOf({ config, header, name }: Include): Effective {
  if (!config) {
    const inputs = unknown('include', header, {}, 'settle');
    return { inputs, generated: new Map(), extraArguments: new Map() };
  }
  const effective = effectiveOf(config);
  if (!effective.inputs) return effective;
  const hop = { step: 'attribute', name: name === '' ? 'include' : `include.${name}`, at: header } as const;
  return { ...effective, inputs: passing(effective.inputs, hop) };
}

function ownOf(config: Config): Effective {
  const { attributes, blocks } = config.content;
  const inputs = attributes.get('inputs');
  const remoteState = remoteStateOf(config);
  const exclusion = exclusionOf(config);
  const [terraform] = blocks.get('terraform') ?? [];
  return {
    ...(inputs && { inputs: inputsOf(config, inputs) }),
    ...(remoteState && { remoteState }),
    ...(exclusion && { exclusion }),
    generated: generatedOf(config),
    extraArguments: terraform
      ? extraArgumentsOf(config, contentOf(terraform.file, terraform.node.body))
      : new Map(),
  };
}

function inputsOf(config: Config, inputs: Placed<Attribute>): Value {
  const at = locate(inputs.file, inputs.node.name.range);
  return passing(evaluateIn(config, inputs), { step: 'module-input', name: 'inputs', at });
}

/** Only inputs are merged deeply: whole blocks of one name replace each other. */
function merged(below: Effective, above: Effective, deep: boolean, config: Config): Effective {
  const inputs =
    below.inputs && above.inputs
      ? deep
        ? mergedDeep(below.inputs, above.inputs)
        : mergedShallow(below.inputs, above.inputs, config)
      : (above.inputs ?? below.inputs);
  return {
    ...below,
    ...above,
    ...(inputs && { inputs }),
    generated: new Map([...below.generated, ...above.generated]),
    extraArguments: new Map([...below.extraArguments, ...above.extraArguments]),
  };
}

/** As Terraform's `merge` does. */
function mergedShallow(below: Value, above: Value, config: Config): Value {
  return functions.get('merge')!([below, above], {
    name: 'merge',
    at: above.at,
    scope: scopeOf(config),
    keyText: () => undefined,
    render: (_, __, ___) => unknown('runtime', above.at, { name: 'merge' }),
  });
}

/** Maps are merged all the way down, lists are joined; anything else is replaced. */
export function mergedDeep(below: Value, above: Value): Value {
  if (below.kind === 'list' && above.kind === 'list') {
    const open = below.open ?? above.open;
    return { ...above, items: [...below.items, ...above.items], ...(open && { open }) };
  }
  if (below.kind === 'unknown' && above.kind === 'map') return { ...above, open: above.open ?? below };
  if (below.kind !== 'map' || above.kind !== 'map') return above;
  const entries = new Map<string, MapEntry>(below.entries);
  for (const [name, entry] of above.entries) {
    const before = entries.get(name);
    entries.set(name, before ? { ...entry, value: mergedDeep(before.value, entry.value) } : entry);
  }
  const open = below.open ?? above.open;
  return { ...above, entries, ...(open && { open }) };
}
