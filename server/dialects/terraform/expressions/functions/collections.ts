import type { ListValue, MapEntry, MapValue, Option, Scalar, Unknown, Value } from '../../../../core/value';
import { access, disorder } from '../access';
import { choose, combine, under } from '../choices';
import { ANY, convert, distinctOnes, equal, typeOf, unify } from '../types';
import {
  compareText,
  derived,
  failure,
  hasFailure,
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
import { graphemes } from './strings';

/** A function of one collection; an unknown one is passed on, null and scalars fail. */
function ofCollection(run: (collection: ListValue | MapValue, call: Call) => Value): Builtin {
  return plainly(1, 1, ([value], call) => {
    if (value!.kind === 'unknown') return derived(value!);
    if (value!.kind === 'scalar') return refuse(value!, call);
    return run(value!, call);
  });
}

function refuse(value: Value, call: Call): Value {
  return isNull(value) ? failure('null', value.at) : failure('call', call.at, { name: call.name });
}

const ofList = (run: (items: ListValue, call: Call) => Value): Builtin =>
  ofCollection((value, call) => (value.kind === 'list' ? run(value, call) : refuse(value, call)));

const ofMap = (run: (entries: MapValue, call: Call) => Value): Builtin =>
  ofCollection((value, call) => (value.kind === 'map' ? run(value, call) : refuse(value, call)));

/** `merge`: later keys win. What is not known may hold any key, so it leaves nothing before it certain. */
const merge = plainly(0, MAX_ELEMENTS, (args, call) => {
  const entries = new Map<string, MapEntry>();
  let open: Unknown | undefined;
  for (const arg of args) {
    if (isNull(arg)) continue;
    if (arg.kind === 'scalar' || arg.kind === 'list') return refuse(arg, call);
    const hidden = arg.kind === 'unknown' ? derived(arg) : arg.open && derived(arg.open);
    if (hidden) {
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
  return map(entries, call.at, { ...(open && { open }), ...(uniform && { uniform }) });
});

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

/** What a list made of this one in another order says of its own order. */
function reordered(items: ListValue): Partial<ListValue> {
  const open = disorder(items) ?? items.open;
  return open ? { open, unordered: true } : { unordered: false };
}

function bounded(value: ListValue, call: Call): ListValue {
  if (value.items.length <= MAX_ELEMENTS) return value;
  const open = value.open ?? unknown('limit', call.at, { limit: MAX_ELEMENTS });
  return { ...value, items: value.items.slice(0, MAX_ELEMENTS), open };
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
    for (const item of value.items) {
      const one = chosen.get(item) ?? item;
      if (one.kind === 'unknown' && !isFailure(one)) open ??= derived(one);
      else if (one.kind !== 'list') {
        shifted ||= open !== undefined && open !== outer;
        items.push(one);
      } else {
        const inner = flat(one, call, depth + 1);
        if (inner.kind !== 'list')
          return inner.kind === 'choice' ? unknown('options', call.at, { limit: 64 }) : inner;
        shifted ||=
          (open !== undefined && open !== outer && inner.items.length > 0) || inner.unordered === true;
        for (const each of inner.items) items.push(withSensitivity(each, one.sensitive));
        open ??= inner.open;
      }
    }
    return bounded(
      list(items, call.at, { ...(open && { open }), ...(shifted && { unordered: true }) }),
      call,
    );
  });
}

/** The first of these that `accept` takes; an unknown one may be it, so it is the answer. */
function firstAccepted(accept: (value: Plain) => boolean, nullable: boolean): Builtin {
  return (args, call) => {
    if (args.length === 0) return failure('arguments', call.at, { name: call.name });
    const type = unify(args.map(typeOf));
    const from = (i: number): Value => {
      const arg = args[i];
      if (!arg) return failure('call', call.at, { name: call.name });
      return combine([arg], call.at, ([plain]) => {
        if (plain!.kind === 'unknown') return known(plain!) ? plain! : derived(plain!);
        if (isNull(plain!) && !nullable) return failure('null', plain!.at);
        if (isNull(plain!) || !accept(plain!)) return from(i + 1);
        const converted = type ? convert(plain!, type) : plain!;
        return hasFailure(converted) ? plain! : converted;
      });
    };
    return from(0);
  };
}

/** An unknown text of which something is known is no empty text. */
function known(value: Unknown): boolean {
  return Boolean(value.prefix || value.suffix);
}

const lookup: Builtin = plainly(2, 3, ([collection, key, otherwise], call) => {
  if (collection!.kind === 'unknown') return derived(collection!);
  if (collection!.kind !== 'map') return refuse(collection!, call);
  const name = convert(key!, { kind: 'string' }) as Plain;
  if (isFailure(name)) return name;
  if (isNull(name)) return failure('null', key!.at);
  if (name.kind === 'unknown') {
    const quoted = call.keyText(1);
    const options: Option[] = [];
    if (collection!.entries.size > 0 || collection!.open)
      options.push(...under(access(collection!, { index: name }, call.at, quoted), { certain: false }));
    if (otherwise)
      options.push(...under(otherwise, { certain: false, ...(quoted && { when: quoted.text }) }));
    return choose(options, call.at);
  }
  const text = String((name as Scalar).value);
  if (collection!.entries.has(text) || collection!.open || !otherwise)
    return access(collection!, { name: text }, call.at);
  return collection!.uniform
    ? convert(otherwise, unify([...collection!.entries.values()].map((entry) => typeOf(entry.value))) ?? ANY)
    : otherwise;
});

const element: Builtin = plainly(2, 2, ([items, index], call) => {
  if (items!.kind === 'unknown') return derived(items!);
  if (items!.kind !== 'list' || isNull(index!)) return refuse(items!, call);
  const position = convert(index!, { kind: 'number' }) as Plain;
  if (isFailure(position)) return position;
  if (position.kind === 'unknown') return access(items!, { index: position }, call.at, call.keyText(1));
  const at = (position as Scalar).value as number;
  const { length } = items!.items;
  if (!Number.isInteger(at) || at < 0) return refuse(items!, call);
  if (items!.open) return at < length ? access(items!, { index: position }, call.at) : derived(items!.open);
  if (length === 0) return refuse(items!, call);
  return withSensitivity(items!.items[at % length]!, items!.sensitive);
});

/** Whether the wanted value is among the items: true, false, or what leaves it open. */
function member(items: ListValue, wanted: Value): boolean | Unknown {
  let open: Unknown | undefined = items.open && derived(items.open);
  for (const item of items.items) {
    const same = equal(item, wanted);
    if (same) return true;
    if (same === undefined) open ??= unknown('partial', item.at);
  }
  return open ?? false;
}

const contains: Builtin = plainly(2, 2, ([items, wanted], call) => {
  if (items!.kind === 'unknown') return derived(items!);
  if (items!.kind !== 'list') return refuse(items!, call);
  if (isNull(wanted!)) return failure('null', wanted!.at);
  if (wanted!.kind === 'unknown' && items!.items.length > 0) return derived(wanted!);
  const found = member(items!, wanted!);
  return typeof found === 'boolean' ? scalar(found, call.at) : found;
});

const index: Builtin = plainly(2, 2, ([items, wanted], call) => {
  if (items!.kind === 'unknown') return derived(items!);
  if (wanted!.kind === 'unknown') return derived(wanted!);
  if (items!.kind !== 'list' || (items!.unordered && !items!.open)) return refuse(items!, call);
  for (const [i, item] of items!.items.entries()) {
    const same = equal(item, wanted!);
    if (same === undefined || items!.unordered) return unknown('partial', call.at);
    if (same) return scalar(i, call.at);
  }
  return items!.open ? derived(items!.open) : refuse(items!, call);
});

/** `alltrue` and `anytrue`: one item may decide alone. */
function every(decisive: boolean): Builtin {
  return ofList((items, call) => {
    const values = items.items.map((item) => (isNull(item) ? item : convert(item, { kind: 'bool' })));
    const failed = values.find(isFailure);
    if (failed) return failed;
    return combine(values, call.at, (plain) => {
      const hit = plain.some(
        (value) =>
          value.kind === 'scalar' && (value.value === decisive || (!decisive && value.value === null)),
      );
      if (hit) return scalar(decisive, call.at);
      const open = plain.find((value) => value.kind === 'unknown') ?? items.open;
      return open ? derived(open as Unknown) : scalar(!decisive, call.at);
    });
  });
}

const length: Builtin = plainly(1, 1, ([value], call) => {
  switch (value!.kind) {
    case 'unknown':
      return derived(value!);
    case 'list':
      if (value!.open) return derived(value!.open);
      // Members of a set that are not known may be equal.
      if (value!.unordered && value!.items.length > 1 && !value!.items.every(isWhollyKnown))
        return unknown('partial', call.at);
      return scalar(value!.items.length, call.at);
    case 'map':
      return value!.open ? derived(value!.open) : scalar(value!.entries.size, call.at);
    case 'scalar':
      return typeof value!.value === 'string'
        ? scalar(graphemes(value!.value).length, call.at)
        : refuse(value!, call);
  }
});

const one: Builtin = plainly(1, 1, ([value], call) => {
  if (value!.kind === 'unknown') return derived(value!);
  if (value!.kind !== 'list') return refuse(value!, call);
  if (value!.open) return derived(value!.open);
  if (value!.items.length > 1) return refuse(value!, call);
  return withSensitivity(value!.items[0] ?? scalar(null, call.at), value!.sensitive);
});

const slice: Builtin = plainly(3, 3, ([items, from, to], call) => {
  const [start, end] = [convert(from!, { kind: 'number' }), convert(to!, { kind: 'number' })] as Plain[];
  if (items!.kind === 'unknown') return derived(items!);
  if (items!.kind !== 'list' || (items!.unordered && !items!.open)) return refuse(items!, call);
  for (const bound of [start!, end!]) {
    if (bound.kind === 'unknown') return derived(bound);
    if (isNull(bound)) return refuse(bound, call);
  }
  const [a, b] = [start, end].map((bound) => (bound as Scalar).value as number) as [number, number];
  const whole = Number.isInteger(a) && Number.isInteger(b) && a >= 0 && a <= b;
  if (items!.open && whole && (items!.unordered || b > items!.items.length)) return derived(items!.open);
  if (!whole || b > items!.items.length) return refuse(items!, call);
  const { open: _, ...rest } = items!;
  return { ...rest, items: items!.items.slice(a, b), at: call.at };
});

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

const matchkeys: Builtin = plainly(3, 3, ([values, keys, wanted], call) => {
  for (const side of [values!, keys!, wanted!]) {
    if (side.kind === 'unknown') return derived(side);
    if (side.kind !== 'list') return refuse(side, call);
    if (side.open) return derived(side.open);
  }
  const [items, names, sought] = [values as ListValue, keys as ListValue, wanted as ListValue];
  if (items.items.length !== names.items.length) return refuse(values!, call);
  const kept: Value[] = [];
  for (const [i, name] of names.items.entries()) {
    const found = member(sought, name);
    if (typeof found !== 'boolean') return found;
    if (found) kept.push(items.items[i]!);
  }
  return list(kept, call.at, { uniform: true });
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

export const collections: Readonly<Record<string, Builtin>> = {
  alltrue: every(false),
  anytrue: every(true),
  chunklist: plainly(2, 2, ([items, size], call) => {
    const count = convert(size!, { kind: 'number' }) as Plain;
    if (items!.kind === 'unknown') return derived(items!);
    if (items!.kind !== 'list') return refuse(items!, call);
    if (count.kind !== 'scalar') return count;
    if (items!.open) return derived(items!.open);
    const by = count.value as number;
    if (!Number.isInteger(by) || by < 0) return refuse(items!, call);
    const chunks: Value[] = [];
    const step = by || Math.max(1, items!.items.length);
    for (let i = 0; i < items!.items.length; i += step)
      chunks.push(list(items!.items.slice(i, i + step), call.at, { uniform: true }));
    return list(chunks, call.at, { uniform: true });
  }),
  coalesce: firstAccepted((value) => value.kind !== 'scalar' || value.value !== '', true),
  coalescelist: firstAccepted(
    (value) =>
      (value.kind === 'list' && (value.items.length > 0 || value.open !== undefined)) ||
      (value.kind === 'map' && value.entries.size > 0),
    false,
  ),
  compact: ofList((items, call) => {
    const texts = items.items.map((item) => convert(item, { kind: 'string' }));
    const failed = texts.find(isFailure);
    if (failed) return failed;
    return combine(texts, call.at, (plain) => {
      let open = items.open;
      const kept: Value[] = [];
      for (const text of plain) {
        if (text.kind === 'unknown' && !known(text)) open ??= derived(text);
        else if (text.kind !== 'scalar' || (text.value !== '' && text.value !== null)) kept.push(text);
      }
      const shifted = items.unordered || (open && open !== items.open);
      return list(kept, call.at, {
        uniform: true,
        ...(open && { open: derived(open), ...(shifted && { unordered: true }) }),
      });
    });
  }),
  concat,
  contains,
  distinct: ofList((items, call) => {
    const type = unify(items.items.map(typeOf));
    const alike = type ? items.items.map((item) => convert(item, type)) : items.items;
    const kept = distinctOnes(alike);
    if (kept.every(isWhollyKnown)) return { ...items, items: kept, at: call.at };
    // What is not known may repeat another.
    const open = items.open ?? unknown('partial', call.at);
    return { ...items, items: kept, at: call.at, open, unordered: true };
  }),
  element,
  flatten,
  index,
  keys: ofMap((value, call) =>
    list(
      sortedEntries(value).map(([name, entry]) => scalar(name, entry.key)),
      call.at,
      { uniform: true, ...(value.open && { open: derived(value.open), unordered: true }) },
    ),
  ),
  length,
  lookup,
  matchkeys,
  merge,
  one,
  reverse: ofList((items, call) => ({
    ...items,
    items: [...items.items].reverse(),
    at: call.at,
    ...reordered(items),
  })),
  slice,
  sort: ofList((items, call) => {
    const texts = items.items.map((item) => convert(item, { kind: 'string' }));
    const failed = texts.find(isFailure);
    if (failed) return failed;
    if (texts.some(isNull)) return failure('null', call.at);
    const sure = texts.every((text) => text.kind === 'scalar') && !items.open;
    const made = list(sure ? sorted(texts as Scalar[]) : texts, call.at, { uniform: true });
    return {
      ...made,
      ...(!sure && { open: items.open ? derived(items.open) : undefined, unordered: true }),
    } as ListValue;
  }),
  transpose,
  values: ofMap((value, call) =>
    list(
      sortedEntries(value).map(([, entry]) => entry.value),
      call.at,
      {
        ...(value.uniform && { uniform: true }),
        ...(value.open && { open: derived(value.open), unordered: true }),
      },
    ),
  ),
  zipmap,
};

function sorted(texts: readonly Scalar[]): Scalar[] {
  return [...texts].sort((a, b) => compareText(String(a.value), String(b.value)));
}
