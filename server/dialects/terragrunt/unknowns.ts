import type { Message } from '../../core/message';
import type { Location } from '../../core/source';
import type { Unknown } from '../../core/value';

/**
 * @param key Which message under `terragrunt.` gives the reason; `terragrunt.<key>.settle` says what would settle it.
 * @param settled Whether there is such a message.
 */
export function unknown(
  key: string,
  at: Location,
  args: Message['args'] = {},
  settled: 'settle' | 'open' = 'open',
): Unknown {
  return {
    kind: 'unknown',
    at,
    reason: { key: `terragrunt.${key}`, args },
    ...(settled === 'settle' && { settle: { key: `terragrunt.${key}.settle`, args } }),
  };
}
