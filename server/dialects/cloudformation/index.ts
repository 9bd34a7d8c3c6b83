import type { Evaluation } from '../../core/evaluation';
import type { Value } from '../../core/value';
import type { TreeFile } from '../../syntax/tree/node';
import { resourcesOf } from './resources';
import { readTemplate } from './template';

export { recogniseCloudFormation } from './recognise';

/** How a template is run: without one, with its defaults. */
export interface TemplateRun {
  /** Values for parameters, by name. */
  readonly parameters: ReadonlyMap<string, Value>;
  /** False for a run that need not take place: what it creates is not certain. */
  readonly certain: boolean;
  /** Files that the values come from. */
  readonly inputs: readonly string[];
}

/**
 * The resources of a template.
 * @param path the template's path, from the project's root
 * @param unit key of the evaluation unit: resource ids begin with it
 */
export function evaluateTemplate(file: TreeFile, path: string, unit: string, run?: TemplateRun): Evaluation {
  const inputs = new Set([path, ...(run?.inputs ?? [])]);
  const [doc] = file.documents;
  if (!doc) return { resources: [], unknowns: [], problems: [], inputs };
  const template = readTemplate(doc, path, unit, run?.parameters);
  return { ...resourcesOf(template, run?.certain ?? true), inputs };
}
