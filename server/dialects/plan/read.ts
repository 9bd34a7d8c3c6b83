import type { Message } from '../../core/message';
import { parseJson } from '../../syntax/tree/json';
import type { MappingNode, Node, Pair } from '../../syntax/tree/node';

/** What `terraform show -json` says of a plan or of a state. */
export interface Plan {
  readonly path: string;
  /** A state knows values, but not what the code states. */
  readonly kind: 'plan' | 'state';
  /** Values of the root module's variables. */
  readonly variables: ReadonlyMap<string, Node>;
  /** Things that will be there when the plan is applied; data sources are left out. */
  readonly instances: readonly Instance[];
  /** What the configuration says of a resource, by its address without indexes. */
  readonly configured: ReadonlyMap<string, Configured>;
  readonly providers: readonly Provider[];
  /** Calls of modules in the root module. */
  readonly calls: readonly string[];
}

export interface Instance {
  /** Without indexes. */
  readonly address: string;
  readonly type: string;
  readonly name: string;
  /** In the root module. */
  readonly root: boolean;
  /** The last part of the provider's source address. */
  readonly provider: string;
  readonly node: MappingNode;
  readonly values?: Node;
  /** `true` where a value is known after apply only. */
  readonly unknown?: Node;
  readonly sensitive?: Node;
}

export interface Configured {
  readonly expressions?: Node;
  /** Key among `providers`. */
  readonly provider?: string;
}

export interface Provider {
  readonly key: string;
  readonly pair: Pair;
  /** The last part of its source address. */
  readonly type: string;
  readonly address: string;
  readonly expressions?: Node;
}

/**
 * Reads the JSON that `terraform show -json` (or `tofu show -json`) prints. Never throws.
 * @returns why it cannot be judged, where it is something else
 */
export function readPlan(path: string, text: string): Plan | { readonly problem: Message } {
  const { documents, problems } = parseJson(text);
  const root = documents[0];
  if (root?.kind !== 'mapping') return { problem: { key: 'plan.not-a-plan' } };
  const version = textOf(member(root, 'format_version'));
  const planned = member(root, 'planned_values') ?? member(root, 'values');
  if (version === undefined) {
    const raw = member(root, 'serial') && member(root, 'lineage');
    return { problem: { key: raw ? 'plan.raw-state' : 'plan.not-a-plan' } };
  }
  if (!/^[01]\./.test(version)) return { problem: { key: 'plan.version', args: { version } } };
  if (problems.length > 0) return { problem: { key: 'plan.not-a-plan' } };
  const configuration = member(root, 'configuration');
  return {
    path,
    kind: member(root, 'planned_values') || configuration ? 'plan' : 'state',
    variables: new Map(
      pairs(member(root, 'variables')).flatMap(({ key, value }): [string, Node][] => {
        const set = member(value, 'value');
        return set ? [[String(key.value), set]] : [];
      }),
    ),
    instances: instancesIn(member(planned, 'root_module'), changesOf(root), true),
    configured: configuredIn(member(configuration, 'root_module'), ''),
    providers: pairs(member(configuration, 'provider_config')).map(providerOf),
    calls: pairs(member(member(configuration, 'root_module'), 'module_calls')).map(({ key }) =>
      String(key.value),
    ),
  };
}

/** A mapping's value by its key. */
export function member(node: Node | undefined, name: string): Node | undefined {
  return node?.kind === 'mapping' ? node.pairs.find(({ key }) => key.value === name)?.value : undefined;
}

export function pairs(node: Node | undefined): readonly Pair[] {
  return node?.kind === 'mapping' ? node.pairs : [];
}

export function items(node: Node | undefined): readonly Node[] {
  return node?.kind === 'sequence' ? node.items : [];
}

function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** `module.a["x"].aws_s3_bucket.b[0]` -> `module.a.aws_s3_bucket.b` */
function withoutIndexes(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, '');
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

function lastPart(source: string): string {
  return source.slice(source.lastIndexOf('/') + 1);
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
