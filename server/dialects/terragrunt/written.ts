import type { Value } from '../../core/value';
import { evaluate, type Scope } from '../terraform/expressions';
import type { ModuleFile } from '../terraform/file';
import { passing } from '../terraform/passing';
import { nameOf } from '../terraform/path';
import { isAutomatic } from '../terraform/runs';
import { isModuleFile } from '../terraform/tree';
import { literalScope } from '../terraform/variables';
import { scopeOf } from './config';
import type { Generate } from './generate';
import { filled, type Generated, readGenerated } from './generated';

/** What Terragrunt writes for Terraform before it runs. */
export interface Written {
  /** Files of the module by name; those that cannot be read stand there all the same, since they replace others. */
  readonly files: ReadonlyMap<string, Generated | undefined>;
  /** What files of variables set. */
  readonly variables: ReadonlyMap<string, Value>;
  readonly unread: readonly { readonly name: string; readonly header: Generate['header'] }[];
}

/** @param own The files of the module before anything is written. */
export function writtenFiles(generated: ReadonlyMap<string, Generate>, own: readonly ModuleFile[]): Written {
  const files = new Map<string, Generated | undefined>();
  const variables = new Map<string, Value>();
  const unread: { name: string; header: Generate['header'] }[] = [];
  for (const [name, one] of generated) {
    const file = nameOf(one.path);
    if (isModuleFile(file)) {
      if (one.yields && own.some(({ path }) => nameOf(path) === file)) continue;
      const made = file.endsWith('.json') ? undefined : readGenerated(one);
      files.set(file, made);
      if (!made) unread.push({ name, header: one.header });
    } else if (isAutomatic(file)) {
      const set = file.endsWith('.json') ? encoded(one) : stated(one);
      for (const [variable, value] of set ?? []) {
        const hop = { step: 'variable-file', name: file, at: one.header } as const;
        variables.set(variable, passing(value, hop));
      }
      if (!set) unread.push({ name, header: one.header });
    }
  }
  return { files, variables, unread };
}

/** `contents = jsonencode({ region = … })` */
function encoded({ config, contents }: Generate): [string, Value][] | undefined {
  const argument =
    contents?.kind === 'call' && contents.name.name === 'jsonencode' ? contents.args[0] : undefined;
  const value = argument && evaluate(argument, scopeOf(config));
  if (value?.kind !== 'map' || value.open) return undefined;
  return [...value.entries].map(([name, entry]) => [name, entry.value]);
}

/** A heredoc that holds `region = "…"`. */
function stated(one: Generate): [string, Value][] | undefined {
  const made = readGenerated(one);
  if (!made || made.file.broken.length > 0) return undefined;
  const { file, content } = made;
  const scope: Scope = { ...literalScope(file), resolve: (names, at) => filled(made, names, at) };
  return [...content.attributes].map(([name, { node }]) => [name, evaluate(node.value, scope)]);
}
