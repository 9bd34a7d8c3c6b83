import type { Resource, UnknownValue } from '../../core/resource';
import type { Unknown } from '../../core/value';

/** What is listed for a value that could not be told. */
export function untold(unknown: Unknown, resource: Resource, argument: string): UnknownValue {
  const name = argument.split('.').at(-1)!;
  return {
    at: unknown.at,
    what: { key: 'facets.argument-of', args: { argument: name, address: resource.address } },
    reason: unknown.reason,
    ...(unknown.settle && { settle: unknown.settle }),
  };
}
