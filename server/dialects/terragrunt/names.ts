import type { Location } from '../../core/source';
import type { Hop, MapEntry, MapValue, Value } from '../../core/value';
import { evaluate, type Resolved, type TraversalStep } from '../terraform/expressions';
import { contentOf, locate } from '../terraform/file';
import { entryOf, lazy } from '../terraform/lazy';
import { passing } from '../terraform/passing';
import { folderOf, joinPath } from '../terraform/path';
import { unknown as terraformUnknown } from '../terraform/unknowns';
import { assumed } from './assumed';
import { type Config, evaluateIn, localsOf, readConfig, scopeOf } from './config';
import { VALUES_FILE } from './files';
import type { Generate } from './generate';
import { effectiveOf, effectiveSource } from './merge';
import { unknown } from './unknowns';

/** What a name means in a configuration. */
export function resolve(config: Config, names: readonly TraversalStep[], at: Location): Resolved | undefined {
  const [root, second] = [0, 1].map((i) => {
    const step = names[i];
    return step && 'name' in step ? step.name : undefined;
  });
  switch (root) {
    case 'local': {
      const value = second === undefined ? undefined : localValue(config, second);
      return value && { value, consumed: 2 };
    }
    case 'include': {
      const includes = config.includes();
      const labelled = includes.find((one) => one.name === second && second !== '');
      const include = labelled ?? includes.find((one) => one.name === '');
      if (!include) return undefined;
      const name = labelled ? `include.${labelled.name}` : 'include';
      const value = include.config
        ? passing(configValue(include.config, at), { step: 'attribute', name, at: include.header })
        : unknown('include', include.header, {}, 'settle');
      return { value, consumed: labelled ? 2 : 1 };
    }
    case 'dependency': {
      const name = `dependency.${second ?? ''}`;
      const trace: Hop = { step: 'data', name, at };
      return {
        value: { ...unknown('dependency', at, { name }), trace },
        consumed: second === undefined ? 1 : 2,
      };
    }
    case 'feature':
      return second === undefined ? undefined : featureValue(config, second, names, at);
    case 'values':
      return { value: valuesOf(config, at), consumed: 1 };
    case 'unit':
    case 'stack':
      return { value: unknown('runtime', at, { name: root }), consumed: 1 };
    default:
      return undefined;
  }
}

function localValue(config: Config, name: string): Value | undefined {
  const attribute = localsOf(config).get(name);
  if (!attribute) return undefined;
  let value = config.values.get(name);
  if (!value) {
    const at = locate(attribute.file, attribute.node.name.range);
    value = lazy(
      () => passing(evaluateIn(config, attribute), { step: 'local', name: `local.${name}`, at }),
      () => terraformUnknown('cycle', at, { name: `local.${name}` }),
    );
    config.values.set(name, value);
  }
  return value();
}

/** `feature.x.value`: its default, unless the command line sets another. */
function featureValue(
  config: Config,
  name: string,
  names: readonly TraversalStep[],
  at: Location,
): Resolved | undefined {
  const block = config.content.blocks.get('feature')?.find(({ node }) => node.labels[0]?.name === name);
  const step = names[2];
  if (!block || !step || !('name' in step) || step.name !== 'value') return undefined;
  const standard = contentOf(block.file, block.node.body).attributes.get('default');
  const other = unknown('feature', at, { name });
  return { value: standard ? assumed(evaluateIn(config, standard), other, name, at) : other, consumed: 3 };
}

/** `values`: what the stack that makes a unit hands to it, or what a file beside the unit says. */
function valuesOf({ setting, home, path }: Config, at: Location): Value {
  const made = path === setting.path || home === folderOf(setting.path) ? setting.values : undefined;
  if (made) return made;
  const file = readConfig(setting, joinPath(home, VALUES_FILE));
  if (!file) return unknown('values', at, {}, 'settle');
  const entries = new Map<string, MapEntry>();
  for (const [name, attribute] of file.content.attributes) {
    const key = locate(attribute.file, attribute.node.name.range);
    const hop = { step: 'values', name: `values.${name}`, at: key } as const;
    const value = lazy(
      () => passing(evaluateIn(file, attribute), hop),
      () => terraformUnknown('cycle', key, { name }),
    );
    entries.set(name, entryOf(key, value, locate(attribute.file, attribute.node.value.range)));
  }
  return { kind: 'map', at: { path: file.file.path, range: { start: 0, end: 0 } }, entries };
}

/** A whole configuration as `include.x` and `read_terragrunt_config` give it. */
export function configValue(config: Config, at: Location): MapValue {
  const { file } = config;
  const entries = new Map<string, MapEntry>();
  const start = { path: file.path, range: { start: 0, end: 0 } };
  const nothing: Value = { kind: 'scalar', value: null, at: start };
  const enter = (name: string, value: () => Value | undefined) => {
    const cycle = () => terraformUnknown('cycle', start, { name });
    const made = lazy(() => value() ?? nothing, cycle);
    entries.set(name, entryOf(start, made));
  };
  enter('locals', () => {
    const locals = new Map<string, MapEntry>();
    for (const [name, attribute] of localsOf(config)) {
      const key = locate(file, attribute.node.name.range);
      locals.set(
        name,
        entryOf(key, () => localValue(config, name)!),
      );
    }
    return { kind: 'map', at: start, entries: locals };
  });
  enter('inputs', () => effectiveOf(config).inputs ?? { kind: 'map', at: start, entries: new Map() });
  enter('terraform', () => {
    const source = effectiveSource(config)?.value;
    const key = { key: start };
    return source && { kind: 'map', at: start, entries: new Map([['source', { ...key, value: source }]]) };
  });
  enter('remote_state', () => {
    const state = effectiveOf(config).remoteState;
    if (!state) return undefined;
    const { header, extent, backend } = state;
    const members = new Map(
      Object.entries({ backend, config: state.config }).map(([name, value]) => [
        name,
        { key: header, value },
      ]),
    );
    return { kind: 'map', at: header, header, extent, entries: members };
  });
  enter('generate', () => {
    const members = [...effectiveOf(config).generated].map(
      ([name, one]) => [name, generateEntry(one)] as const,
    );
    return { kind: 'map', at: start, entries: new Map(members) };
  });
  enter('dependency', () => unknown('dependency', at, { name: 'dependency' }));
  return {
    kind: 'map',
    at,
    entries,
    open: unknown('config', at, { path: file.path }),
  };
}

/** A `generate` block as a value: what another configuration needs in order to write the same file. */
function generateEntry({ config, header, path, yields, contents }: Generate): MapEntry {
  const members: (readonly [string, Value])[] = [
    ['path', { kind: 'scalar', value: path, at: header }],
    ['if_exists', { kind: 'scalar', value: yields ? 'skip' : 'overwrite', at: header }],
  ];
  const entries = new Map<string, MapEntry>(members.map(([name, value]) => [name, { key: header, value }]));
  if (contents) {
    const at = locate(config.file, contents.range);
    const value = lazy(
      () => evaluate(contents, scopeOf(config)),
      () => terraformUnknown('cycle', at, { name: 'contents' }),
    );
    entries.set('contents', entryOf(header, value, at));
  }
  return { key: header, value: { kind: 'map', at: header, header, entries } };
}
