import type { Evaluation } from '../../core/evaluation';
import type { Problem } from '../../core/message';
import { isExpression } from '../../syntax/arm/expression';
import type { Node, ScalarNode } from '../../syntax/tree/node';
import { pieceRange } from '../../syntax/tree/piece';
import type { TemplateRun } from '../runs/runs';
import { declare, type Gathered } from './declare';
import { evaluate } from './evaluate';
import { syntaxOf } from './expression';
import { type Given, givenIn } from './parameters-file';
import { resourceOf } from './resources';
import { BUDGET, member, type Run, scopeOf, sectionsOf, type Template, type Trees } from './template';

/**
 * The resources that a run of a template makes, with those of the deployments in it whose templates are known.
 * @param unit key of the evaluation unit: resource ids begin with it
 */
export function evaluateArmRun({ path, candidate }: TemplateRun, unit: string, trees: Trees): Evaluation {
  const gathered: Gathered = {
    declared: [],
    unknowns: [],
    problems: [],
    inputs: new Set(candidate === undefined ? [path] : [path, candidate]),
  };
  const root = trees(path)?.documents[0];
  if (!root) return { ...gathered, resources: [] };
  const given = candidate === undefined ? [] : givenIn(trees(candidate)?.documents[0], candidate);
  const run: Run = {
    trees,
    declared: { byName: new Map(), byNameAlone: new Map(), byId: new Map() },
    budget: { left: BUDGET },
    memory: new WeakMap(),
    evaluate,
  };
  const template = outermost(root, path, given, run);
  const certain = candidate === undefined;
  const around = { unit, certain: true, conditions: [], depth: 1 };
  declare(member(root, 'resources'), scopeOf(template), around, gathered);
  // What was worked out while not everything was declared may lack references.
  run.memory = new WeakMap();
  const resources = gathered.declared.flatMap((declared) => resourceOf(declared, certain) ?? []);
  const problems = [
    ...(certain ? expressionProblems(root, path) : []),
    ...gathered.problems,
    ...(run.budget.left > 0 ? [] : [exhausted(path)]),
  ];
  return { resources, unknowns: gathered.unknowns, problems, inputs: gathered.inputs };
}

function outermost(root: Node, path: string, parameters: readonly Given[], run: Run): Template {
  const given = new Map(parameters.map(({ name, value }) => [name.toLowerCase(), value]));
  return {
    ...sectionsOf(root),
    run,
    path,
    given: (name) => given.get(name),
    within: '',
    own: '',
    symbolic: new Map(),
  };
}

function exhausted(path: string): Problem {
  return { path, message: { key: 'arm.too-large' } };
}

/** Expressions that cannot be read, where a template may have expressions. */
function expressionProblems(root: Node, path: string): readonly Problem[] {
  const problems: Problem[] = [];
  const read = (node: ScalarNode): void => {
    if (typeof node.value !== 'string' || !isExpression(node.value)) return;
    for (const { range, message } of syntaxOf(node).problems) {
      problems.push({ path, range: pieceRange(node, range.start, range.end), message });
    }
  };
  const visit = (node: Node): void => {
    if (node.kind === 'scalar') read(node);
    else if (node.kind === 'sequence') node.items.forEach(visit);
    else for (const { value } of node.pairs) visit(value);
  };
  for (const name of ['variables', 'resources', 'outputs']) {
    const section = member(root, name);
    if (section) visit(section);
  }
  return problems;
}
