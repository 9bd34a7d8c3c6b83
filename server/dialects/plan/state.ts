import type { Message } from '../../core/message';
import type { Range } from '../../core/source';
import type { MappingNode, Node, ScalarNode } from '../../syntax/tree/node';
import { contentOf, items, lastPart, member, textOf, withoutIndexes } from './nodes';
import type { Instance, Plan } from './plan';

/**
 * A state as it is stored (`terraform.tfstate`), in the fourth version of its format.
 * @param root the whole of it
 */
export function readState(path: string, text: string, root: Node): Plan | { readonly problem: Message } {
  const version = member(root, 'version');
  if (version?.kind !== 'scalar' || !member(root, 'lineage')) return { problem: { key: 'plan.not-a-plan' } };
  if (version.value !== 4) return { problem: { key: 'plan.version', args: { version: version.text } } };
  return {
    path,
    text,
    kind: 'state',
    variables: new Map(),
    instances: items(member(root, 'resources')).flatMap(instancesOf),
    configured: new Map(),
    providers: [],
    calls: [],
  };
}

function instancesOf(resource: Node): Instance[] {
  const [module, type, name] = ['module', 'type', 'name'].map((key) => textOf(member(resource, key)));
  if (type === undefined || name === undefined || textOf(member(resource, 'mode')) === 'data') return [];
  const source = /^(?:.*\.)?provider\["([^"]+)"\]/.exec(textOf(member(resource, 'provider')) ?? '')?.[1];
  const prefix = module === undefined ? '' : `${withoutIndexes(module)}.`;
  return items(member(resource, 'instances')).flatMap((node): Instance[] => {
    if (node.kind !== 'mapping' || member(node, 'deposed')) return [];
    const values = member(node, 'attributes');
    return [
      {
        address: `${prefix}${type}.${name}`,
        type,
        name,
        root: module === undefined,
        provider: source === undefined ? type.split('_', 1)[0]! : lastPart(source),
        node,
        at: contentOf(member(resource, 'name')!),
        ...(values && { values }),
        sensitive: marked(items(member(node, 'sensitive_attributes')).map(items), node.range),
      },
    ];
  });
}

/** Paths of steps as a tree with `true` at their ends; lists are sensitive as a whole. */
function marked(paths: readonly (readonly Node[])[], range: Range): Node {
  const below = new Map<string, (readonly Node[])[]>();
  for (const [step, ...rest] of paths) {
    const name = step && stepName(step);
    if (name === undefined) return scalar(true, range);
    below.set(name, [...(below.get(name) ?? []), rest]);
  }
  const pairs = [...below].map(([name, inner]) => ({
    key: scalar(name, range),
    value: marked(inner, range),
  }));
  const made: MappingNode = { kind: 'mapping', range, pairs, flow: true };
  return made;
}

/** `{ "type": "get_attr", "value": "x" }`, `{ "type": "index", "value": { "value": "x", "type": "string" } }` */
function stepName(step: Node): string | undefined {
  const value = member(step, 'value');
  return textOf(value) ?? textOf(member(value, 'value'));
}

function scalar<T extends string | boolean>(value: T, range: Range): ScalarNode {
  return { kind: 'scalar', value, text: String(value), range, content: range, style: 'plain' };
}
