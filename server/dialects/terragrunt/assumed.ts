import type { Location } from '../../core/source';
import { candidates, type Option, type Unknown, type Value } from '../../core/value';
import { choose, under } from '../terraform/expressions';

/** A default that holds unless something outside the code decides otherwise. */
export function assumed(standard: Value, other: Unknown, decision: string, at: Location): Value {
  const options: Option[] = candidates(standard).flatMap((option) =>
    under(option.value, { certain: false, picks: new Map([[decision, 'default']]) }),
  );
  return choose([...options, { value: other, certain: false, picks: new Map([[decision, 'set']]) }], at);
}
