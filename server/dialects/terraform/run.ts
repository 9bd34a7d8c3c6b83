import type { Evaluation } from '../../core/evaluation';
import type { Run } from './runs';
import type { TerraformTree } from './tree';

/** What one run creates: its resources, data sources, providers, backends and calls of modules outside the tree. */
export function evaluateRun(tree: TerraformTree, run: Run): Evaluation {
  void tree;
  void run;
  return { resources: [], unknowns: [], problems: [], inputs: new Set() };
}
