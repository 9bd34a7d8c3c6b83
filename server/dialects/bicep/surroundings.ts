import type { Location } from '../../core/source';
import { type MapEntry, referredResource, type Value } from '../../core/value';
import { object } from '../arm/functions';
import { choose } from '../values/choices';
import { textOf, throughAll } from '../values/values';
import type { Instance, Node } from './instance';
import { bodyOf, hopTo, reference } from './resources';
import { targetOf } from './target';
import { unknown } from './values';

/** What a file asks of the place it is deployed to, where that is a resource group of the tree. */
export function placeOfDeployment(
  name: string,
  args: readonly Value[],
  at: Location,
  instance: Instance,
): Value | undefined {
  if (name !== 'resourceGroup' || args.length > 0) return undefined;
  const group = groupOf(instance);
  if (!group) return undefined;
  const entries = new Map<string, MapEntry>();
  for (const part of ['name', 'location', 'tags']) {
    const entry = bodyOf(group).entries.get(part);
    if (!entry) continue;
    entries.set(part, { ...entry, value: throughAll(entry.value, hopTo(group, `${group.address}.${part}`)) });
  }
  return object(entries, at, reference(group, group.address, at));
}

/** The resource group that the nearest call which states a scope deploys to. */
function groupOf(instance: Instance): Node | undefined {
  const target = targetOf(instance)?.target;
  const id = target && referredResource(target);
  const node = id === undefined ? undefined : instance.context.found.get(id);
  return node?.type.toLowerCase() === 'microsoft.resources/resourcegroups' ? node : undefined;
}

/** `readEnvironmentVariable('X', 'default')`: the default is what it may be. */
export function environmentVariable([name, preset]: readonly Value[], at: Location): Value {
  const text = (name && textOf(name)) ?? '';
  const value = unknown(at, 'environment-variable', { name: text }, 'environment-variable');
  if (!preset) return value;
  const options = preset.kind === 'choice' ? preset.options : [{ value: preset }];
  return choose([...options.map((option) => ({ ...option, certain: false })), { value, certain: false }], at);
}
