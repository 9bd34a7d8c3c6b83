import type { Unknown, Value } from '../../core/value';

/** Why it cannot be told what a name asks for: the base URL may stand in the part of the environment that is not known. */
export function broughtElsewhere(
  { reason, settle }: Unknown,
  name: string,
  { at, trace }: Pick<Value, 'at' | 'trace'>,
): Unknown {
  return {
    kind: 'unknown',
    at,
    ...(trace && { trace }),
    reason: { key: 'facets.open-environment', args: { name, reason } },
    ...(settle && { settle }),
  };
}
