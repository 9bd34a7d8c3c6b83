import type { Evaluation } from '../../core/evaluation';
import { memoryHost } from '../../core/host.memory';
import { parseBicep } from '../../syntax/bicep';
import { parseJson } from '../../syntax/tree/json';
import { type BicepTree, bicepRuns, evaluateBicepRun } from '.';

export type Files = Readonly<Record<string, string>>;

/** Files in memory, as the dialect reads them. */
export function treeOf(files: Files): BicepTree {
  return {
    host: memoryHost(files),
    bicep: (path) => {
      const text = files[path];
      return text === undefined ? undefined : { text, document: parseBicep(text) };
    },
    tree: (path) => (files[path] === undefined ? undefined : parseJson(files[path])),
  };
}

/** What the run of a template comes to: of `main.bicep` by itself, where no other key is given. */
export function evaluated(files: Files, key = 'main.bicep'): Evaluation {
  const tree = treeOf(files);
  const run = bicepRuns(Object.keys(files), tree).find((one) => one.key === key);
  if (!run) throw new Error(`no run ${key}`);
  return evaluateBicepRun(run, 'unit', tree);
}
