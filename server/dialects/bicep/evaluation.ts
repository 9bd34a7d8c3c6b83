import type { Evaluation } from '../../core/evaluation';
import type { Resource, UnknownValue } from '../../core/resource';
import type { Value } from '../../core/value';
import { MAX_THINGS } from './creations';
import { evaluate } from './expression';
import { makeKnown } from './identity';
import {
  type BicepTree,
  BUDGET,
  type Context,
  type Instance,
  type ModuleCall,
  type Node,
  openInstance,
} from './instance';
import { callBody, calledInstance, callsOf, isRemote, outsideOf, sourceOf } from './modules';
import { readParameters } from './parameter-files';
import { bodyOf, declaredIn, headerOf, nodesOf } from './resources';
import type { BicepRun } from './runs';

/**
 * The resources that a run of a template creates, those of the modules included that lie in the tree.
 * @param unit key of the evaluation unit: resource ids begin with it
 */
export function evaluateBicepRun(run: BicepRun, unit: string, tree: BicepTree): Evaluation {
  const context: Context = {
    tree,
    inputs: new Set(),
    problems: [],
    budget: { left: BUDGET },
    count: { files: 0, things: 0 },
    found: new Map(),
    named: new Map(),
    evaluate,
  };
  const given =
    run.candidate === undefined ? new Map<string, Value>() : readParameters(run.candidate, context);
  const resources: Resource[] = [];
  const unknowns: UnknownValue[] = [];
  const root = openInstance(context, run.path, { unit, given, certain: run.certain });
  if (root) {
    survey(root);
    gather(root, resources, unknowns);
  }
  const path = run.path;
  if (context.budget.left <= 0) context.problems.push({ path, message: { key: 'bicep.problem.too-large' } });
  if (context.count.things > MAX_THINGS) {
    const message = { key: 'bicep.problem.too-many-resources', args: { limit: MAX_THINGS } };
    context.problems.push({ path, message });
  }
  return { resources, unknowns, problems: context.problems, inputs: context.inputs };
}

/**
 * Makes known what a run creates, before anything is said of it. What was worked out while not everything was known may
 * lack references, and is worked out again.
 */
function survey(instance: Instance): void {
  const instances: Instance[] = [];
  const visit = (one: Instance): void => {
    instances.push(one);
    for (const declaration of one.document.declarations) {
      if (declaration.kind === 'resource') for (const node of nodesOf(declaration, one).all) visitNode(node);
      if (declaration.kind !== 'module') continue;
      for (const call of callsOf(declaration, one).all) {
        const child = calledInstance(call);
        if (child) visit(child);
      }
    }
  };
  const visitNode = (node: Node): void => {
    nodes.push(node);
    for (const declaration of declaredIn(node))
      nodesOf(declaration, node.instance, node).all.forEach(visitNode);
  };
  const nodes: Node[] = [];
  visit(instance);
  makeKnown(instance.context, nodes);
  for (const { memory } of instances) {
    memory.values.clear();
    memory.bodies.clear();
  }
}

function gather(instance: Instance, resources: Resource[], unknowns: UnknownValue[]): void {
  for (const declaration of instance.document.declarations) {
    if (declaration.kind === 'resource') {
      for (const node of nodesOf(declaration, instance).all) gatherNode(node, resources);
    } else if (declaration.kind === 'module') {
      for (const call of callsOf(declaration, instance).all) {
        const child = calledInstance(call);
        if (child) gather(child, resources, unknowns);
        else gatherRemote(call, resources, unknowns);
      }
    }
  }
}

function gatherNode(node: Node, resources: Resource[]): void {
  const resource = resourceOf(node);
  if (resource) resources.push(resource);
  for (const declaration of declaredIn(node)) {
    for (const nested of nodesOf(declaration, node.instance, node).all) gatherNode(nested, resources);
  }
}

const AZURE = /^[\w.]+\.[\w.]+\//;

function resourceOf(node: Node): Resource | undefined {
  const { id, address, type, declaration, instance, certain } = node;
  if (type === '') return undefined;
  const header = headerOf(node);
  const extent = { path: instance.path, range: declaration.range };
  return {
    id,
    address,
    dialect: 'bicep',
    kind: declaration.existing ? 'data' : 'resource',
    type,
    ...(AZURE.test(type) && { provider: 'azure' }),
    header,
    extent,
    body: { ...bodyOf(node), header, extent },
    certain,
    library: false,
    scope: instance.path,
  };
}

/** A module whose files are not in the tree: what is handed to one of a registry is kept; what it creates is not known. */
function gatherRemote(call: ModuleCall, resources: Resource[], unknowns: UnknownValue[]): void {
  const { declaration, instance, address } = call;
  const source = sourceOf(declaration) ?? '?';
  unknowns.push({
    at: { path: instance.path, range: declaration.header },
    what: { key: 'bicep.what.module', args: { name: address } },
    ...outsideOf(call),
  });
  if (isRemote(source)) resources.push(calledFrom(call, source));
}

function calledFrom(call: ModuleCall, source: string): Resource {
  const { declaration, instance, id, address, certain } = call;
  const header = { path: instance.path, range: declaration.header };
  const extent = { path: instance.path, range: declaration.range };
  return {
    id,
    address,
    dialect: 'bicep',
    kind: 'module',
    type: source.replace(/[:@][^:@/]*$/, ''),
    provider: 'azure',
    header,
    extent,
    body: { ...callBody(call), header, extent },
    certain,
    library: false,
    scope: instance.path,
  };
}
