import type { Hop, Unknown, Value } from '../../core/value';
import type { Node } from './instance';
import { passing } from './passing';
import { governorOf, platformOf, providerArgument, providerName } from './providers';
import { unknown } from './unknowns';

/** Data sources whose attributes are the settings of their provider, as written or by the provider's default. */
const PROVIDER_DATA: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_region: { name: 'region', id: 'region', region: 'region' },
  google_client_config: { region: 'region', zone: 'zone', project: 'project' },
  google_compute_region: { name: 'region' },
};

/** Arguments that a resource takes from its provider when it does not state them. */
const INHERITED: Readonly<Record<string, readonly string[]>> = {
  aws: ['region'],
  gcp: ['region', 'zone', 'project'],
};

/** An attribute that is not written at the resource but follows from its provider block: the effective region. */
export function inheritedAttribute(node: Node, attribute: string): Value | undefined {
  const { instance, declaration } = node;
  const type = declaration.block.labels[0]?.name ?? '';
  const own = declaration.block.type.name === 'data' ? PROVIDER_DATA[type] : undefined;
  const argument = own?.[attribute];
  if (argument !== undefined) {
    const written = node.body().entries.get(argument)?.value;
    if (written && !(written.kind === 'scalar' && written.value === null)) return written;
    return fromProvider(node, argument) ?? unstated(node, argument);
  }
  const [local] = providerName(node);
  const platform = platformOf(instance.context.tree.platforms, instance, local);
  if (declaration.block.type.name === 'data' || !platform || !INHERITED[platform]?.includes(attribute))
    return undefined;
  return fromProvider(node, attribute);
}

function fromProvider(node: Node, argument: string): Value | undefined {
  const governor = governorOf(node.instance, ...providerName(node));
  const value = providerArgument(governor, argument);
  if (!value || !('node' in governor)) return undefined;
  const { name, declaration } = governor.node;
  const entry = declaration.content.attributes.get(argument);
  const at = entry ? { path: entry.file.path, range: entry.node.name.range } : governor.node.header;
  const hop: Omit<Hop, 'next'> = { step: 'provider', name, at };
  return passing(value, hop);
}

/** Why a setting of a data source's provider is not known: no block, or a block that does not state it. */
function unstated(node: Node, argument: string): Unknown {
  const governor = governorOf(node.instance, ...providerName(node));
  if (!('node' in governor)) return governor.unknown;
  const { name, header } = governor.node;
  return unknown('provider-argument', header, { name, argument });
}
