import type { ListValue, Unknown, Value } from '../../../../core/value';
import { convert, toSet } from '../conversion';
import { equal, identity } from '../equality';
import { add } from '../numbers';
import { ANY, typeOf, unify } from '../types';
import {
  derived,
  failure,
  isNull,
  isWhollyKnown,
  list,
  MAX_ELEMENTS,
  type Plain,
  scalar,
  unknown,
} from '../values';
import { type Builtin, type Call, plainly } from './call';

/** The arguments as sets of one type, or what stands in the way. */
function sets(args: readonly Plain[], call: Call): ListValue[] | Value {
  const lists: ListValue[] = [];
  for (const arg of args) {
    if (isNull(arg)) return failure('null', arg.at);
    if (arg.kind === 'unknown') lists.push(list([], arg.at, { open: derived(arg) }));
    else if (arg.kind === 'list') lists.push(arg);
    else return failure('conversion', arg.at, { type: 'set' });
  }
  const type = unify(lists.flatMap((each) => each.items.map(typeOf)));
  if (!type) return failure('call', call.at, { name: call.name });
  return lists.map((each) => toSet(each, type) as ListValue);
}

/** A function of sets; `keep` says whether a member of the first set stays, given whether the others hold it. */
function ofSets(keep: (others: readonly (boolean | undefined)[]) => boolean | undefined): Builtin {
  return plainly(1, MAX_ELEMENTS, (args, call) => {
    const made = sets(args, call);
    if (!Array.isArray(made)) return made as Value;
    const [first, ...others] = made as ListValue[];
    const holders = others.map(membership);
    const members: Value[] = [];
    let open = first!.open;
    for (const item of first!.items) {
      const stays = keep(holders.map((holds) => holds(item)));
      if (stays) members.push(item);
      else if (stays === undefined)
        open ??= others.find((other) => other.open)?.open ?? unknown('partial', item.at);
    }
    return { ...first!, items: members, at: call.at, ...(open && { open }) };
  });
}

/** Tells whether a set holds a value. */
function membership(set: ListValue): (item: Value) => boolean | undefined {
  const identities = set.items.map(identity);
  const known = new Set(identities);
  const unsure = set.items.filter((_, i) => identities[i] === undefined);
  return (item) => {
    const own = identity(item);
    if (own !== undefined && known.has(own)) return true;
    if (set.open) return undefined;
    const compared = own === undefined ? set.items : unsure;
    return compared.some((other) => equal(other, item) === undefined) ? undefined : false;
  };
}

/** Every combination of one item each, the last list running fastest. */
const setproduct: Builtin = plainly(1, MAX_ELEMENTS, (args, call) => {
  const lists: ListValue[] = [];
  for (const arg of args) {
    if (arg.kind === 'unknown') return derived(arg);
    if (arg.kind !== 'list') return failure('conversion', arg.at, { type: 'set' });
    if (arg.open) return derived(arg.open);
    lists.push(arg);
  }
  if (lists.length < 2) return failure('arguments', call.at, { name: call.name });
  const total = lists.reduce((count, each) => count * each.items.length, 1);
  let rows: Value[][] = [[]];
  let open: Unknown | undefined;
  if (total > MAX_ELEMENTS) open = unknown('limit', call.at, { limit: MAX_ELEMENTS });
  // With a limit the last lists keep all their items as long as they fit, as in the whole product's beginning.
  for (const each of [...lists].reverse()) {
    const next: Value[][] = [];
    for (const item of each.items) {
      for (const row of rows) if (next.length < MAX_ELEMENTS) next.push([item, ...row]);
    }
    rows = next;
  }
  const isSet = lists.every((each) => each.unordered);
  const items = rows.map((row) => list(row, call.at));
  const type = unify(items.map(typeOf));
  return list(type ? items.map((item) => convert(item, type)) : items, call.at, {
    uniform: true,
    ...(isSet && { unordered: true }),
    ...(open && { open }),
  });
});

/** Terraform makes no longer one. */
const LONGEST_RANGE = 1024;

/** @returns one number more than fits where there are more; undefined for a step that leads nowhere */
function range(start: number, limit: number, step: number): number[] | undefined {
  if (step === 0 || (start < limit && step < 0) || (start > limit && step > 0)) return undefined;
  const numbers: number[] = [];
  for (let value = start; step > 0 ? value < limit : value > limit; ) {
    numbers.push(value);
    if (numbers.length > LONGEST_RANGE) break;
    value = add(value, step) ?? limit;
  }
  return numbers;
}

export const sequences: Readonly<Record<string, Builtin>> = {
  range: plainly(1, 3, (args, call) => {
    const bounds = args.map((arg) => convert(arg, { kind: 'number' }) as Plain);
    const stuck = bounds.find((bound) => bound.kind !== 'scalar');
    if (stuck) return stuck;
    if (bounds.some(isNull)) return failure('null', call.at);
    const [a, b, c] = bounds.map((bound) => (bound as { value: unknown }).value as number);
    const [start, limit] = b === undefined ? [0, a!] : [a!, b];
    const numbers = range(start, limit, c ?? (limit >= start ? 1 : -1));
    if (!numbers) return failure('call', call.at, { name: call.name });
    if (numbers.length > LONGEST_RANGE) return failure('limit', call.at, { limit: LONGEST_RANGE });
    return list(
      numbers.map((number) => scalar(number, call.at)),
      call.at,
      { uniform: true },
    );
  }),
  setintersection: ofSets((others) =>
    others.includes(false) ? false : others.includes(undefined) ? undefined : true,
  ),
  setproduct,
  setsubtract: plainly(2, 2, (args, call) =>
    ofSets(([other]) => (other === undefined ? undefined : !other))(args, call),
  ),
  setunion: plainly(1, MAX_ELEMENTS, (args, call) => {
    const made = sets(args, call);
    if (!Array.isArray(made)) return made as Value;
    const all = made as ListValue[];
    const open = all.find((each) => each.open)?.open;
    const items = all.flatMap((each) => each.items);
    return toSet(list(items, call.at, { ...(open && { open }) }), ANY);
  }),
  setsymmetricdifference: plainly(2, MAX_ELEMENTS, (args, call) => {
    const made = sets(args, call);
    if (!Array.isArray(made)) return made as Value;
    const all = made as ListValue[];
    const hidden = all.find((each) => each.open || !isWhollyKnown(each));
    if (hidden) return hidden.open ?? unknown('partial', call.at);
    const without = (a: ListValue, b: ListValue) => {
      const holds = membership(b);
      return a.items.filter((item) => !holds(item));
    };
    let left = all[0]!;
    for (const right of all.slice(1))
      left = { ...left, items: [...without(left, right), ...without(right, left)] };
    return left;
  }),
};
