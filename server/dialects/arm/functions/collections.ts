import type { Location } from '../../../core/source';
import {
  entryOf,
  type ListValue,
  type MapEntry,
  type MapValue,
  type Option,
  type Scalar,
  type Value,
} from '../../../core/value';
import { choose, under } from '../../values/choices';
import { type Plain, scalar, textOf } from '../../values/values';
import { element, property } from './access';
import { type ArmFunction, type Call, malformed, plainly, untold } from './call';
import { compared } from './equality';
import { isNull } from './logic';

/** Beyond this many elements a list that a function makes is cut, and says so by being open. */
const MAX_ELEMENTS = 4096;

export function list(items: readonly Value[], at: Location, open?: ListValue['open']): ListValue {
  return { kind: 'list', items, at, ...(open && { open }) };
}

export function object(
  entries: ReadonlyMap<string, MapEntry>,
  at: Location,
  open?: MapValue['open'],
): MapValue {
  return { kind: 'map', entries, at, ignoreCase: true, ...(open && { open }) };
}

/** How many there are; nothing where that is not known. */
function sizeOf(value: Plain): number | undefined {
  if (value.kind === 'list') return value.open ? undefined : value.items.length;
  if (value.kind === 'map') return value.open ? undefined : value.entries.size;
  return value.kind === 'scalar' ? String(value.value ?? '').length : undefined;
}

const length: ArmFunction = plainly(
  ([one], call) => {
    const size = sizeOf(one!);
    return size === undefined ? untold(call, [one!]) : scalar(size, call.at);
  },
  1,
  1,
);

/** Whether something says nothing; that a part of it is known is enough to know that it does not. */
const empty: ArmFunction = plainly(
  ([one], call) => {
    const size = sizeOf(one!);
    if (size !== undefined) return scalar(size === 0, call.at);
    const some =
      one!.kind === 'unknown'
        ? Boolean(one!.prefix || one!.suffix)
        : one!.kind === 'list'
          ? one!.items.length > 0
          : one!.kind === 'map' && one!.entries.size > 0;
    return some ? scalar(false, call.at) : untold(call, [one!]);
  },
  1,
  1,
);

/** A member of a list, a property of an object (without case), a part of a text. */
const contains: ArmFunction = plainly(
  (args, call) => {
    const [all, one] = args;
    switch (all!.kind) {
      case 'list': {
        const answers = all!.items.map((item) => compared(item, one!));
        if (answers.includes(true)) return scalar(true, call.at);
        return all!.open || answers.includes(undefined) ? untold(call, args) : scalar(false, call.at);
      }
      case 'map': {
        const name = textOf(one!);
        if (name === undefined) return untold(call, args);
        if (entryOf({ ...all!, ignoreCase: true }, name)) return scalar(true, call.at);
        return all!.open ? untold(call, args) : scalar(false, call.at);
      }
      case 'scalar': {
        const part = textOf(one!);
        return part === undefined
          ? untold(call, args)
          : scalar(String(all!.value ?? '').includes(part), call.at);
      }
      default:
        return untold(call, args);
    }
  },
  2,
  2,
);

/** From one end of a list or text. */
function end(which: 'first' | 'last'): ArmFunction {
  return plainly(
    ([all], call) => {
      if (all!.kind === 'scalar') {
        const text = String(all!.value ?? '');
        const { parts: _, ...rest } = all as Scalar;
        return { ...rest, value: which === 'first' ? text.slice(0, 1) : text.slice(-1) };
      }
      if (all!.kind !== 'list') return untold(call, [all!]);
      // What may come behind is the last, if it is there.
      if (which === 'last' && all!.open) return untold(call, [all!]);
      const item = which === 'first' ? all!.items[0] : all!.items.at(-1);
      return item ?? all!.open ?? scalar(null, call.at);
    },
    1,
    1,
  );
}

