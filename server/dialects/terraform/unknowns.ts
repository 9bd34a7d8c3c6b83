import type { Message } from '../../core/message';
import type { Location } from '../../core/source';
import type { Hop, Unknown } from '../../core/value';

/** @param key Which message under `terraform.` gives the reason; `terraform.<key>.settle` says what would settle it. */
export function unknown(key: string, at: Location, args: Message['args'] = {}): Unknown {
  return {
    kind: 'unknown',
    at,
    reason: { key: `terraform.${key}`, args },
    settle: { key: `terraform.${key}.settle`, args },
  };
}

/** An unknown that is a reference to a resource: `id`, `arn` and whatever else is not written in the code. */
export function reference(value: Unknown, hop: Omit<Hop, 'next'>): Unknown {
  return { ...value, trace: hop };
}
