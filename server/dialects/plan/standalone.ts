import type { Resource } from '../../core/resource';
import type { Location } from '../../core/source';
import type { MapEntry, Value } from '../../core/value';
import type { Node } from '../../syntax/tree/node';
import type { Platforms } from '../terraform/tree';
import { type Instance, items, member, type Plan, type Provider, pairs } from './read';
import { below, unknown, valueAt } from './values';

/** Resources of a plan whose source is not at hand: everything stands where it stands in the JSON. */
export function standalone(plan: Plan, key: string, platforms: Platforms): Resource[] {
  const providers = new Map(
    plan.providers.map((one) => [one.key, providerResource(plan, one, key, platforms)]),
  );
  const seen = new Map<string, number>();
  const instances = plan.instances.map((instance) => {
    const made = instanceResource(plan, instance, key, platforms, providers);
    const nth = seen.get(made.id) ?? 0;
    seen.set(made.id, nth + 1);
    return nth === 0 ? made : { ...made, id: `${made.id}~${nth}` };
  });
  return [...providers.values(), ...instances];
}

function platformOf(platforms: Platforms, type: string): Pick<Resource, 'provider'> {
  const platform = Object.hasOwn(platforms, type) ? platforms[type] : undefined;
  return platform === undefined ? {} : { provider: platform };
}

function providerResource(plan: Plan, provider: Provider, key: string, platforms: Platforms): Resource {
  const { pair, type, address, expressions } = provider;
  const header = { path: plan.path, range: pair.key.content };
  return {
    id: `${key}#${address}`,
    address,
    dialect: 'terraform',
    kind: 'provider',
    type,
    ...platformOf(platforms, type),
    header,
    extent: { path: plan.path, range: pair.value.range },
    body: { kind: 'map', at: header, entries: stated(expressions, plan.path) },
    certain: true,
    library: false,
    scope: key,
  };
}

/** What the configuration states as a constant; what it refers to is told without the expression around it. */
function stated(expressions: Node | undefined, path: string): Map<string, MapEntry> {
  const entries = new Map<string, MapEntry>();
  for (const { key, value } of pairs(expressions)) {
    entries.set(String(key.value), { key: { path, range: key.content }, value: expressed(value, path) });
  }
  return entries;
}

function expressed(node: Node, path: string): Value {
  const at: Location = { path, range: node.range };
  const constant = member(node, 'constant_value');
  if (constant) return valueAt(constant, path);
  const references = items(member(node, 'references'));
  if (references.length > 0) {
    const [first] = references;
    return unknown('reference', at, { name: first?.kind === 'scalar' ? String(first.value) : '?' });
  }
  if (node.kind === 'sequence')
    return { kind: 'list', at, items: node.items.map((item) => expressed(item, path)) };
  return { kind: 'map', at, entries: stated(node, path) };
}

const PLACES = ['region', 'location', 'zone', 'availability_zone'];

function instanceResource(
  plan: Plan,
  instance: Instance,
  key: string,
  platforms: Platforms,
  providers: ReadonlyMap<string, Resource>,
): Resource {
  const { address, type, node, values } = instance;
  const { path } = plan;
  const configured = plan.configured.get(address);
  const governor = configured?.provider === undefined ? undefined : providers.get(configured.provider);
  const written =
    configured?.expressions && new Set(pairs(configured.expressions).map(({ key }) => key.value));
  const named = member(node, 'address');
  const header = { path, range: named?.kind === 'scalar' ? named.content : node.range };
  const entries = new Map<string, MapEntry>();
  for (const { key: name, value } of pairs(values)) {
    const argument = String(name.value);
    if (value.kind === 'scalar' && value.value === null) continue;
    // Where the provider says a place by itself, the platform's echo of it is no second one.
    const echoed = PLACES.includes(argument) && governor?.body.entries.get(argument)?.value.kind !== 'scalar';
    if (written && !written.has(argument) && !echoed) continue;
    entries.set(argument, {
      key: { path, range: name.content },
      value: valueAt(value, path, below(instance, argument)),
    });
  }
  for (const argument of written ?? []) {
    const untold = below({ unknown: instance.unknown }, String(argument)).unknown;
    if (untold && !entries.has(String(argument)))
      entries.set(String(argument), { key: header, value: unknown('after-apply', header) });
  }
  return {
    id: `${key}#${address}`,
    address,
    dialect: 'terraform',
    kind: 'resource',
    type,
    ...platformOf(platforms, instance.provider),
    header,
    extent: { path, range: node.range },
    body: { kind: 'map', at: header, header, entries },
    ...(governor ? { governor: governor.id } : { ungoverned: unknown('no-provider', header) }),
    certain: true,
    library: false,
    scope: `${key}#${address.slice(0, Math.max(0, address.length - type.length - instance.name.length - 1))}`,
  };
}
