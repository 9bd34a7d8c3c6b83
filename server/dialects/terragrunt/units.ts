import { moduleFile } from '../terraform/file';
import { folderOf } from '../terraform/path';
import { type Config, pathInTree, readConfig, type Setting, type TerragruntTree } from './config';
import { isStack, isTerragrunt, isUnit } from './files';
import { effectiveSource } from './merge';
import { newSetting } from './setting';
import { moduleFolder } from './source';
import { openStack, type Stack } from './stack';

/** The units of a project, and the modules that they run. */
export interface Survey {
  /** Configurations that are run, ready to be evaluated. */
  readonly units: readonly Setting[];
  readonly stacks: readonly Stack[];
  /** Folders of Terraform modules that are run by units, and not by themselves. */
  readonly folders: ReadonlySet<string>;
}

/**
 * A `terragrunt.hcl` that nothing includes and no stack copies is a unit, and so is each that a stack makes. So is
 * another file that would write files or configure a backend but that nothing in the tree includes: it shows at least
 * what it says itself.
 * @param files Every scanned file; those that are not Terragrunt's are passed over.
 */
export function surveyUnits(files: readonly string[], tree: TerragruntTree): Survey {
  const own = files.filter(isTerragrunt).sort();
  const opened = own.filter(isStack).map((path) => openStack(tree, path));
  const copied = new Set(
    opened.flatMap(({ origins, setting }) =>
      [...origins].filter((folder) => folder !== folderOf(setting.path)),
    ),
  );
  const isCopied = (path: string) => (isUnit(path) || isStack(path)) && copied.has(folderOf(path));
  const stacks = opened.filter(({ setting }) => !isCopied(setting.path));
  // Of what is made at one place the first is run; a copy of it that lies there is no unit of its own.
  const made = new Map<string, Setting>();
  for (const unit of stacks.flatMap((stack) => stack.units))
    if (!made.has(unit.path)) made.set(unit.path, unit);
  const plain = own.filter((path) => isUnit(path) && !isCopied(path) && !made.has(path));
  const settings = [...plain.map((path) => newSetting(tree, path)), ...made.values()];
  const configs = settings.flatMap((setting) => readConfig(setting, setting.path) ?? []);
  const included = new Set(
    configs.flatMap((config) => config.includes().flatMap((include) => include.config?.file.path ?? [])),
  );
  const units = configs.filter(({ file }) => !included.has(file.path));
  const others = own.filter(
    (path) => !isUnit(path) && !isStack(path) && !included.has(path) && shapes(path, tree),
  );
  return {
    units: [...units.map(({ setting }) => setting), ...others.map((path) => newSetting(tree, path))],
    stacks,
    folders: new Set(units.flatMap(foldersOf)),
  };
}

/** The module that a unit runs, and the folder of its own, whose files are copied over the module's. */
function foldersOf(config: Config): string[] {
  const folder = moduleFolder(config, effectiveSource(config));
  return [pathInTree(config.setting, config.home), ...(folder === undefined ? [] : [folder])];
}

/** Whether a file holds what only a Terragrunt configuration does, and what is worth a look by itself. */
function shapes(path: string, tree: TerragruntTree): boolean {
  const parsed = tree.read(path);
  if (!parsed) return false;
  const { blocks } = moduleFile(path, parsed);
  return (
    blocks.has('remote_state') || (blocks.get('generate') ?? []).some((block) => block.labels.length === 1)
  );
}
