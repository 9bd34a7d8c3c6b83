import type { Location } from '../../core/source';
import type { MapEntry, Value } from '../../core/value';
import type { Attribute } from '../../syntax/hcl/ast';
import { functions } from '../terraform/expressions';
import { type Content, contentOf, locate, type Placed } from '../terraform/file';
import { literalText } from '../terraform/literal';
import { passing } from '../terraform/passing';
import { type Config, evaluateIn, type Include, scopeOf } from './config';
import { unknown } from './unknowns';

/** What a configuration comes to with all that it includes. */
export interface Effective {
  readonly inputs?: Value;
  readonly remoteState?: RemoteState;
  /** By name. */
  readonly generated: ReadonlyMap<string, Generate>;
  /** Lists of variable files, in the order in which they are handed over. */
  readonly variableFiles: readonly Value[];
}

/** A module's source, and where it is set. */
export interface Source {
  readonly value: Value;
  readonly at: Location;
}

export interface RemoteState {
  readonly header: Location;
  readonly extent: Location;
  readonly backend: Value;
  readonly config: Value;
}

/** A file that Terragrunt writes beside the module's own. */
export interface Generate {
  /** Its expressions are this configuration's. */
  readonly config: Config;
  readonly header: Location;
  readonly path: string;
  /** Whether a file of the module goes before it. */
  readonly yields: boolean;
  readonly contents: Placed<Attribute>;
}

const known = new WeakMap<Config, Effective>();

/** A configuration's own settings over those of what it includes: of several includes the last goes first. */
export function effectiveOf(config: Config): Effective {
  const before = known.get(config);
  if (before) return before;
  let effective = ownOf(config);
  for (const include of mergedIncludes(config)) {
    effective = merged(includedOf(include), effective, include.strategy === 'deep', config);
  }
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
    return { inputs: unknown('include', header, {}, 'settle'), generated: new Map(), variableFiles: [] };
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
  const [terraform] = (blocks.get('terraform') ?? []).map(({ file, node }) => contentOf(file, node.body));
  return {
    ...(inputs && { inputs: inputsOf(config, inputs) }),
    ...(remoteState && { remoteState }),
    generated: generatedOf(config),
    variableFiles: terraform ? variableFilesOf(config, terraform) : [],
  };
}

function inputsOf(config: Config, inputs: Placed<Attribute>): Value {
  const at = locate(inputs.file, inputs.node.name.range);
  return passing(evaluateIn(config, inputs), { step: 'module-input', name: 'inputs', at });
}

function remoteStateOf(config: Config): RemoteState | undefined {
  const [block] = config.content.blocks.get('remote_state') ?? [];
  if (!block) return undefined;
  const { attributes } = contentOf(block.file, block.node.body);
  const header = locate(block.file, block.node.header);
  const value = (name: string): Value => {
    const attribute = attributes.get(name);
    return attribute ? evaluateIn(config, attribute) : unknown('remote-state', header, { name });
  };
  return {
    header,
    extent: locate(block.file, block.node.range),
    backend: value('backend'),
    config: value('config'),
  };
}

function generatedOf(config: Config): ReadonlyMap<string, Generate> {
  const generated = new Map<string, Generate>();
  for (const { file, node } of config.content.blocks.get('generate') ?? []) {
    const { attributes } = contentOf(file, node.body);
    const [path, contents] = [attributes.get('path'), attributes.get('contents')];
    const value = path && evaluateIn(config, path);
    if (!contents || value?.kind !== 'scalar') continue;
    const disabled = attributes.get('disable')?.node.value;
    if (disabled?.kind === 'literal' && disabled.value === true) continue;
    generated.set(node.labels[0]?.name ?? '', {
      config,
      header: locate(file, node.header),
      path: String(value.value),
      yields: literalText(attributes.get('if_exists')?.node.value) === 'skip',
      contents,
    });
  }
  return generated;
}

/** `extra_arguments "x" { required_var_files = […], optional_var_files = […], arguments = ["-var-file=…"] }` */
function variableFilesOf(config: Config, terraform: Content): Value[] {
  return (terraform.blocks.get('extra_arguments') ?? []).flatMap(({ file, node }) => {
    const { attributes } = contentOf(file, node.body);
    return ['arguments', 'required_var_files', 'optional_var_files'].flatMap((name) => {
      const attribute = attributes.get(name);
      if (!attribute) return [];
      const value = evaluateIn(config, attribute);
      return name === 'arguments' ? namedFiles(value) : [value];
    });
  });
}

function namedFiles(value: Value): Value[] {
  const items = value.kind === 'list' ? value.items : [];
  return items.flatMap((item) => {
    const path = item.kind === 'scalar' && /^--?var-file=(.+)$/.exec(String(item.value))?.[1];
    return path ? [{ ...item, value: path }] : [];
  });
}

function merged(below: Effective, above: Effective, deep: boolean, config: Config): Effective {
  const inputs =
    below.inputs && above.inputs
      ? deep
        ? mergedDeep(below.inputs, above.inputs)
        : mergedShallow(below.inputs, above.inputs, config)
      : (above.inputs ?? below.inputs);
  const states = [below.remoteState, above.remoteState] as const;
  const remoteState =
    deep && states[0] && states[1]
      ? { ...states[1], config: mergedDeep(states[0].config, states[1].config) }
      : (states[1] ?? states[0]);
  return {
    ...(inputs && { inputs }),
    ...(remoteState && { remoteState }),
    generated: new Map([...below.generated, ...above.generated]),
    variableFiles: [...below.variableFiles, ...above.variableFiles],
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
