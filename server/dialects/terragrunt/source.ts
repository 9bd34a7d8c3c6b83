import type { Message } from '../../core/message';
import type { UnknownValue } from '../../core/resource';
import type { Value } from '../../core/value';
import { joinPath } from '../terraform/path';
import { type Config, pathInTree } from './config';
import type { Source } from './merge';

/** The folder of the module that a unit runs; undefined where it lies outside the tree or cannot be told. */
export function moduleFolder(config: Config, source: Source | undefined): string | undefined {
  const { setting } = config;
  const named = source ? folderNamed(config, source) : config.home;
  if (named === undefined) return undefined;
  const folder = pathInTree(setting, named);
  setting.inputs.add(`${folder}/`);
  return !source || setting.tree.terraform.module(folder) ? folder : undefined;
}

/** The folder that a source names, as Terragrunt names it; undefined for registries, repositories and what is not told. */
export function folderNamed({ home }: Pick<Config, 'home'>, { value }: Source): string | undefined {
  const path = textOf(value)?.replace(/\?.*$/, '');
  // What begins like a host's name is fetched: `github.com/org/repository`.
  if (path === undefined || /::|:\/\/|^[\w.-]+@/.test(path) || /^[\w-]+\.[\w.-]+\//.test(path))
    return undefined;
  return joinPath(home, path);
}

export function textOf(value: Value): string | undefined {
  return value.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
}

/** Why it cannot be told what a source names, or that this is not in the tree. */
export function sourceUnknown({ value, at }: Source, what: Message): UnknownValue {
  if (value.kind === 'unknown')
    return { at, what, reason: value.reason, ...(value.settle && { settle: value.settle }) };
  const source = textOf(value);
  const key = source === undefined ? 'terragrunt.source-unknown' : 'terragrunt.source-outside';
  const args: Message['args'] = source === undefined ? {} : { source };
  return { at, what, reason: { key, args }, settle: { key: `${key}.settle`, args } };
}
