import type { Evaluation } from '../../core/evaluation';
import type { Message } from '../../core/message';
import type { Resource, UnknownValue } from '../../core/resource';
import { candidates, type Option, type Value } from '../../core/value';
import { evaluateRun } from '../terraform';
import { type Declarations, declarationsOf } from '../terraform/declarations';
import { choose } from '../terraform/expressions';
import { folderOf, joinPath, nameOf } from '../terraform/path';
import { publicModule } from '../terraform/source';
import { type Config, evaluateIn, readConfig, type TerragruntTree } from './config';
import { filling, type Generated, HOLE, readGenerated } from './generated';
import { effectiveOf, effectiveSource, type RemoteState, type Source } from './merge';
import { newSetting } from './setting';
import { unknown } from './unknowns';

/**
 * What `terragrunt apply` creates in a unit: its backend, and the module it names with the files that Terragrunt writes
 * and the inputs it hands over. A module outside the tree is unknown.
 */
export function evaluateUnit(tree: TerragruntTree, path: string): Evaluation {
  const setting = newSetting(tree, path);
  const { inputs, key } = setting;
  const config = readConfig(setting, path);
  if (!config || isSkipped(config)) return { resources: [], unknowns: [], problems: [], inputs };
  const effective = effectiveOf(config);
  const source = effectiveSource(config);
  const folder = moduleFolder(config, source);
  const unknowns: UnknownValue[] = [];
  const note = (at: UnknownValue['at'], what: Message, reason: Message, settle?: Message) =>
    unknowns.push({ at, what, reason, ...(settle && { settle }) });

  const generated: Generated[] = [];
  const replaced = new Set<string>();
  const { files: own = [] } = (folder === undefined ? undefined : tree.terraform.module(folder)) ?? {};
  for (const [name, one] of effective.generated) {
    if (!/\.(tf|tofu)$/.test(one.path)) continue;
    if (one.yields && own.some((file) => nameOf(file.path) === nameOf(one.path))) continue;
    const made = readGenerated(one);
    replaced.add(nameOf(one.path));
    if (made) generated.push(made);
    else
      note(one.header, { key: 'terragrunt.generated', args: { name } }, { key: 'terragrunt.generated-text' });
  }
  const kept = own.filter((file) => !replaced.has(nameOf(file.path)));
  const files = [...generated.map(({ file }) => file), ...kept];
  const home = folder ?? config.home;
  const declarations = withoutBackend(declarationsOf(home, files), effective.remoteState);
  const run = { key, folder: home };
  const evaluation = evaluateRun(tree.terraform, run, {
    inputs,
    declarations,
    given: (name, setting) => setting ?? inputNamed(effective.inputs, name),
    variableFiles: effective.variableFiles.flatMap(texts).map((file) => joinPath(config.home, file)),
    resolve: ([first], at) => {
      if (!first || !('name' in first) || first.name !== HOLE) return undefined;
      for (const { file, holes, scope } of generated) {
        const hole = file.path === at.path ? holes.get(at.range.start) : undefined;
        if (hole) return { value: filling(hole, scope), consumed: 1 };
      }
      return undefined;
    },
  });
  const resources = [...evaluation.resources];
  if (effective.remoteState) resources.push(backend(key, effective.remoteState));
  if (source && folder === undefined) {
    const text = source.value.kind === 'scalar' ? String(source.value.value) : undefined;
    if (text !== undefined)
      resources.push(publicModuleOf(key, config, text, source, effective.inputs, resources));
    const [reason, args] = text === undefined ? ['source-unknown', {}] : ['source-outside', { source: text }];
    note(
      source.at,
      { key: 'terragrunt.module', args: { unit: folderOf(path) || '.' } },
      { key: `terragrunt.${reason}`, args },
      { key: `terragrunt.${reason}.settle` },
    );
  }
  return { resources, unknowns, problems: evaluation.problems, inputs };
}

function isSkipped(config: Config): boolean {
  const skip = config.content.attributes.get('skip');
  const value = skip && evaluateIn(config, skip);
  return value?.kind === 'scalar' && String(value.value) === 'true';
}

/** The folder of the module that a unit runs; undefined where it lies outside the tree or cannot be told. */
export function moduleFolder(config: Config, source: Source | undefined): string | undefined {
  if (!source) return config.home;
  const { value } = source;
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return undefined;
  if (!/^(\.\.?(\/|$)|\/)/.test(value.value)) return undefined;
  const folder = joinPath(config.home, value.value.replace(/\?.*$/, ''));
  config.setting.inputs.add(`${folder}/`);
  return config.setting.tree.terraform.module(folder) ? folder : undefined;
}

/** Terragrunt configures the module's backend block, if it does not write it. */
function withoutBackend(declarations: Declarations, remoteState: RemoteState | undefined): Declarations {
  if (!remoteState) return declarations;
  const { backend: _, ...rest } = declarations;
  return rest;
}

function texts(value: Value): string[] {
  const items = value.kind === 'list' ? value.items : [value];
  return items.flatMap((item) =>
    item.kind === 'scalar' && typeof item.value === 'string' ? [item.value] : [],
  );
}

/** The input of a name, in each candidate of the inputs. */
function inputNamed(inputs: Value | undefined, name: string): Value | undefined {
  if (!inputs) return undefined;
  const found = candidates(inputs).flatMap((option): Option[] => {
    const { value } = option;
    if (value.kind === 'unknown') return [option];
    if (value.kind !== 'map') return [];
    const given = value.entries.get(name)?.value ?? value.open;
    if (!given) return [];
    return candidates(given).map((inner) => ({ ...inner, certain: inner.certain && option.certain }));
  });
  const [only] = found;
  if (!only) return undefined;
  return found.length === 1 && only.certain ? only.value : choose(found, inputs.at);
}

function backend(key: string, { header, extent, backend: type, config }: RemoteState): Resource {
  const name = type.kind === 'scalar' ? String(type.value) : 'unknown';
  const open = config.kind === 'map' ? config.open : unknown('remote-state', header, { name: 'config' });
  return {
    id: `${key}#backend.${name}`,
    address: `backend.${name}`,
    dialect: 'terraform',
    kind: 'backend',
    type: name,
    header,
    extent,
    body: {
      kind: 'map',
      at: header,
      entries: config.kind === 'map' ? config.entries : new Map(),
      ...(open && { open }),
    },
    certain: true,
    library: false,
    scope: key,
  };
}

/** A public module is judged by its inputs where the catalog knows it. */
function publicModuleOf(
  key: string,
  config: Config,
  source: string,
  { at: header }: Source,
  inputs: Value | undefined,
  resources: readonly Resource[],
): Resource {
  const { name, provider } = publicModule(source.replace(/^tfr:\/\/[^/]*\//, '').replace(/^git::/, ''));
  const governor = resources.find((one) => one.kind === 'provider' && one.address === `provider.${provider}`);
  const extent = { path: config.file.path, range: { start: 0, end: config.file.text.length } };
  const open = inputs && inputs.kind !== 'map' ? unknown('inputs', header) : inputs?.open;
  return {
    id: `${key}#module`,
    address: 'module',
    dialect: 'terraform',
    kind: 'module',
    type: name,
    ...(governor?.provider && { provider: governor.provider }),
    header,
    extent: header.path === config.file.path ? extent : header,
    body: {
      kind: 'map',
      at: header,
      entries: inputs?.kind === 'map' ? inputs.entries : new Map(),
      ...(open && { open }),
    },
    ...(governor ? { governor: governor.id } : { ungoverned: unknown('no-provider', header) }),
    certain: true,
    library: false,
    scope: key,
  };
}
