import type { Unknown, Value } from '../../core/value';
import { inputNamed } from '../terraform/inputs';
import type { Given } from '../terraform/instance';
import { joinPath } from '../terraform/path';
import { namesIn } from '../terraform/runs';
import { assumed } from './assumed';
import { type Config, pathInTree } from './config';
import type { Effective } from './merge';
import { unknown } from './unknowns';

/** What a unit hands to Terraform's variables, beside the files of variables that Terraform reads by itself. */
export interface Handed {
  /** Files of the command line, in order. */
  readonly files: readonly string[];
  readonly given: Given;
}

/**
 * In Terraform's order: the command line, files of variables, the environment, which is how inputs are handed over too.
 * @param written Variables in files that Terragrunt writes.
 */
export function handedOver(
  { setting, home }: Config,
  { inputs, extraArguments }: Effective,
  written: ReadonlyMap<string, Value>,
): Handed {
  const files: string[] = [];
  const variables = new Map<string, Value>();
  const environment = new Map<string, Value>();
  let open: Unknown | undefined;
  for (const extra of extraArguments.values()) {
    for (const [name, value] of extra.environment) environment.set(name, value);
    for (const argument of extra.list) {
      if (argument.kind === 'variable') variables.set(argument.name, argument.value);
      else if (argument.path.kind === 'scalar') {
        const file = pathInTree(setting, joinPath(home, String(argument.path.value)));
        files.push(file);
        for (const name of namesIn(setting.tree, file)) variables.delete(name);
      } else open ??= unknown('var-file', argument.path.at, {}, 'settle');
    }
  }
  return {
    files,
    given: (name, setting, standard) => {
      const command = variables.get(name);
      if (command) return command;
      const value =
        setting ?? written.get(name) ?? environment.get(`TF_VAR_${name}`) ?? inputNamed(inputs, name);
      if (!open) return value;
      const known = value ?? standard();
      return known ? assumed(known, open, 'var-file', known.at) : open;
    },
  };
}
