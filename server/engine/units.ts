import type { Earlier, Evaluation } from '../core/evaluation';
import type { Host } from '../core/host';
import { armRuns, evaluateArmRun, isArmParameters, isBuilt, mayBeArm, recogniseArm } from '../dialects/arm';
import { bicepRuns, evaluateBicepRun, isBicep } from '../dialects/bicep';
import {
  evaluateTemplateRun,
  isParametersFile,
  recogniseCloudFormation,
  templateRuns,
} from '../dialects/cloudformation';
import {
  evaluateConfiguration,
  type Kind,
  mayBeConfiguration,
  recogniseConfiguration,
} from '../dialects/configuration';
import { evaluateChart, evaluateTemplated, findCharts, inCharts } from '../dialects/helm';
import {
  askedIn,
  configurationIndex,
  evaluateManifests,
  type ManifestFile,
  namespaceIndex,
  overlayIndex,
  recogniseKubernetes,
} from '../dialects/kubernetes';
import {
  evaluatePacker,
  isPacker,
  LEGACY_WORD,
  mayBeLegacy,
  type PackerTree,
  packerRuns,
} from '../dialects/packer';
import { evaluatePlan, type Plan, sourceOf } from '../dialects/plan';
import type { TemplateFile } from '../dialects/runs/runs';
import { evaluateRules, isSops } from '../dialects/sops';
import { evaluateStackRun, isStackFile, stackRuns } from '../dialects/stacks';
import {
  evaluateRun,
  type FolderMemory,
  isTerraform,
  openTerraform,
  type Platforms,
  runs,
} from '../dialects/terraform';
import {
  evaluateStack,
  evaluateUnit,
  isConfiguration,
  isDownloaded,
  isTerragrunt,
  surveyUnits,
} from '../dialects/terragrunt';
import type { Sources } from './sources';

/** A piece of work that is evaluated as a whole and kept for as long as nothing it read has changed. */
export interface Unit {
  /** Unique in the project and stable over edits. */
  readonly key: string;
  /** What else its result depends on (the namespaces in the tree): another value makes it stale. */
  readonly context?: unknown;
  /** @param earlier what it came to before some files changed; it may be used up */
  evaluate(earlier?: Earlier): Evaluation;
}

export interface Workspace {
  readonly host: Host;
  readonly files: readonly string[];
  readonly sources: Sources;
  readonly platforms: Platforms;
  /** The kinds of configurations of programs that files may be. */
  readonly configurations: readonly Kind[];
  /** Plans and states to judge. */
  readonly plans?: readonly Plan[];
  /** What earlier calls read of Terraform's folders; whoever keeps it forgets what has changed. */
  readonly folders?: FolderMemory;
}

/** The units of every dialect: what to evaluate, found by the files' names and, for YAML and JSON, their content. */
export function unitsOf(workspace: Workspace): readonly Unit[] {
  return [
    ...terraformUnits(workspace),
    ...packerUnits(workspace),
    ...bicepUnits(workspace),
    ...treeUnits(workspace),
  ];
}

/** Whether a file may be any dialect's, by its name alone: others are never read. */
export function mayBeJudged(path: string): boolean {
  return (isHcl(path) || isBicep(path) || isTree(path)) && !isDownloaded(path);
}

/** Whether a file is any dialect's, as far as its name and a glance at its text tell. */
export function isJudged(path: string, sources: Sources, configurations: readonly Kind[]): boolean {
  if (isTerragrunt(path)) return isConfiguration(path, sources.text(path) ?? '');
  return (
    isHcl(path) ||
    isBicep(path) ||
    isLegacy(path, sources) ||
    (isTree(path) && mayBeOurs(path, sources.text(path), configurations))
  );
}

/**
 * Modules that nothing calls, units of Terragrunt, deployments of stacks, and plans. A module that a unit or a component
 * runs, or that a plan was made of, is not run by itself.
 */
function terraformUnits(workspace: Workspace): Unit[] {
  const { files, sources, host, platforms, plans = [] } = workspace;
  const own = files.filter(isTerraform);
  const configurations = files.filter(isTerragrunt);
  const components = files.filter(isStackFile);
  if (own.length + configurations.length + components.length + plans.length === 0) return [];
  const terraform = openTerraform(own, sources.terraform, host, platforms, workspace.folders);
  const tree = { host, terraform, read: sources.terraform };
  const { units, stacks, folders } = surveyUnits(configurations, tree);
  const deployed = stackRuns(components, terraform);
  const planned = plans.map((plan) => ({ plan, folder: sourceOf(terraform, plan) }));
  const taken = new Set([...folders, ...deployed.called, ...planned.map(({ folder }) => folder)]);
  return [
    ...runs(terraform)
      .filter((run) => !taken.has(run.folder))
      .map((run) => ({
        key: `terraform ${run.key}`,
        evaluate: (earlier?: Earlier) => evaluateRun(terraform, run, undefined, earlier),
      })),
    ...units.map((unit) => ({ key: unit.key, evaluate: () => evaluateUnit(unit) })),
    ...stacks.map((stack) => ({ key: stack.setting.key, evaluate: () => evaluateStack(stack) })),
    ...deployed.runs.map((run) => ({ key: run.key, evaluate: () => evaluateStackRun(terraform, run) })),
    ...planned.map(({ plan, folder }) => ({
      key: `plan ${plan.path}`,
      context: folder,
      evaluate: () => evaluatePlan(terraform, plan, folder),
    })),
  ];
}

function packerUnits({ files, sources, host }: Workspace): Unit[] {
  const tree: PackerTree = { host, read: sources.terraform };
  const legacy = files.filter((path) => isLegacy(path, sources));
  return packerRuns(files, legacy, tree).map((run) => ({
    key: `packer ${run.key}`,
    evaluate: () => evaluatePacker(tree, run),
  }));
}

