import type { Location } from '../../../core/source';
import type { ListValue, MapValue, Scalar, Unknown, Value } from '../../../core/value';
import { choose, combine, under } from './choices';
import { equation } from './conditions';
import { parseNumber } from './numbers';
import { possibleMembers } from './possible';
import type { TraversalStep } from './scope';
import {
  type Doubtful,
  derived,
  failure,
  isNull,
  isWhollyKnown,
  list,
  mayBeText,
  type Plain,
  scalar,
  sortedEntries,
  unknown,
  withSensitivity,
} from './values';

/** How an access is quoted when its key is not known: `local.region[terraform.workspace]`. */
export interface KeyText {
  readonly text: string;
  /** Names the decision: keys of the same wording agree within one instance. */
  readonly decision: string;
}

/** `value.name` or `value[index]`; the member keeps its own deciding text and trace. */
export function access(value: Value, step: TraversalStep, at: Location, key?: KeyText): Value {
  const member = accessMember(value, step, at, key);
  const doubtful = 'doubtful' in value || ('index' in step && step.index.kind === 'unknown');
  return doubtful && member.kind !== 'unknown' ? ({ ...member, doubtful: true } as Value & Doubtful) : member;
}

function accessMember(value: Value, step: TraversalStep, at: Location, key?: KeyText): Value {
  if ('name' in step) return combine([value], at, ([plain]) => attribute(plain!, step.name, at));
  return combine([value, step.index], at, ([plain, index]) => element(plain!, index!, at, key));
}

function attribute(value: Plain, name: string, at: Location): Value {
  switch (value.kind) {
    case 'unknown':
      return derived(value);
    case 'map':
      return member(value, name, at);
    default:
      return failure('attribute', at, { name });
  }
}

function member(value: MapValue, name: string, at: Location): Value {
  const entry = value.entries.get(name);
  if (entry) return withSensitivity(entry.value, value.sensitive);
  if (value.open)
    return withSensitivity(possibleMember(value, name, at) ?? derived(value.open), value.sensitive);
  return failure('attribute', at, { name });
}

/** What may stand under a name, where it is known what the members are whose keys are not known. */
function possibleMember(value: MapValue, name: string, at: Location): Value | undefined {
  const possible = possibleMembers(value);
  if (!possible) return undefined;
  const options = possible
    .filter(({ key }) => mayBe(key, name))
    .flatMap((one) => under(one.value, { ...one.option, certain: false }));
  return options.length === 0
    ? failure('attribute', at, { name })
    : ({ ...choose(options, at), doubtful: true } as Value & Doubtful);
}

/** Whether a key that may not be known can be this name. */
export function mayBe(key: Value | undefined, name: string): boolean {
  if (key?.kind === 'scalar') return String(key.value) === name;
  return key?.kind !== 'unknown' || mayBeText(key, name);
}

function element(value: Plain, index: Plain, at: Location, key?: KeyText): Value {
  if (value.kind === 'unknown') return derived(value);
  if (index.kind === 'unknown') {
    if ('failed' in index) return index;
    return value.kind === 'scalar' ? failure('index', at) : anyElement(value, index, at, key);
  }
  if (value.kind === 'scalar' || index.kind !== 'scalar' || isNull(index)) return failure('index', at);
  const flag = value.sensitive || index.sensitive;
  if (value.kind === 'map') return withSensitivity(member(value, keyOf(index), at), flag);
  const position = typeof index.value === 'string' ? parseNumber(index.value) : index.value;
  if (typeof position !== 'number' || !Number.isInteger(position) || position < 0)
    return failure('index', at);
  if (value.unordered) return value.open ? derived(value.open) : failure('index', at);
  const item = value.items[position];
  if (item) return withSensitivity(item, flag);
  return value.open ? withSensitivity(derived(value.open), flag) : failure('index', at);
}

/** A map key or index as text. */
function keyOf(index: Scalar): string {
  return String(index.value);
}

/** The elements that an unknown key may pick: each a candidate that a run may not reach. */
function anyElement(value: MapValue | ListValue, index: Unknown, at: Location, key?: KeyText): Value {
  const members: [string, Value][] =
    value.kind === 'map'
      ? sortedEntries(value)
          .filter(([name]) => mayBeText(index, name))
          .map(([name, entry]) => [name, entry.value])
      : value.items.map((item, i) => [String(i), item]);
  const options = members.flatMap(([name, item]) =>
    under(withSensitivity(item, value.sensitive), {
      certain: false,
      ...(key && {
        when: equation(key.text, value.kind === 'map' ? name : Number(name)),
        picks: new Map([[key.decision, name]]),
      }),
    }),
  );
  const possible = possibleMembers(value);
  for (const one of possible ?? []) options.push(...under(one.value, { ...one.option, certain: false }));
  if (value.open && !possible) options.push({ value: derived(value.open), certain: false });
  return options.length === 0 ? failure('index', at) : choose(options, at);
}

/** What `[*]` and `.*` walk: a list's items, one thing as a list of itself, nothing for null. */
export function splatItems(value: Plain, at: Location): ListValue | Unknown {
  if (value.kind === 'unknown') return derived(value);
  if (value.kind === 'list') return value;
  return list(isNull(value) ? [] : [value], at);
}

/** What hides the order and number of a set's members, if any does: one that is not known may equal another. */
export function disorder(value: ListValue): Unknown | undefined {
  if (!value.unordered) return undefined;
  return value.open ?? (value.items.every(isWhollyKnown) ? undefined : unknown('order', value.at));
}

/** Walks a list, map or set the way `for` does: pairs of key and value. */
export function iterate(value: Plain, at: Location): [Value, Value][] | Unknown {
  switch (value.kind) {
    case 'unknown':
      return derived(value);
    case 'list':
      return value.items.map((item, i): [Value, Value] =>
        value.unordered
          ? [withSensitivity(item, value.sensitive), withSensitivity(item, value.sensitive)]
          : [scalar(i, item.at), withSensitivity(item, value.sensitive)],
      );
    case 'map':
      return sortedEntries(value).map(([name, entry]): [Value, Value] => [
        scalar(name, entry.key),
        withSensitivity(entry.value, value.sensitive),
      ]);
    default:
      return failure('iterate', at);
  }
}
