import type { TerraformTree } from './tree';

/** One evaluation unit: a root module with the variable files one way of running it loads. */
export interface Run {
  /** Unique and stable: the root module's folder, and `+` the candidate file's path if there is one. */
  readonly key: string;
  /** The root module's folder, '' for the project's root. */
  readonly folder: string;
  /** A variable file that is not loaded automatically: this run stands for `-var-file` with it. */
  readonly candidate?: string;
}

/** Each root module without further variable files, and once with every candidate file that fits it. */
export function runs(tree: TerraformTree): Run[] {
  return tree.roots.map((folder) => ({ key: folder, folder }));
}