function portion(which: 'skip' | 'take'): ArmFunction {
  const part = <T>(all: readonly T[], count: number): readonly T[] =>
    which === 'skip' ? all.slice(Math.max(0, count)) : all.slice(0, Math.max(0, count));
  return plainly(
    (args, call) => {
      const [all, number] = args;
      const count = Number(textOf(number!));
      if (Number.isNaN(count)) return untold(call, args);
      if (all!.kind === 'scalar') {
        const { parts: _, ...rest } = all as Scalar;
        return { ...rest, value: part([...String(all!.value ?? '')], count).join('') };
      }
      if (all!.kind !== 'list') return untold(call, args);
      const cut = which === 'take' && all!.items.length >= count;
      return list(part(all!.items, count), all!.at, cut ? undefined : all!.open);
    },
    2,
    2,
  );
}

function position(which: 'indexOf' | 'lastIndexOf'): ArmFunction {
  return plainly(
    (args, call) => {
      const [all, one] = args;
      if (all!.kind === 'list') {
        const answers = all!.items.map((item) => compared(item, one!));
        if (all!.open || answers.includes(undefined)) return untold(call, args);
        return scalar(answers[which](true), call.at);
      }
      const [text, part] = [textOf(all!), textOf(one!)];
      if (text === undefined || part === undefined) return untold(call, args);
      return scalar(text.toLowerCase()[which](part.toLowerCase()), call.at);
    },
    2,
    2,
  );
}

/** The members of all: of lists each once, of objects the last of each name, objects in them likewise. */
const union: ArmFunction = plainly((args, call) => {
  const told = args.filter((one) => !isNull(one));
  if (told.some((one) => one.kind === 'list')) return unionOfLists(told, call);
  return told.reduce<Value>((a, b) => merged(a, b, call, true), object(new Map(), call.at));
});

function unionOfLists(args: readonly Plain[], call: Call): Value {
  const items: Value[] = [];
  let open: ListValue['open'];
  for (const one of args) {
    if (one.kind === 'unknown') open ??= one;
    else if (one.kind !== 'list') return malformed(call);
    else {
      open ??= one.open;
      for (const item of one.items) if (!items.some((other) => compared(other, item))) items.push(item);
    }
  }
  return list(items, call.at, open);
}

/** One object over another; what may be in it that is not known may take the place of what is. */
function merged(under: Value, over: Value, call: Call, deep: boolean): Value {
  if (under.kind === 'unknown') return merged(object(new Map(), call.at, under), over, call, deep);
  if (over.kind === 'unknown') return merged(under, object(new Map(), call.at, over), call, deep);
  if (under.kind !== 'map' || over.kind !== 'map') return malformed(call);
  const entries = new Map<string, MapEntry>();
  for (const [name, entry] of under.entries) {
    if (entryOf({ ...over, ignoreCase: true }, name)) continue;
    const { open } = over;
    entries.set(name, open ? { ...entry, value: either(entry.value, open, call) } : entry);
  }
  for (const [name, entry] of over.entries) {
    const below = deep ? entryOf({ ...under, ignoreCase: true }, name)?.value : undefined;
    const both = below?.kind === 'map' && entry.value.kind === 'map';
    entries.set(name, both ? { ...entry, value: merged(below, entry.value, call, true) } : entry);
  }
  return object(entries, call.at, under.open ?? over.open);
}

function either(value: Value, other: Plain, { at }: Call): Value {
  const options: Option[] = [...under(value, { certain: false }), { value: other, certain: false }];
  return choose(options, at);
}

const shallowMerge: ArmFunction = plainly(
  ([all], call) => {
    if (all!.kind !== 'list') return untold(call, [all!]);
    const parts: Value[] = all!.open ? [...all!.items, all!.open] : [...all!.items];
    return plainly((objects) =>
      objects
        .filter((one) => !isNull(one))
        .reduce<Value>((a, b) => merged(a, b, call, false), object(new Map(), call.at)),
    )(parts.length > 0 ? parts : [object(new Map(), call.at)], call);
  },
  1,
  1,
);

/** What is in all of them. */
const intersection: ArmFunction = plainly((args, call) => {
  if (args.some((one) => one.kind !== 'list' && one.kind !== 'map')) return untold(call, args);
  const [first, ...rest] = args;
  const open = args.find((one) => (one.kind === 'list' || one.kind === 'map') && one.open);
  if (open) return untold(call, args);
  if (first!.kind === 'list') {
    const inAll = (item: Value) =>
      rest.every((one) => one.kind === 'list' && one.items.some((other) => compared(item, other)));
    return list(first!.items.filter(inAll), call.at);
  }
  const entries = [...(first as MapValue).entries].filter(([name, { value }]) =>
    rest.every((one) => {
      const other = one.kind === 'map' ? one.entries.get(name) : undefined;
      return other !== undefined && compared(value, other.value) === true;
    }),
  );
  return object(new Map(entries), call.at);
});

