import type { Evaluation } from '../../core/evaluation';
import type { Problem } from '../../core/message';
import type { Resource, UnknownValue } from '../../core/resource';
import type { Value } from '../../core/value';
import type { TreeFile } from '../../syntax/tree/node';
import type { TemplateRun } from '../runs/runs';
import { callOfTemplate } from './nested';
import { readParameters } from './parameters-file';
import { resourcesOf } from './resources';
import { member, readTemplate } from './template';

/** Stacks in stacks deeper than this are not followed, nor more than that many stacks in all. */
const MAX_NESTING = 8;
const MAX_STACKS = 500;

/** The trees of the project's files, by path. */
export type Trees = (path: string) => TreeFile | undefined;

/**
 * The resources that a run of a template creates, those of the nested stacks included whose templates lie in the tree.
 * @param unit key of the evaluation unit: resource ids begin with it
 */
export function evaluateTemplateRun(run: TemplateRun, unit: string, trees: Trees): Evaluation {
  const inputs = new Set([run.path]);
  const resources: Resource[] = [];
  const unknowns: UnknownValue[] = [];
  const problems: Problem[] = [];
  let parameters: ReadonlyMap<string, Value> = new Map();
  if (run.candidate !== undefined) {
    inputs.add(run.candidate);
    parameters = readParameters(trees(run.candidate)?.documents[0], run.candidate) ?? parameters;
  }

  let stacks = 0;
  const create = (stack: Stack, depth: number): void => {
    stacks++;
    const doc = trees(stack.path)?.documents[0];
    if (!doc) return;
    const template = readTemplate(doc, stack.path, stack.unit, stack.parameters);
    const made = resourcesOf(template, stack.certain);
    unknowns.push(...made.unknowns);
    problems.push(...made.problems);
    for (const one of made.resources) {
      resources.push(stack.tags.length > 0 ? { ...one, inheritedTags: stack.tags } : one);
      const call = callOfTemplate(one, (path) => {
        if (path === stack.path) return undefined;
        inputs.add(path);
        return parameterNames(trees(path));
      });
      if (!call) continue;
      if (depth >= MAX_NESTING || stacks >= MAX_STACKS) {
        const message = { key: 'cloudformation.too-nested' };
        problems.push({ path: one.header.path, range: one.header.range, message });
        continue;
      }
      create(
        {
          path: call.path,
          unit: one.id,
          parameters: call.parameters,
          certain: one.certain,
          tags: call.tags ? [...stack.tags, call.tags] : stack.tags,
        },
        depth + 1,
      );
    }
  };

  const certain = run.candidate === undefined;
  create({ path: run.path, unit, parameters, certain, tags: [] }, 1);
  return { resources, unknowns, problems, inputs };
}

/**
 * A template by itself: with its defaults, and without the templates it calls.
 * @param unit key of the evaluation unit: resource ids begin with it
 */
export function evaluateTemplate(file: TreeFile, path: string, unit: string): Evaluation {
  return evaluateTemplateRun({ key: path, path }, unit, (asked) => (asked === path ? file : undefined));
}

interface Stack {
  readonly path: string;
  readonly unit: string;
  readonly parameters: ReadonlyMap<string, Value>;
  readonly certain: boolean;
  /** What calls hand down. */
  readonly tags: readonly Value[];
}

/** Nothing where there is no template. */
function parameterNames(file: TreeFile | undefined): readonly string[] | undefined {
  const doc = file?.documents[0];
  if (!doc) return undefined;
  const declared = member(doc, 'Parameters');
  return declared?.kind === 'mapping' ? declared.pairs.map((pair) => pair.key.text) : [];
}
