import type { ListValue, MapEntry, Scalar, Unknown, Value } from '../../../../core/value';
import { disorder, mayBe } from '../access';
import { choose, combine, MAX_OPTIONS, under } from '../choices';
import { convert } from '../conversion';
import { allPossible, type Possible, possibleMembers, withPossible } from '../possible';
import { ANY, typeOf } from '../types';
import {
  derived,
  failure,
  isFailure,
  isNull,
  isWhollyKnown,
  list,
  MAX_ELEMENTS,
  map,
  type Plain,
  scalar,
  sortedEntries,
  unknown,
  withSensitivity,
} from '../values';
import { type Builtin, type Call, plainly } from './call';
import { bounded, ofMap, refuse } from './parameters';

/** `merge`: later keys win. What is not known may hold any key, so it leaves nothing before it certain. */
const merge = plainly(0, MAX_ELEMENTS, (args, call) => {
  const entries = new Map<string, MapEntry>();
  let open: Unknown | undefined;
  for (const arg of args) {
    if (isNull(arg)) continue;
    if (arg.kind === 'scalar' || arg.kind === 'list') return refuse(arg, call);
    const hidden = arg.kind === 'unknown' ? derived(arg) : arg.open && derived(arg.open);
    const possible = arg.kind === 'map' && arg.open ? possibleMembers(arg) : undefined;
    if (possible && entries.size * possible.length <= MAX_REPLACED) {
      for (const one of possible) replacedBy(entries, one, call);
      open ??= hidden;
    } else if (hidden) {
      for (const [name, entry] of entries) entries.set(name, { ...entry, value: hidden });
      open ??= hidden;
    }
    if (arg.kind === 'map') for (const [name, entry] of arg.entries) entries.set(name, entry);
  }
  // Maps of one element type make a map again; anything else makes an object.
  const given = args.filter((arg) => !isNull(arg));
  const kinds = new Set(
    [...entries.values()].map((entry) => typeOf(entry.value).kind).filter((kind) => kind !== 'any'),
  );
  const uniform =
    given.length > 0 && kinds.size <= 1 && given.every((arg) => arg.kind === 'map' && arg.uniform);
  const made = map(entries, call.at, { ...(open && { open }), ...(uniform && { uniform }) });
  const maps = given.filter((arg) => arg.kind === 'map');
  return maps.length === given.length ? withPossible(made, allPossible(maps)) : made;
});

/** Pairs of a member and what may replace it; beyond, the member is unknown. */
const MAX_REPLACED = 256;

/** A member whose key may be one of these may stand in its place. */
function replacedBy(entries: Map<string, MapEntry>, { key, value, option }: Possible, call: Call): void {
  for (const [name, entry] of entries) {
    if (!mayBe(key, name)) continue;
    const either = [
      ...under(value, { ...option, certain: false }),
      ...under(entry.value, { certain: false }),
    ];
    entries.set(name, { ...entry, value: choose(either, call.at) });
  }
}

/** `concat`: behind a list of unknown length no index is known any more. */
const concat = plainly(1, MAX_ELEMENTS, (args, call) => {
  const items: Value[] = [];
  let open: Unknown | undefined;
  let shifted = false;
  for (const arg of args) {
    if (arg.kind === 'scalar' || arg.kind === 'map' || isClosedSet(arg)) return refuse(arg, call);
    if (arg.kind === 'unknown') open ??= derived(arg);
    else {
      if (open && arg.items.length > 0) shifted = true;
      items.push(...arg.items);
      if (arg.open) {
        open ??= derived(arg.open);
        if (arg.unordered) shifted = true;
      }
    }
  }
  const joined = list(items, call.at, { ...(open && { open }), ...(shifted && { unordered: true }) });
  const lists = args.filter((arg) => arg.kind === 'list');
  if (lists.length === args.length) withPossible(joined, allPossible(lists));
  const uniform = args.every((arg) => arg.kind === 'list' && (arg.uniform || arg.items.length === 0));
  return uniform && args.some((arg) => arg.kind === 'list' && arg.uniform)
    ? bounded(asList(joined), call)
    : bounded(joined, call);
});

function isClosedSet(value: Plain): boolean {
  return value.kind === 'list' && value.unordered === true && !value.open;
}

function asList(value: ListValue): ListValue {
  const converted = convert(value, { kind: 'list', element: ANY });
  return converted.kind === 'list' ? converted : value;
}

