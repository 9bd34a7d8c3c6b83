import { moduleFile } from '../terraform/file';
import { readConfig, type TerragruntTree } from './config';
import { moduleFolder } from './evaluate';
import { isTerragrunt, isUnit } from './files';
import { effectiveSource } from './merge';
import { newSetting } from './setting';

/** The units of a project, and the modules that they run. */
export interface Survey {
  /** Files of configuration that are run. */
  readonly units: readonly string[];
  /** Folders of Terraform modules that are run by units, and not by themselves. */
  readonly folders: ReadonlySet<string>;
}

/**
 * A `terragrunt.hcl` that nothing includes is a unit. So is another file that would write files or configure a backend
 * but that nothing in the tree includes: it shows at least what it says itself.
 * @param files Every scanned file; those that are not Terragrunt's are passed over.
 */
export function surveyUnits(files: readonly string[], tree: TerragruntTree): Survey {
  const own = files.filter(isTerragrunt).sort();
  const included = new Set<string>();
  const sources = new Map<string, string | undefined>();
  for (const path of own.filter(isUnit)) {
    const config = readConfig(newSetting(tree, path), path);
    if (!config) continue;
    for (const include of config.includes()) if (include.config) included.add(include.config.file.path);
    sources.set(path, moduleFolder(config, effectiveSource(config)));
  }
  const units = own.filter((path) => !included.has(path) && (isUnit(path) || shapes(path, tree)));
  const folders = new Set(units.flatMap((path) => sources.get(path) ?? []));
  return { units, folders };
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
