import type { Message } from '../../core/message';
import { parseJson } from '../../syntax/tree/json';
import type { Node, Pair } from '../../syntax/tree/node';
import { contentOf, items, lastPart, member, pairs, textOf, withoutIndexes } from './nodes';
import type { Configured, Instance, Plan, PlannedVariable, Provider } from './plan';
import { readState } from './state';

/**
 * Reads the JSON that `terraform show -json` (or `tofu show -json`) prints, or a state's own file. Never throws.
 * @returns why it cannot be judged, where it is something else
 */
export function readPlan(path: string, text: string): Plan | { readonly problem: Message } {
  const { documents, problems } = parseJson(text);
  const root = documents[0];
  if (root?.kind !== 'mapping') return { problem: { key: 'plan.not-a-plan' } };
  const version = textOf(member(root, 'format_version'));
  const planned = member(root, 'planned_values') ?? member(root, 'values');
  if (version === undefined) return readState(path, text, root);
  if (!/^[01]\./.test(version)) return { problem: { key: 'plan.version', args: { version } } };
  if (problems.length > 0) return { problem: { key: 'plan.not-a-plan' } };
  const configuration = member(root, 'configuration');
  return {
    path,
    text,
    kind: member(root, 'planned_values') || configuration ? 'plan' : 'state',
    variables: variablesOf(root),
    instances: instancesIn(member(planned, 'root_module'), changesOf(root), true),
    configured: configuredIn(member(configuration, 'root_module'), ''),
    providers: pairs(member(configuration, 'provider_config')).map(providerOf),
    calls: pairs(member(member(configuration, 'root_module'), 'module_calls')).map(({ key }) =>
      String(key.value),
    ),
  };
}

function variablesOf(root: Node): ReadonlyMap<string, PlannedVariable> {
  const declared = member(member(member(root, 'configuration'), 'root_module'), 'variables');
  return new Map(
    pairs(member(root, 'variables')).flatMap(({ key, value: node }): [string, PlannedVariable][] => {
      const name = String(key.value);
      const value = member(node, 'value');
      const sensitive = member(member(declared, name), 'sensitive');
      return value
        ? [[name, { value, sensitive: sensitive?.kind === 'scalar' && sensitive.value === true }]]
        : [];
    }),
  );
}

/** The changes that say what is not known yet, by address. */
function changesOf(root: Node): ReadonlyMap<string, Node> {
  const changes = new Map<string, Node>();
  for (const change of items(member(root, 'resource_changes'))) {
    const address = textOf(member(change, 'address'));
    const inner = member(change, 'change');
    if (address !== undefined && inner && !member(change, 'deposed')) changes.set(address, inner);
  }
  return changes;
}

function instancesIn(
  module: Node | undefined,
  changes: ReadonlyMap<string, Node>,
  root: boolean,
): Instance[] {
  const own = items(member(module, 'resources')).flatMap((node): Instance[] => {
    const [address, type, name] = ['address', 'type', 'name'].map((key) => textOf(member(node, key)));
    if (node.kind !== 'mapping' || address === undefined || type === undefined || name === undefined)
      return [];
    if (textOf(member(node, 'mode')) === 'data') return [];
    const [values, sensitive] = [member(node, 'values'), member(node, 'sensitive_values')];
    const unknown = member(changes.get(address), 'after_unknown');
    return [
      {
        address: withoutIndexes(address),
        type,
        name,
        root,
        provider: lastPart(textOf(member(node, 'provider_name')) ?? type.split('_', 1)[0]!),
        node,
        at: contentOf(member(node, 'address')!),
        ...(values && { values }),
        ...(unknown && { unknown }),
        ...(sensitive && { sensitive }),
      },
    ];
  });
  return [
    ...own,
    ...items(member(module, 'child_modules')).flatMap((child) => instancesIn(child, changes, false)),
  ];
}

function configuredIn(module: Node | undefined, prefix: string): Map<string, Configured> {
  const configured = new Map<string, Configured>();
  for (const node of items(member(module, 'resources'))) {
    const address = textOf(member(node, 'address'));
    if (address === undefined || textOf(member(node, 'mode')) === 'data') continue;
    const expressions = member(node, 'expressions');
    const provider = textOf(member(node, 'provider_config_key'));
    configured.set(prefix + address, {
      ...(expressions && { expressions }),
      ...(provider !== undefined && { provider }),
    });
  }
  for (const { key, value } of pairs(member(module, 'module_calls'))) {
    for (const [address, one] of configuredIn(member(value, 'module'), `${prefix}module.${key.value}.`))
      configured.set(address, one);
  }
  return configured;
}

function providerOf(pair: Pair): Provider {
  const { key, value } = pair;
  const name = textOf(member(value, 'name')) ?? String(key.value);
  const alias = textOf(member(value, 'alias'));
  const module = textOf(member(value, 'module_address'));
  const expressions = member(value, 'expressions');
  return {
    key: String(key.value),
    pair,
    type: lastPart(textOf(member(value, 'full_name')) ?? name),
    address: `${module === undefined ? '' : `${module}.`}provider.${name}${alias === undefined ? '' : `.${alias}`}`,
    ...(expressions && { expressions }),
  };
}