const flatten: Builtin = plainly(1, 1, ([value], call) => {
  if (value!.kind === 'unknown') return derived(value!);
  if (value!.kind !== 'list') return refuse(value!, call);
  return flat(value!, call, 0);
});

function flat(value: ListValue, call: Call, depth: number): Value {
  if (depth > 50) return unknown('work', call.at);
  // Only choices among lists make the length of the result a matter of choice.
  const branching = value.items.filter(
    (item) => item.kind === 'choice' && item.options.some((option) => option.value.kind === 'list'),
  );
  return combine(branching, call.at, (plain) => {
    const chosen = new Map(branching.map((item, i) => [item, plain[i]!]));
    const items: Value[] = [];
    const outer = disorder(value) ?? value.open;
    let open = outer && derived(outer);
    let shifted = disorder(value) !== undefined;
    // What is not known of the outer list may be lists of any length.
    let possible: Possible[] | undefined = value.open ? undefined : [];
    for (const item of value.items) {
      const one = chosen.get(item) ?? item;
      if (one.kind === 'unknown' && !isFailure(one)) {
        open ??= derived(one);
        possible = undefined;
      } else if (one.kind !== 'list') {
        shifted ||= open !== undefined && open !== outer;
        items.push(one);
      } else {
        const inner = flat(one, call, depth + 1);
        if (inner.kind !== 'list')
          return inner.kind === 'choice' ? unknown('options', call.at, { limit: MAX_OPTIONS }) : inner;
        shifted ||=
          (open !== undefined && open !== outer && inner.items.length > 0) || inner.unordered === true;
        for (const each of inner.items) items.push(withSensitivity(each, one.sensitive));
        open ??= inner.open;
        const own = possibleMembers(inner);
        possible = own && possible && [...possible, ...own];
      }
    }
    const made = list(items, call.at, { ...(open && { open }), ...(shifted && { unordered: true }) });
    return bounded(withPossible(made, possible), call);
  });
}

const zipmap: Builtin = plainly(2, 2, ([keys, values], call) => {
  for (const side of [keys!, values!]) {
    if (side.kind === 'unknown') return derived(side);
    if (side.kind !== 'list') return refuse(side, call);
  }
  const [names, items] = [keys as ListValue, values as ListValue];
  const hidden = names.open ?? items.open;
  if (hidden && (names.unordered || items.unordered)) return derived(hidden);
  if (!hidden && names.items.length !== items.items.length) return refuse(keys!, call);
  return combine(names.items, call.at, (plain) => {
    const entries = new Map<string, MapEntry>();
    let open = hidden && derived(hidden);
    for (const [i, key] of plain.entries()) {
      const name = convert(key, { kind: 'string' }) as Plain;
      if (isFailure(name)) return name;
      if (isNull(name)) return failure('null', key.at);
      const value = items.items[i] ?? items.open;
      if (name.kind === 'unknown') {
        open ??= derived(name);
        // It may be a key that was there before.
        for (const [before, entry] of entries) entries.set(before, { ...entry, value: open });
      } else if (value) entries.set(String((name as Scalar).value), { key: name.at, value });
    }
    return map(entries, call.at, { ...(open && { open }), ...(items.uniform && { uniform: true }) });
  });
});

const transpose: Builtin = ofMap((value, call) => {
  const lists = [...value.entries.values()].map((entry) => entry.value);
  const hidden = value.open ?? lists.find((items) => items.kind === 'unknown');
  if (hidden) return derived(hidden as Unknown);
  if (!lists.every((items): items is ListValue => items.kind === 'list')) return refuse(value, call);
  if (!lists.every(isWhollyKnown)) return unknown('partial', call.at);
  const groups = new Map<string, { key: Value['at']; items: Value[] }>();
  for (const [name, entry] of sortedEntries(value)) {
    for (const item of (entry.value as ListValue).items) {
      const text = convert(item, { kind: 'string' });
      if (text.kind !== 'scalar' || text.value === null) return refuse(text, call);
      const group = groups.get(String(text.value)) ?? { key: text.at, items: [] };
      group.items.push(scalar(name, entry.key));
      groups.set(String(text.value), group);
    }
  }
  const entries = [...groups].map(([name, { key, items }]): [string, MapEntry] => [
    name,
    { key, value: list(items, call.at, { uniform: true }) },
  ]);
  return map(new Map(entries), call.at, { uniform: true });
});

/** Functions that make one collection of several. */
export const joining: Readonly<Record<string, Builtin>> = { merge, concat, flatten, zipmap, transpose };
