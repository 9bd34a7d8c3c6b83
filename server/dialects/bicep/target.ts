import { referredResource, type Value } from '../../core/value';
import { symbolOf } from '../values/values';
import type { Instance } from './instance';

/** What a file is deployed to: as the nearest call above it states; undefined where none does. */
export function targetOf(
  instance: Instance,
): { readonly target: Value; readonly stated: Instance } | undefined {
  for (let one: Instance | undefined = instance; one; one = one.caller) {
    if (one.target) return { target: one.target, stated: one };
  }
  return undefined;
}

/** Tells what is asked of, or created in, another place of deployment from that of the outermost one. */
export function withinOf(instance: Instance): string | undefined {
  const found = targetOf(instance);
  if (!found) return undefined;
  const { target, stated } = found;
  return referredResource(target) ?? symbolOf(target) ?? stated.unit;
}
