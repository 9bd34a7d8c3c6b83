import type { Unknown, Value } from '../../core/value';
import type { Declaration } from './declarations';
import type { Instance, Node } from './instance';
import { referencePath } from './literal';
import { nodeOf } from './nodes';
import type { Platforms } from './tree';
import { unknown } from './unknowns';

/** The provider block that governs something, or why none can be told. */
export type Governor = { readonly node: Node } | { readonly unknown: Unknown };

/** The local name of the provider that a resource, data source or module call uses, and its alias. */
export function providerName(node: Node): readonly [local: string, alias?: string] {
  const written = node.declaration.content.attributes.get('provider')?.node.value;
  const path = written && referencePath(written);
  if (path?.[0] !== undefined) return [path[0], path[1]];
  const type = node.declaration.block.labels[0]?.name ?? '';
  return [type.split('_', 1)[0]!];
}

/** The source address of a provider's local name in a module: `hashicorp/<name>` where none is stated. */
export function sourceAddress(instance: Instance, local: string): string {
  const stated = instance.declarations.sources.get(local);
  return (stated ?? `hashicorp/${local}`)
    .toLowerCase()
    .replace(/^registry\.(terraform\.io|opentofu\.org)\//, '');
}

/** The last part of a provider's source: `google-beta` of `hashicorp/google-beta`. */
export function providerType(instance: Instance, local: string): string {
  return sourceAddress(instance, local).split('/').at(-1)!;
}

export function platformOf(platforms: Platforms, instance: Instance, local: string): string | undefined {
  const type = providerType(instance, local);
  return Object.hasOwn(platforms, type) ? platforms[type] : undefined;
}

/**
 * The block that configures a provider in a module: its own, the one the caller hands down by `providers`, or the
 * caller's default one.
 */
export function governorOf(instance: Instance, local: string, alias: string | undefined): Governor {
  const key = alias === undefined ? local : `${local}.${alias}`;
  const own = instance.declarations.providers.get(key);
  const { call } = instance;
  const handed = call && handedDown(call, key);
  if (own && !isProxy(instance, own)) return { node: nodeOf(instance, own) };
  if (handed) return governorOf(call.instance, handed[0]!, handed[1]);
  if (call && alias === undefined) {
    const above = governorOf(call.instance, localNameAbove(instance, call.instance, local), undefined);
    if ('node' in above) return above;
  }
  return { unknown: ungoverned(instance, key) };
}

/** The caller's local name and alias of the provider that a called module gets under its default name. */
export function handedTo(call: Node, local: string): readonly [local: string, alias?: string] {
  const path = handedDown(call, local);
  return path ? [path[0]!, path[1]] : [local];
}

/** The names in the caller of what `providers = { aws.dst = aws.us }` hands down under a key. */
function handedDown(call: Node, key: string): string[] | undefined {
  const map = call.declaration.content.attributes.get('providers')?.node.value;
  if (map?.kind !== 'object') return undefined;
  const item = map.items.find((one) => referencePath(one.key)?.join('.') === key);
  const path = item && referencePath(item.value);
  return path && path.length > 0 ? path : undefined;
}

/** What the caller calls the same provider: default configurations are inherited by source, not by name. */
function localNameAbove(instance: Instance, above: Instance, local: string): string {
  const source = sourceAddress(instance, local);
  const { sources } = above.declarations;
  if (sources.has(local) && sourceAddress(above, local) === source) return local;
  return [...sources.keys()].find((name) => sourceAddress(above, name) === source) ?? local;
}

/** A block of a called module that holds nothing but an alias: it stands for what the caller hands down. */
export function isProxy({ call }: Instance, { content }: Declaration): boolean {
  return (
    call !== undefined &&
    content.blocks.size === 0 &&
    [...content.attributes.keys()].every((name) => name === 'alias' || name === 'version')
  );
}

function ungoverned(instance: Instance, key: string): Unknown {
  const { files, folder } = instance.declarations;
  const first = files[0]!;
  const at = { path: first.path, range: { start: 0, end: 0 } };
  return unknown('no-provider', at, { name: key, folder: folder === '' ? '.' : folder });
}

/** An argument of the provider block that governs something. */
export function providerArgument(governor: Governor, name: string): Value | undefined {
  return 'node' in governor ? governor.node.body().entries.get(name)?.value : governor.unknown;
}
