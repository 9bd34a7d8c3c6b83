import { referredResource, type Value } from '../../core/value';
import type { Context, Instance, Node } from './instance';
import { calledInstance } from './modules';
import { nodeOf } from './nodes';
import { governorOf, providerName } from './providers';

/**
 * The resource of the same run that a data source looks up again: it is asked for by that resource's own attributes, or
 * by the very values that the resource is given, at the same provider. Undefined unless there is exactly one.
 */
export function twinOf(data: Node): Node | undefined {
  if (!known.has(data)) {
    known.set(data, undefined); // Ends circles of data sources that ask for each other.
    const found = resourcesOf(data).filter((one) => isSame(data, one));
    known.set(data, found.length === 1 ? found[0] : undefined);
  }
  return known.get(data);
}

const known = new WeakMap<Node, Node | undefined>();

/** The resources of a data source's type in all modules of its run, made once each. */
function resourcesOf(data: Node): Node[] {
  const { context } = data.instance;
  let byType = nodes.get(context);
  if (!byType) {
    byType = byTypeBelow(rootOf(data.instance));
    nodes.set(context, byType);
  }
  return byType.get(data.declaration.block.labels[0]?.name ?? '') ?? [];
}

const nodes = new WeakMap<Context, Map<string, Node[]>>();

function rootOf(instance: Instance): Instance {
  let root = instance;
  while (root.call) root = root.call.instance;
  return root;
}

function byTypeBelow(instance: Instance, into = new Map<string, Node[]>()): Map<string, Node[]> {
  for (const declaration of instance.declarations.resources.values()) {
    const type = declaration.block.labels[0]?.name ?? '';
    const { attributes } = declaration.content;
    if (!instance.certain || attributes.has('count') || attributes.has('for_each')) continue;
    const list = into.get(type);
    if (list) list.push(nodeOf(instance, declaration));
    else into.set(type, [nodeOf(instance, declaration)]);
  }
  for (const call of instance.declarations.calls.values()) {
    const child = calledInstance(nodeOf(instance, call));
    if (child) byTypeBelow(child, into);
  }
  return into;
}

function isSame(data: Node, resource: Node): boolean {
  const asked = [...data.body().entries];
  if (asked.length === 0 || !haveSameProvider(data, resource)) return false;
  return asked.every(([name, entry]) => isAskedFor(entry.value, name, resource));
}

/** Whether an argument asks for the resource: it is read from it, or both state the same text. */
function isAskedFor(value: Value, name: string, resource: Node): boolean {
  if (referredResource(value) === resource.id) return true;
  const own = resource.body().entries.get(name)?.value;
  return value.kind === 'scalar' && own?.kind === 'scalar' && own.value !== null && value.value === own.value;
}

function haveSameProvider(data: Node, resource: Node): boolean {
  const [a, b] = [data, resource].map((node) => governorOf(node.instance, ...providerName(node)));
  if (!('node' in a!) || !('node' in b!)) return !('node' in a!) && !('node' in b!);
  return a.node === b.node;
}
