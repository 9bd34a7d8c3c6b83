import type { Location } from '../../core/source';
import type { Scalar, Value } from '../../core/value';
import {
  type Builtin,
  evaluate,
  type Functions,
  newBudget,
  plainly,
  functions as terraformFunctions,
} from '../terraform/expressions';
import { locate, moduleFile } from '../terraform/file';
import { passing } from '../terraform/passing';
import { folderOf, joinPath, nameOf, relativePath } from '../terraform/path';
import { assumed } from './assumed';
import { type Config, pathInTree, readConfig } from './config';
import { mergedDeep } from './merge';
import { configValue } from './names';
import { unknown } from './unknowns';

/** Terragrunt speaks of paths from the root of the file system: here that is the project's root. */
export function fromRoot(path: string): string {
  return `/${path}`;
}

/** The functions that a configuration may call: Terraform's and Terragrunt's own, which know where they are called. */
export function functionsOf(config: Config): Functions {
  const here = new Map(Object.entries(own(config)));
  return { get: (name) => here.get(name) ?? outside.get(name) ?? terraformFunctions.get(name) };
}

function own(config: Config): Record<string, Builtin> {
  const { home, setting } = config;
  const here = folderOf(config.path);
  const text = (value: string): Builtin => plainly(0, 1, (_, { at }) => ({ kind: 'scalar', value, at }));
  const path = (value: string) => text(fromRoot(value));
  /** The folder of an included file, by the include's name; of the first one without. */
  const included = (make: (folder: string) => string): Builtin =>
    plainly(0, 1, ([name], { at }) => {
      const label = name?.kind === 'scalar' ? String(name.value) : undefined;
      if (config.includer) return { kind: 'scalar', value: make(here), at };
      const includes = config.includes();
      const one = label === undefined ? includes[0] : includes.find((include) => include.name === label);
      if (one && !one.config) return unknown('include', one.header, {}, 'settle');
      return { kind: 'scalar', value: make(one?.config ? folderOf(one.config.path) : home), at };
    });
  return {
    find_in_parent_folders: plainly(0, 2, (args, { at }) => findInParents(config, args, at)),
    get_terragrunt_dir: path(home),
    get_working_dir: path(home),
    get_original_terragrunt_dir: path(folderOf(setting.path)),
    get_parent_terragrunt_dir: included(fromRoot),
    path_relative_to_include: included((folder) => relativePath(folder, home)),
    path_relative_from_include: included((folder) => relativePath(home, folder)),
    get_repo_root: plainly(0, 0, (_, { at }) => ({
      kind: 'scalar',
      value: fromRoot(repository(config)),
      at,
    })),
    get_path_from_repo_root: plainly(0, 0, (_, { at }) => ({
      kind: 'scalar',
      value: relativePath(repository(config), home),
      at,
    })),
    get_path_to_repo_root: plainly(0, 0, (_, { at }) => ({
      kind: 'scalar',
      value: relativePath(home, repository(config)),
      at,
    })),
    read_terragrunt_config: plainly(1, 2, ([name, fallback], { at }) => {
      if (name!.kind !== 'scalar') return name!;
      const read = readConfig(setting, joinPath(home, String(name!.value)));
      if (!read) return fallback ?? unknown('config-missing', at, { path: String(name!.value) }, 'settle');
      return passing(configValue(read, at), {
        step: 'function',
        name: `read_terragrunt_config(${nameOf(read.path)})`,
        at,
      });
    }),
    read_tfvars_file: plainly(1, 1, ([name], { at }) => {
      if (name!.kind !== 'scalar') return name!;
      return (
        tfvars(config, joinPath(home, String(name!.value))) ??
        unknown('config-missing', at, { path: String(name!.value) }, 'settle')
      );
    }),
  };
}

function findInParents({ home, setting }: Config, args: readonly Value[], at: Location): Value {
  const [name, fallback] = args;
  if (name && name.kind !== 'scalar') return name;
  const wanted = name ? String((name as Scalar).value) : 'terragrunt.hcl';
  const { tree, inputs } = setting;
  let folder = home;
  for (let step = 0; step < 40; step++) {
    const above = joinPath(folder, '..');
    if (above === folder || above.split('/').filter((part) => part === '..').length > 8) break;
    folder = above;
    const path = joinPath(folder, wanted);
    const place = pathInTree(setting, path);
    inputs.add(place);
    const entries = tree.terraform.list(folderOf(place));
    if (entries.some((entry) => entry.name === nameOf(place)))
      return { kind: 'scalar', value: fromRoot(path), at };
  }
  return fallback ?? unknown('no-parent', at, { name: wanted }, 'settle');
}

/** Where the repository begins: at the folder with `.git` above, as far as that can be seen, else at the root. */
function repository({ setting }: Config): string {
  const { terraform } = setting.tree;
  for (const folder of ['', '..', '../..', '../../..', '../../../..']) {
    if (terraform.list(folder).some((entry) => entry.name === '.git')) return folder;
  }
  return '';
}

/** What a variable file states, as a map: whoever decodes the JSON that Terragrunt makes of it gets this. */
function tfvars({ setting }: Config, named: string): Value | undefined {
  const path = pathInTree(setting, named);
  setting.inputs.add(path);
  const parsed = setting.tree.read(path);
  if (!parsed) return undefined;
  const file = moduleFile(path, parsed);
  const scope = { path, text: file.text, instance: path, budget: newBudget(), resolve: () => undefined };
  const entries = parsed.tree.body.items.flatMap((item) =>
    item.kind === 'attribute'
      ? [
          [
            item.name.name,
            { key: locate(file, item.name.range), value: evaluate(item.value, scope) },
          ] as const,
        ]
      : [],
  );
  return { kind: 'map', at: { path, range: { start: 0, end: 0 } }, entries: new Map(entries) };
}

const decodeJson = terraformFunctions.get('jsondecode')!;

/** What only the run knows. */
const RUNTIME = [
  'run_cmd',
  'sops_decrypt_file',
  'get_aws_account_id',
  'get_aws_account_alias',
  'get_aws_caller_identity_arn',
  'get_aws_caller_identity_user_id',
  'get_platform',
  'get_terraform_command',
  'get_terraform_cli_args',
  'get_tf_cli_args',
  'get_terragrunt_source_cli_flag',
  'get_terraform_commands_that_need_vars',
  'get_terraform_commands_that_need_input',
  'get_terraform_commands_that_need_locking',
  'get_terraform_commands_that_need_parallelism',
  'get_default_retryable_errors',
  'mark_glob_as_read',
  'constraint_check',
];

/** What only the machine that runs Terragrunt knows, and what needs no such machine. */
const outside: ReadonlyMap<string, Builtin> = new Map(
  Object.entries<Builtin>({
    get_env: plainly(1, 2, ([name, standard], { at }) => {
      const variable = name!.kind === 'scalar' ? String(name!.value) : '?';
      const other = unknown('environment', at, { name: variable }, 'settle');
      return standard ? assumed(standard, other, `get_env("${variable}")`, at) : other;
    }),
    jsondecode: (args, call) =>
      args.length === 1 && args[0]!.kind === 'map' ? args[0]! : decodeJson(args, call),
    mark_as_read: plainly(1, 1, ([path]) => path!),
    deep_merge: (args) => args.reduce((left, right) => mergedDeep(left, right)),
    ...Object.fromEntries(
      RUNTIME.map((name): [string, Builtin] => [
        name,
        (_, { at }) => unknown('runtime', at, { name: `${name}()` }),
      ]),
    ),
  }),
);
