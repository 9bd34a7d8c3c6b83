import type { Evaluation } from '../../core/evaluation';
import type { Message } from '../../core/message';
import type { Resource, UnknownValue } from '../../core/resource';
import type { Value } from '../../core/value';
import { evaluateRun } from '../terraform';
import { type Declarations, declarationsOf } from '../terraform/declarations';
import type { ModuleFile } from '../terraform/file';
import { nameOf } from '../terraform/path';
import { publicModule } from '../terraform/source';
import { type Config, pathInTree, readConfig, type Setting, type TerragruntTree } from './config';
import { reachOf } from './exclusion';
import { filled } from './generated';
import { handedOver } from './handed';
import { effectiveOf, effectiveSource, type Source } from './merge';
import type { RemoteState } from './remote-state';
import { moduleFolder, sourceUnknown, textOf } from './source';
import { unknown } from './unknowns';
import { writtenFiles } from './written';

/**
 * What `terragrunt apply` creates in a unit: its backend, and the module it names with the files that Terragrunt writes
 * and the inputs it hands over. A module outside the tree is unknown.
 */
export function evaluateUnit(setting: Setting): Evaluation {
  const { inputs, key, tree } = setting;
  const config = readConfig(setting, setting.path);
  const effective = config && effectiveOf(config);
  const reach = effective && reachOf(config, effective.exclusion);
  if (!reach || reach === 'never') return { resources: [], unknowns: [], problems: [], inputs };
  const source = effectiveSource(config);
  const module = moduleFolder(config, source);
  const home = pathInTree(setting, config.home);
  const own = ownFiles(tree, module, home);
  const { files: written, variables, unread } = writtenFiles(effective.generated, own);
  const kept = own.filter((file) => !written.has(nameOf(file.path)));
  const files = [...[...written.values()].flatMap((made) => made?.file ?? []), ...kept];
  const folder = module ?? home;
  const { files: variableFiles, given } = handedOver(config, effective, variables);
  const evaluation = evaluateRun(
    tree.terraform,
    { key, folder },
    {
      inputs,
      declarations: withoutBackend(declarationsOf(folder, files), effective.remoteState),
      given,
      over: home,
      variableFiles,
      resolve: (names, at) => {
        for (const made of written.values()) {
          const resolved = made && filled(made, names, at);
          if (resolved) return resolved;
        }
        return undefined;
      },
    },
  );
  const resources = [...evaluation.resources];
  if (effective.remoteState) resources.push(backend(key, effective.remoteState));
  const unknowns = unread.map(({ name, header }): UnknownValue => {
    const what: Message = { key: 'terragrunt.generated', args: { name } };
    return { at: header, what, reason: { key: 'terragrunt.generated-text' } };
  });
  if (source && module === undefined) {
    const text = textOf(source.value);
    if (text !== undefined)
      resources.push(publicModuleOf(key, config, text, source, effective.inputs, resources));
    const what: Message = { key: 'terragrunt.module', args: { unit: config.home || '.' } };
    unknowns.push(sourceUnknown(source, what));
  }
  const reached = reach === 'perhaps' ? resources.map((one) => ({ ...one, certain: false })) : resources;
  return { resources: reached, unknowns, problems: evaluation.problems, inputs };
}

/** The module's files, and over them those that stand beside the unit's: Terragrunt copies both into one folder. */
function ownFiles({ terraform }: TerragruntTree, module: string | undefined, home: string): ModuleFile[] {
  const files = new Map<string, ModuleFile>();
  for (const folder of new Set([module, home])) {
    for (const file of (folder !== undefined && terraform.module(folder)?.files) || [])
      files.set(nameOf(file.path), file);
  }
  return [...files.values()];
}

/** Terragrunt configures the module's backend block, if it does not write it. */
function withoutBackend(declarations: Declarations, remoteState: RemoteState | undefined): Declarations {
  if (!remoteState) return declarations;
  const { backend: _, ...rest } = declarations;
  return rest;
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
