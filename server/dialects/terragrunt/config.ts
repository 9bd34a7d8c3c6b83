import type { Host } from '../../core/host';
import type { Location } from '../../core/source';
import type { Value } from '../../core/value';
import type { Attribute } from '../../syntax/hcl/ast';
import {
  type Budget,
  evaluate,
  type Functions,
  type Resolved,
  type Scope,
  type TraversalStep,
} from '../terraform/expressions';
import { type Content, contentOf, locate, type ModuleFile, moduleFile, type Placed } from '../terraform/file';
import { lazy } from '../terraform/lazy';
import { literalText } from '../terraform/literal';
import { folderOf, joinPath } from '../terraform/path';
import type { TerraformFile, TerraformTree } from '../terraform/tree';

/** The files of a project, as Terragrunt sees them. */
export interface TerragruntTree {
  readonly host: Host;
  /** The modules that units run. */
  readonly terraform: TerraformTree;
  /** Parses on demand; undefined when the file is not there or cannot be judged. */
  read(path: string): TerraformFile | undefined;
}

/** What holds for the evaluation of one unit. */
export interface Setting {
  readonly tree: TerragruntTree;
  /** Key of the evaluation unit. */
  readonly key: string;
  /** The file that is run, as Terragrunt names it. */
  readonly path: string;
  /** Copies that stacks make, the innermost first. */
  readonly copies: readonly Copy[];
  /** What the stack that makes the unit hands to it. */
  readonly values?: Value;
  /** What the stack that makes the unit puts over the unit's own settings. */
  readonly over?: Config;
  readonly budget: Budget;
  /** Files read and looked for, folders listed. */
  readonly inputs: Set<string>;
  /** What has been read, by path. */
  readonly configs: Map<string, Config>;
  /** Configurations so far, those included among them. */
  readonly opened: Config[];
  /** What may be called in a configuration, and what names mean in it; here, so that these may need configurations. */
  readonly functions: (config: Config) => Functions;
  readonly resolve: (config: Config, names: readonly TraversalStep[], at: Location) => Resolved | undefined;
}

/** A folder that Terragrunt makes when it runs a stack, and the one in the tree that it is a copy of. */
export interface Copy {
  readonly folder: string;
  readonly origin: string;
}

/** One file of configuration, as it is run, read or included. */
export interface Config {
  readonly setting: Setting;
  /** As Terragrunt names it; `file` tells where it stands, which is elsewhere for what a stack copies. */
  readonly path: string;
  readonly file: ModuleFile;
  readonly content: Content;
  /** From where paths and parent folders are looked for: the folder of what is run or read, not of what it includes. */
  readonly home: string;
  /** What includes it. */
  readonly includer?: Config;
  readonly includes: () => readonly Include[];
  readonly values: Map<string, () => Value>;
  readonly functions: () => Functions;
}

export interface Include {
  readonly name: string;
  readonly header: Location;
  readonly strategy: 'shallow' | 'deep' | 'no_merge';
  /** Absent where it cannot be told which file is included, or it is not there. */
  readonly config?: Config;
}

const NO_FUNCTIONS: Functions = new Map();

/** Configurations that include each other deeper than this, or more than that many in all, are not followed. */
const MAX_DEPTH = 8;
const MAX_CONFIGS = 500;

/** A file that is run or read; undefined when it is not there. */
export function readConfig(setting: Setting, path: string): Config | undefined {
  const known = setting.configs.get(path);
  if (known) return known;
  const config = openConfig(setting, path, folderOf(path));
  if (config) setting.configs.set(path, config);
  return config;
}

/** Where a path as Terragrunt names it lies in the tree. */
export function pathInTree({ copies }: Setting, path: string): string {
  for (const { folder, origin } of copies) {
    if (path === folder || path.startsWith(`${folder}/`))
      return joinPath(origin, path.slice(folder.length + 1));
  }
  return path;
}

function openConfig(setting: Setting, path: string, home: string, includer?: Config): Config | undefined {
  const place = pathInTree(setting, path);
  setting.inputs.add(place);
  const parsed = setting.opened.length < MAX_CONFIGS ? setting.tree.read(place) : undefined;
  if (!parsed) return undefined;
  const file = moduleFile(place, parsed);
  const config: Config = {
    setting,
    path,
    file,
    content: contentOf(file, parsed.tree.body),
    home,
    ...(includer && { includer }),
    includes: lazy(
      () => includesOf(config),
      () => [],
    ),
    values: new Map(),
    functions: lazy(
      () => setting.functions(config),
      () => NO_FUNCTIONS,
    ),
  };
  setting.opened.push(config);
  return config;
}

function includesOf(config: Config): Include[] {
  return (config.content.blocks.get('include') ?? []).map(({ file, node }) => {
    const { attributes } = contentOf(file, node.body);
    const path = attributes.get('path');
    const value = path && evaluateIn(config, path);
    const text = value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
    const target =
      text === undefined || depthOf(config) >= MAX_DEPTH ? undefined : joinPath(config.home, text);
    const included =
      target === undefined ? undefined : openConfig(config.setting, target, config.home, config);
    const strategy = literalText(attributes.get('merge_strategy')?.node.value);
    return {
      name: node.labels[0]?.name ?? '',
      header: locate(file, node.header),
      strategy: strategy === 'deep' || strategy === 'no_merge' ? strategy : 'shallow',
      ...(included && { config: included }),
    };
  });
}

function depthOf(config: Config): number {
  return config.includer ? depthOf(config.includer) + 1 : 0;
}

export function evaluateIn(config: Config, attribute: Placed<Attribute>): Value {
  return evaluate(attribute.node.value, scopeOf(config, attribute.file));
}

/** @param file Where the expression stands: a stack's file and what it includes share their names. */
export function scopeOf(config: Config, file: ModuleFile = config.file): Scope {
  const { setting } = config;
  const { tree, inputs } = setting;
  // Files are named from the folder of the file that names them, not of the unit that includes it.
  const here = folderOf(config.path);
  return {
    path: file.path,
    text: file.text,
    instance: `${setting.key}#${file.path}`,
    budget: setting.budget,
    functions: config.functions(),
    resolve: (names, at) => setting.resolve(config, names, at),
    readFile(path) {
      const full = pathInTree(setting, joinPath(here, path));
      inputs.add(full);
      return { ...tree.host.read(full), path: full };
    },
    list(path) {
      const full = pathInTree(setting, joinPath(here, path));
      inputs.add(`${full}/`);
      return tree.host.list(full);
    },
  };
}

export function localsOf({ content }: Config): ReadonlyMap<string, Placed<Attribute>> {
  const [block] = content.blocks.get('locals') ?? [];
  return block ? contentOf(block.file, block.node.body).attributes : new Map();
}
