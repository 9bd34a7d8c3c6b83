import type { ListValue, MapValue, Unknown, Value } from '../../../../core/value';
import { disorder } from '../access';
import { equal } from '../equality';
import { derived, failure, isNull, MAX_ELEMENTS, unknown } from '../values';
import { type Builtin, type Call, plainly } from './call';

/** A function of one collection; an unknown one is passed on, null and scalars fail. */
function ofCollection(run: (collection: ListValue | MapValue, call: Call) => Value): Builtin {
  return plainly(1, 1, ([value], call) => {
    if (value!.kind === 'unknown') return derived(value!);
    if (value!.kind === 'scalar') return refuse(value!, call);
    return run(value!, call);
  });
}

export function refuse(value: Value, call: Call): Value {
  return isNull(value) ? failure('null', value.at) : failure('call', call.at, { name: call.name });
}

export const ofList = (run: (items: ListValue, call: Call) => Value): Builtin =>
  ofCollection((value, call) => (value.kind === 'list' ? run(value, call) : refuse(value, call)));

export const ofMap = (run: (entries: MapValue, call: Call) => Value): Builtin =>
  ofCollection((value, call) => (value.kind === 'map' ? run(value, call) : refuse(value, call)));

/** What a list made of this one in another order says of its own order. */
export function reordered(items: ListValue): Partial<ListValue> {
  const open = disorder(items) ?? items.open;
  return open ? { open, unordered: true } : { unordered: false };
}

export function bounded(value: ListValue, call: Call): ListValue {
  if (value.items.length <= MAX_ELEMENTS) return value;
  const open = value.open ?? unknown('limit', call.at, { limit: MAX_ELEMENTS });
  return { ...value, items: value.items.slice(0, MAX_ELEMENTS), open };
}

/** An unknown text of which something is known is no empty text. */
export function known(value: Unknown): boolean {
  return Boolean(value.prefix || value.suffix);
}

/** Whether the wanted value is among the items: true, false, or what leaves it open. */
export function member(items: ListValue, wanted: Value): boolean | Unknown {
  let open: Unknown | undefined = items.open && derived(items.open);
  for (const item of items.items) {
    const same = equal(item, wanted);
    if (same) return true;
    if (same === undefined) open ??= unknown('partial', item.at);
  }
  return open ?? false;
}
