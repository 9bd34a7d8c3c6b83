import type { ListValue, Option, Scalar, Unknown, Value } from '../../../../core/value';
import { access } from '../access';
import { choose, combine, under } from '../choices';
import { absence } from '../conditions';
import { convert } from '../conversion';
import { equal } from '../equality';
import { ANY, typeOf, unify } from '../types';
import {
  derived,
  failure,
  hasFailure,
  isFailure,
  isNull,
  isWhollyKnown,
  list,
  type Plain,
  scalar,
  unknown,
  withSensitivity,
} from '../values';
import { type Builtin, plainly } from './call';
import { known, member, ofList, refuse } from './parameters';
import { graphemes } from './strings';

/**
 * The first of these that `accept` takes; an unknown one may be it, so it is the answer.
 * @param suits whether arguments may be handed over at all, wherever the answer is found
 */
function firstAccepted(
  accept: (value: Plain) => boolean,
  suits: (args: readonly Value[]) => boolean,
): Builtin {
  return (args, call) => {
    if (args.length === 0) return failure('arguments', call.at, { name: call.name });
    if (!suits(args)) return failure('call', call.at, { name: call.name });
    const type = unify(args.map(typeOf));
    const from = (i: number): Value => {
      const arg = args[i];
      if (!arg) return failure('call', call.at, { name: call.name });
      return combine([arg], call.at, ([plain]) => {
        if (plain!.kind === 'unknown') return known(plain!) ? plain! : derived(plain!);
        if (isNull(plain!) || !accept(plain!)) return from(i + 1);
        const converted = type ? convert(plain!, type) : plain!;
        return hasFailure(converted) ? plain! : converted;
      });
    };
    return from(0);
  };
}

/** Whether one type suits all of these; null and what is not known hide what they are. */
function areAlike(values: readonly Value[]): boolean {
  return (
    !values.every((value) => isWhollyKnown(value) && !isNull(value)) ||
    unify(values.map(typeOf)) !== undefined
  );
}

/** Whether this may be a list or tuple: no set. */
function mayBeOrdered(value: Value): boolean {
  if (value.kind === 'list') return !value.unordered || value.open !== undefined;
  return value.kind === 'unknown' || value.kind === 'choice';
}

const lookup: Builtin = plainly(2, 3, ([collection, key, otherwise], call) => {
  if (collection!.kind === 'unknown') return derived(collection!);
  if (collection!.kind !== 'map') return refuse(collection!, call);
  const name = convert(key!, { kind: 'string' }) as Plain;
  if (isFailure(name)) return name;
  if (isNull(name)) return failure('null', key!.at);
  if (name.kind === 'unknown') {
    const [table, quoted] = [call.keyText(0), call.keyText(1)];
    const options: Option[] = [];
    if (collection!.entries.size > 0 || collection!.open)
      options.push(...under(access(collection!, { index: name }, call.at, quoted), { certain: false }));
    if (otherwise) {
      const when = table && quoted && absence(quoted.text, table.text);
      options.push(...under(otherwise, { certain: false, ...(when !== undefined && { when }) }));
    }
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

const matchkeys: Builtin = plainly(3, 3, ([values, keys, wanted], call) => {
  for (const side of [values!, keys!, wanted!]) {
    if (side.kind === 'unknown') return derived(side);
    if (side.kind !== 'list') return refuse(side, call);
    if (side.open) return derived(side.open);
  }
  const [items, names, sought] = [values as ListValue, keys as ListValue, wanted as ListValue];
  const all = [...names.items, ...sought.items];
  if (items.items.length !== names.items.length || !areAlike(all)) return refuse(values!, call);
  const type = unify(all.map(typeOf)) ?? ANY;
  const alike = { ...sought, items: sought.items.map((item) => convert(item, type)) };
  const kept: Value[] = [];
  for (const [i, name] of names.items.entries()) {
    const found = member(alike, convert(name, type));
    if (typeof found !== 'boolean') return found;
    if (found) kept.push(items.items[i]!);
  }
  return list(kept, call.at, { uniform: true });
});

/** Functions that pick from collections, or ask what is in them. */
export const picking: Readonly<Record<string, Builtin>> = {
  alltrue: every(false),
  anytrue: every(true),
  coalesce: firstAccepted((value) => value.kind !== 'scalar' || value.value !== '', areAlike),
  coalescelist: firstAccepted(
    (value) => value.kind === 'list' && (value.items.length > 0 || value.open !== undefined),
    (args) => args.every(mayBeOrdered),
  ),
  contains,
  element,
  index,
  length,
  lookup,
  matchkeys,
  one,
  slice,
};
