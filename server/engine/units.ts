import type { Evaluation } from '../core/evaluation';
import type { Host } from '../core/host';
import { evaluateTemplate, recogniseCloudFormation } from '../dialects/cloudformation';
import { type Chart, evaluateChart, findCharts } from '../dialects/helm';
import {
  evaluateManifests,
  type NamespaceIndex,
  namespaceIndex,
  recogniseKubernetes,
} from '../dialects/kubernetes';
import { evaluateRun, isTerraform, openTerraform, type Platforms, runs } from '../dialects/terraform';
import type { Sources } from './sources';

/** A piece of work that is evaluated as a whole and kept for as long as nothing it read has changed. */
export interface Unit {
  /** Unique in the project and stable over edits. */
  readonly key: string;
  /** What else its result depends on (the namespaces in the tree): another value makes it stale. */
  readonly context?: unknown;
  evaluate(): Evaluation;
}

export interface Workspace {
  readonly host: Host;
  readonly files: readonly string[];
  readonly sources: Sources;
  readonly platforms: Platforms;
}

/** The units of every dialect: what to evaluate, found by the files' names and, for YAML and JSON, their content. */
export function unitsOf(workspace: Workspace): readonly Unit[] {
  return [...terraformUnits(workspace), ...treeUnits(workspace)];
}

/** Whether a file is any dialect's, as far as its name and a glance at its text tell. */
export function isJudged(path: string, sources: Sources): boolean {
  return isTerraform(path) || (isTree(path) && mayBeOurs(path, sources.text(path)));
}

function terraformUnits({ files, sources, host, platforms }: Workspace): Unit[] {
  const own = files.filter(isTerraform);
  if (own.length === 0) return [];
  const tree = openTerraform(own, sources.terraform, host, platforms);
  return runs(tree).map((run) => ({ key: `terraform ${run.key}`, evaluate: () => evaluateRun(tree, run) }));
}

function treeUnits({ files, sources, host }: Workspace): Unit[] {
  const charts = findCharts(files);
  const inChart = (path: string) =>
    charts.some((chart) => path.startsWith(`${chart.folder}/`) || chart.folder === '');
  const units: Unit[] = charts.map((chart: Chart) => ({
    key: `helm ${chart.folder}`,
    evaluate: () => evaluateChart(chart, sources.tree, host),
  }));
  const manifests: { path: string }[] = [];
  for (const path of files) {
    if (!isTree(path) || inChart(path) || !mayBeOurs(path, sources.text(path))) continue;
    const file = sources.tree(path);
    if (!file) continue;
    if (recogniseCloudFormation(file)) {
      const unit = `cloudformation ${path}`;
      units.push({ key: unit, evaluate: () => evaluateTemplate(file, path, unit) });
    } else if (recogniseKubernetes(file)) manifests.push({ path });
  }
  const index = namespaceIndex(manifests.map(({ path }) => ({ path, file: sources.tree(path)! })));
  const context = contextOf(index);
  for (const { path } of manifests) {
    const unit = `kubernetes ${path}`;
    units.push({
      key: unit,
      context,
      evaluate: () => evaluateManifests(sources.tree(path)!, path, unit, index),
    });
  }
  return units;
}

/** Namespaces by name, as one text: another set of namespaces makes every manifest stale. */
function contextOf(index: NamespaceIndex): string {
  return JSON.stringify([...index.entries()]);
}

function isTree(path: string): boolean {
  return /\.(ya?ml|json|template)$/i.test(path);
}

/** A glance that spares parsing what cannot be ours: lock files, translations, dashboards. */
function mayBeOurs(path: string, text: string | undefined): boolean {
  if (text === undefined) return false;
  if (/(^|\/)(package-lock|tsconfig[^/]*|package)\.json$/.test(path)) return false;
  return /["']?(apiVersion|Resources|AWSTemplateFormatVersion)["']?\s*:/.test(text);
}
