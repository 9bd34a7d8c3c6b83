import { referredResource } from '../../core/value';
import type { Expression } from '../../syntax/bicep/ast';
import { symbolOf } from '../values/values';
import type { Context, Instance, Node } from './instance';
import { withinOf } from './target';

/**
 * Makes the resources that a run creates known by type and name, as far as names are told apart: others that name them
 * find them. Two of one name are neither found.
 */
export function makeKnown({ named }: Context, nodes: readonly Node[]): void {
  for (const node of nodes) {
    if (node.declaration.existing || node.type === '') continue;
    const name = fullName(node);
    if (name === undefined) continue;
    const key = keyOf(node.instance, node.type, name);
    named.set(key, named.has(key) && named.get(key) !== node ? null : node);
  }
}

/**
 * The resource of that type and name which the run creates where a file is deployed to.
 * @param name with `/` between the parts; what is unknown in it by its symbol
 */
export function createdUnder(instance: Instance, type: string, name: string): Node | undefined {
  return instance.context.named.get(keyOf(instance, type, name)) ?? undefined;
}

function keyOf(instance: Instance, type: string, name: string): string {
  return `${withinOf(instance) ?? ''}|${type}|${name}`.toLowerCase();
}

/** A resource's name with those of its parents, as Resource Manager names it; undefined where it cannot be told. */
export function fullName(node: Node): string | undefined {
  const own = written(node, 'name');
  const name = own && symbolOf(node.instance.context.evaluate(own, node.scope));
  if (name === undefined) return undefined;
  const parent = node.parent ?? statedParent(node);
  if (!parent) return name;
  const above = fullName(parent);
  return above === undefined ? undefined : `${above}/${name}`;
}

function statedParent(node: Node): Node | undefined {
  const { context } = node.instance;
  const stated = written(node, 'parent');
  const id = stated && referredResource(context.evaluate(stated, node.scope));
  return id === undefined ? undefined : context.found.get(id);
}

/** What a resource's own body states under a name. */
export function written({ object }: Node, name: string): Expression | undefined {
  if (object.kind !== 'object') return undefined;
  for (const item of object.items) {
    if (item.kind === 'property' && 'name' in item.key && item.key.name === name) return item.value;
  }
  return undefined;
}