function bicepUnits({ files, sources, host }: Workspace): Unit[] {
  if (!files.some(isBicep)) return [];
  const tree = { host, bicep: sources.bicep, tree: sources.tree };
  return bicepRuns(files, tree).map((run) => {
    const unit = `bicep ${run.key}`;
    return { key: unit, context: run.certain, evaluate: () => evaluateBicepRun(run, unit, tree) };
  });
}

function treeUnits(workspace: Workspace): Unit[] {
  const { files, sources, configurations } = workspace;
  const charts = findCharts(files);
  const charted = inCharts(charts);
  const units: Unit[] = charts.map((chart) => ({
    key: `helm ${chart.folder}`,
    context: written(chart),
    evaluate: () => evaluateChart(chart, sources.tree),
  }));
  const manifests: ManifestFile[] = [];
  const templates: TemplateFile[] = [];
  const arm: TemplateFile[] = [];
  const bicep = new Set(files.filter(isBicep));
  const armParameters: TemplateFile[] = [];
  for (const path of files) {
    if (!isTree(path) || charted(path) || !mayBeOurs(path, sources.text(path), configurations)) continue;
    const file = sources.tree(path);
    if (!file) continue;
    if (isSops(path)) {
      units.push({
        key: `sops ${path}`,
        evaluate: () => evaluateRules(file, path, sources.text(path) ?? ''),
      });
    } else if (file.templated) {
      units.push({ key: `helm ${path}`, evaluate: () => evaluateTemplated(path, sources.text(path) ?? '') });
    } else if (recogniseArm(file)) {
      if (!isBuilt(file, path, (other) => bicep.has(other))) arm.push({ path, file });
    } else if (isArmParameters(file)) armParameters.push({ path, file });
    else if (recogniseCloudFormation(file)) templates.push({ path, file });
    else if (recogniseKubernetes(file, path)) manifests.push({ path, file });
    else {
      const type = recogniseConfiguration(file, configurations);
      const unit = `configuration ${path}`;
      if (type !== undefined)
        units.push({ key: unit, evaluate: () => evaluateConfiguration(file, path, unit, type) });
    }
  }
  return [
    ...units,
    ...templateUnits(templates, workspace),
    ...armUnits(arm, armParameters, workspace),
    ...manifestUnits(manifests, sources),
  ];
}

/** A template once with its defaults, and once with each file of parameters that fits it. */
function templateUnits(templates: readonly TemplateFile[], { files, sources }: Workspace): Unit[] {
  if (templates.length === 0) return [];
  const parameters = files.filter(isParametersFile).flatMap((path) => {
    const file = sources.tree(path);
    return file ? [{ path, file }] : [];
  });
  return templateRuns(templates, parameters).map((run) => {
    const unit = `cloudformation ${run.key}`;
    return { key: unit, evaluate: () => evaluateTemplateRun(run, unit, sources.tree) };
  });
}

/** A template once with its defaults, and once with each file of parameters that fits it. */
function armUnits(
  templates: readonly TemplateFile[],
  parameters: readonly TemplateFile[],
  { sources }: Workspace,
): Unit[] {
  return armRuns(templates, parameters).map((run) => {
    const unit = `arm ${run.key}`;
    return { key: unit, evaluate: () => evaluateArmRun(run, unit, sources.tree) };
  });
}

/** Manifests take from namespaces, overlays and ConfigMaps anywhere in the project: another set makes them stale. */
function manifestUnits(manifests: readonly ManifestFile[], sources: Sources): Unit[] {
  const namespaces = namespaceIndex(manifests);
  const overlays = overlayIndex(manifests, sources.text);
  const configurations = configurationIndex(manifests, overlays);
  const shared = written([namespaces, overlays.built]);
  return manifests.map(({ path, file }) => {
    const unit = `kubernetes ${path}`;
    const overlay = overlays.files[path];
    const own = [
      overlay,
      overlays.generated[path],
      overlay?.kustomizations.map((folder) => overlays.users[folder]),
      [...askedIn(file)].map((name) => configurations.get(name)),
    ];
    return {
      key: unit,
      context: `${shared} ${written(own)}`,
      evaluate: () => evaluateManifests(file, path, unit, { namespaces, overlays, configurations }),
    };
  });
}

/** Whether a file may be a template in Packer's older JSON, as far as a glance tells. */
function isLegacy(path: string, sources: Sources): boolean {
  return mayBeLegacy(path) && sources.mentions(path, LEGACY_WORD);
}

function isHcl(path: string): boolean {
  return isTerraform(path) || isPacker(path) || isTerragrunt(path) || isStackFile(path);
}

/** Data as a text, maps included: another text is other data. */
function written(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) => (value instanceof Map ? [...value] : value));
}

function isTree(path: string): boolean {
  return /\.(ya?ml|json|template)$/i.test(path);
}

/** A glance that spares parsing what cannot be ours: lock files, translations, dashboards. */
function mayBeOurs(path: string, text: string | undefined, configurations: readonly Kind[]): boolean {
  if (text === undefined) return false;
  if (/(^|\/)(package-lock|tsconfig[^/]*|package)\.json$/.test(path)) return false;
  return (
    /["']?(apiVersion|Resources|AWSTemplateFormatVersion)["']?\s*:/.test(text) ||
    mayBeArm(text) ||
    /(^|\/)(Chart|values[^/]*|kustomization|skaffold)\.ya?ml$/.test(path) ||
    isSops(path) ||
    mayBeConfiguration(text, configurations)
  );
}