const createArray: ArmFunction = (args, call) =>
  list(
    args.filter((one): one is Value => one.kind !== 'lambda'),
    call.at,
  );

/** A list stays one, anything else becomes the only member of one. */
const array: ArmFunction = plainly(
  ([one], call) => (one!.kind === 'list' || one!.kind === 'unknown' ? one! : list([one!], call.at)),
  1,
  1,
);

/** Names and values in turns. */
const createObject: ArmFunction = (args, call) => {
  const entries = new Map<string, MapEntry>();
  let open: MapValue['open'];
  for (let i = 0; i + 1 < args.length; i += 2) {
    const [name, value] = [args[i]!, args[i + 1]!];
    if (name.kind === 'lambda' || value.kind === 'lambda') return malformed(call);
    const key = textOf(name);
    if (key === undefined) open ??= untold(call, [name]);
    else entries.set(key, { key: name.at, value });
  }
  return object(entries, call.at, open);
};

const range: ArmFunction = plainly(
  ([start, count], call) => {
    const [from, many] = [Number(textOf(start!)), Number(textOf(count!))];
    if (Number.isNaN(from) || Number.isNaN(many)) return untold(call, [start!, count!]);
    const items = Array.from({ length: Math.max(0, Math.min(many, MAX_ELEMENTS)) }, (_, i) =>
      scalar(from + i, call.at),
    );
    return list(items, call.at, many > MAX_ELEMENTS ? malformed(call) : undefined);
  },
  2,
  2,
);

const flatten: ArmFunction = plainly(
  ([all], call) => {
    if (all!.kind !== 'list') return untold(call, [all!]);
    const items: Value[] = [];
    let open = all!.open;
    for (const one of all!.items) {
      if (one.kind === 'list') {
        items.push(...one.items);
        open ??= one.open;
      } else open ??= untold(call, [one]);
    }
    return list(items, call.at, open);
  },
  1,
  1,
);

const objectKeys: ArmFunction = plainly(
  ([one], call) => {
    if (one!.kind !== 'map') return untold(call, [one!]);
    const names = [...one!.entries].map(([name, { key }]) => scalar(name, key));
    return list(names, call.at, one!.open);
  },
  1,
  1,
);

/** An object as a list of `{ key, value }`, by their keys. */
const items: ArmFunction = plainly(
  ([one], call) => {
    if (one!.kind !== 'map') return untold(call, [one!]);
    const sorted = [...one!.entries].sort(([a], [b]) => (a < b ? -1 : 1));
    const pairs = sorted.map(([name, { key, value }]) =>
      object(
        new Map([
          ['key', { key, value: scalar(name, key) }],
          ['value', { key, value }],
        ]),
        key,
      ),
    );
    return list(pairs, call.at, one!.open);
  },
  1,
  1,
);

/** A member by the names and numbers that lead to it; null where there is none. */
const tryGet: ArmFunction = (args, call) => {
  const values = args.filter((one): one is Value => one.kind !== 'lambda');
  const [all, ...path] = values;
  if (!all) return malformed(call);
  return path.reduce<Value>((value, step) => {
    if (isNull(value)) return value;
    const name = step.kind === 'scalar' && typeof step.value === 'string' ? step.value : undefined;
    return name === undefined
      ? element(value, step, call.at, call.name, true)
      : property(value, name, call.at, true);
  }, all);
};

export const collections: Readonly<Record<string, ArmFunction>> = {
  length,
  empty,
  contains,
  first: end('first'),
  last: end('last'),
  skip: portion('skip'),
  take: portion('take'),
  indexOf: position('indexOf'),
  lastIndexOf: position('lastIndexOf'),
  union,
  shallowMerge,
  intersection,
  array,
  createArray,
  createObject,
  range,
  flatten,
  objectKeys,
  items,
  tryGet,
};
