import type { Message } from '../../core/message';
import type { Location } from '../../core/source';
import type { Unknown } from '../../core/value';
import type { Symbolic } from '../values/values';

type Args = NonNullable<Message['args']>;

/** A value that cannot be told: `arm.unknown.<key>` says why, `arm.settle.<settle>` what helps. */
export function unknown(at: Location, key: string, args?: Args, settle?: string): Unknown {
  return {
    kind: 'unknown',
    at,
    reason: { key: `arm.unknown.${key}`, ...(args && { args }) },
    ...(settle && { settle: { key: `arm.settle.${settle}`, ...(args && { args }) } }),
  };
}

/** The same unknown under a name: whatever has that name in the same run is the same value. */
export function named(value: Unknown, symbol: string | undefined): Unknown {
  const { symbol: _, ...rest } = value as Unknown & Partial<Symbolic>;
  return symbol === undefined ? rest : ({ ...rest, symbol } as Symbolic);
}
