import type { Resource } from '../../core/resource';
import type { Location } from '../../core/source';
import { candidates, type MapEntry, type Value } from '../../core/value';
import type { Node } from '../../syntax/tree/node';
import { choose } from '../terraform/expressions';
import type { Platforms } from '../terraform/tree';
import { items, member, pairs, textOf } from './nodes';
import type { Instance, Plan, Provider } from './plan';
import { below, unknown, valueAt, variableValue } from './values';

/**
 * Resources of a plan whose source is not at hand: everything stands where it stands in the JSON. What all instances of
 * one resource have in common stands at the first of them.
 */
export function standalone(plan: Plan, key: string, platforms: Platforms): Resource[] {
  const echoes = echoedRegions(plan);
  const providers = new Map(
    plan.providers.map((one) => {
      const made = providerResource(plan, one, key, platforms);
      return [one.key, confirmed(made, echoes.get(one.key))];
    }),
  );
  const seen = new Map<string, number>();
  const common = commonNodes(plan);
  const instances = plan.instances.map((instance) => {
    const made = instanceResource(plan, instance, key, platforms, providers, common);
    const nth = seen.get(made.id) ?? 0;
    seen.set(made.id, nth + 1);
    return nth === 0 ? made : { ...made, id: `${made.id}~${nth}` };
  });
  return [...providers.values(), ...instances];
}

/** The regions in which a provider's resources are planned that do not state one themselves, by the provider's key. */
function echoedRegions({ instances, configured }: Plan): ReadonlyMap<string, ReadonlySet<string>> {
  const echoes = new Map<string, Set<string>>();
  for (const { address, values } of instances) {
    const { provider, expressions } = configured.get(address) ?? {};
    const region = textOf(member(values, 'region'));
    if (provider === undefined || region === undefined || member(expressions, 'region')) continue;
    echoes.set(provider, (echoes.get(provider) ?? new Set()).add(region));
  }
  return echoes;
}

/** A provider whose region is the candidate that all its resources are planned in. */
function confirmed(provider: Resource, regions: ReadonlySet<string> | undefined): Resource {
  const entry = provider.body.entries.get('region');
  if (entry?.value.kind !== 'choice' || regions?.size !== 1) return provider;
  const one = entry.value.options.find(
    ({ value }) => value.kind === 'scalar' && regions.has(String(value.value)),
  );
  if (!one) return provider;
  const entries = new Map(provider.body.entries).set('region', { ...entry, value: one.value });
  return { ...provider, body: { ...provider.body, entries } };
}

/** Nodes that stand for others. */
interface CommonNodes {
  /** The first instance of the same resource. */
  first(instance: Instance): Instance;
  /** The first value of the same argument of the same resource that is written alike. */
  alike(instance: Instance, argument: string, value: Node): Node;
}

function commonNodes({ text }: Plan): CommonNodes {
  const firsts = new Map<string, Instance>();
  const values = new Map<string, Node>();
  const remember = <T>(map: Map<string, T>, name: string, one: T): T => {
    const known = map.get(name);
    if (known === undefined) map.set(name, one);
    return known ?? one;
  };
  return {
    first: (instance) => remember(firsts, instance.address, instance),
    alike: ({ address }, argument, value) => {
      const written = text.slice(value.range.start, value.range.end);
      return remember(values, `${address} ${argument} ${written}`, value);
    },
  };
}

function platformOf(platforms: Platforms, type: string): Pick<Resource, 'provider'> {
  const platform = Object.hasOwn(platforms, type) ? platforms[type] : undefined;
  return platform === undefined ? {} : { provider: platform };
}

function providerResource(plan: Plan, provider: Provider, key: string, platforms: Platforms): Resource {
  const { pair, type, address, expressions } = provider;
  const header = { path: plan.path, range: pair.key.content };
  // The plan tells the variables of the root module alone.
  const known = address.startsWith('module.') ? { ...plan, variables: new Map() } : plan;
  return {
    id: `${key}#${address}`,
    address,
    dialect: 'terraform',
    kind: 'provider',
    type,
    ...platformOf(platforms, type),
    header,
    extent: { path: plan.path, range: pair.value.range },
    body: { kind: 'map', at: header, entries: stated(expressions, known) },
    certain: true,
    library: false,
    scope: key,
  };
}

/** What the configuration states as a constant; what it refers to is told without the expression around it. */
function stated(expressions: Node | undefined, plan: Plan): Map<string, MapEntry> {
  const entries = new Map<string, MapEntry>();
  for (const { key, value } of pairs(expressions)) {
    const at = { path: plan.path, range: key.content };
    entries.set(String(key.value), { key: at, value: expressed(value, plan) });
  }
  return entries;
}

function expressed(node: Node, plan: Plan): Value {
  const at: Location = { path: plan.path, range: node.range };
  const constant = member(node, 'constant_value');
  if (constant) return valueAt(constant, plan.path);
  const references = items(member(node, 'references'));
  if (references.length > 0) return referred(references.map(textOf), at, plan);
  if (node.kind === 'sequence')
    return { kind: 'list', at, items: node.items.map((item) => expressed(item, plan)) };
  return { kind: 'map', at, entries: stated(node, plan) };
}

/** What refers to one variable alone most likely is that variable, but the plan does not tell what is made of it. */
function referred([first, ...others]: readonly (string | undefined)[], at: Location, plan: Plan): Value {
  const other = unknown('reference', at, { name: first ?? '?' });
  const name = /^var\.([^.[]+)$/.exec(first ?? '')?.[1];
  const planned = name === undefined || others.length > 0 ? undefined : plan.variables.get(name);
  if (!planned) return other;
  const options = candidates(variableValue(plan, name!, planned)).map((one) => ({ ...one, certain: false }));
  return choose([...options, { value: other, certain: false }], at);
}

const PLACES = ['region', 'location', 'zone', 'availability_zone'];

function instanceResource(
  plan: Plan,
  instance: Instance,
  key: string,
  platforms: Platforms,
  providers: ReadonlyMap<string, Resource>,
  common: CommonNodes,
): Resource {
  const { address, type, values } = instance;
  const { node, at } = common.first(instance);
  const { path } = plan;
  const configured = plan.configured.get(address);
  const governor = configured?.provider === undefined ? undefined : providers.get(configured.provider);
  const written =
    configured?.expressions && new Set(pairs(configured.expressions).map(({ key }) => key.value));
  const header = { path, range: at };
  const entries = new Map<string, MapEntry>();
  for (const { key: name, value: own } of pairs(values)) {
    const argument = String(name.value);
    if (own.kind === 'scalar' && own.value === null) continue;
    // Where the provider says a place by itself, the platform's echo of it is no second one.
    const echoed = PLACES.includes(argument) && governor?.body.entries.get(argument)?.value.kind !== 'scalar';
    if (written && !written.has(argument) && !echoed) continue;
    const value = common.alike(instance, argument, own);
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
