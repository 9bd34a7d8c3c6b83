import type { Location } from '../../core/source';
import {
  type Choice,
  candidates,
  type ListValue,
  type MapValue,
  type Option,
  type Unknown,
  type Value,
} from '../../core/value';
import { conjunction, possibleMembers } from './expressions';
import { withMembers } from './members';
import { passing } from './passing';
import { unknown } from './unknowns';

/** A value that is not several candidates. */
export type Plain = Exclude<Value, Choice>;

/** What `count` or `for_each` makes of a block. */
export interface Iteration {
  readonly form: 'single' | 'count' | 'each';
  /** Whether there is any instance of the block. */
  readonly exists: 'certainly' | 'perhaps' | 'never';
  /** Whether each instance is an option of `key`; which of them there are may be open. */
  readonly bounded: boolean;
  /** What leaves it open which instances there are. */
  readonly open?: Unknown;
  /** The keys or indexes of all instances, where they are all known. */
  readonly keys?: readonly string[];
  /** Names the choice of an element in `Option.picks`. */
  readonly decision: string;
  /** The candidates of `count` or `for_each`, each with the instances that it makes. */
  readonly alternatives: readonly Alternative[];
  /** `each.key`, or `count.index`: a choice of the elements. */
  readonly key?: Value;
  /** `each.value` */
  readonly value?: Value;
}

export interface Alternative {
  readonly option: Omit<Option, 'value'>;
  /** Whether it makes any instance; undefined where that is not known. */
  readonly makes: boolean | undefined;
  /** Whether it makes an instance of this index or key; undefined where that is not known. */
  has(key: string): boolean | undefined;
}

/** A block without `count` and `for_each`. */
export const SINGLE: Iteration = {
  form: 'single',
  exists: 'certainly',
  decision: '',
  alternatives: [],
  bounded: true,
};

/** More instances than this are not told apart by their index. */
const MAX_COUNT = 1024;

/** @param at The argument `count`. */
export function countOf(value: Value, decision: string, at: Location): Iteration {
  const numbers = candidates(value);
  const counts = numbers.map((option) => numberOf(option.value));
  const alternatives = numbers.map(({ value: _, ...option }, i): Alternative => {
    const count = counts[i];
    if (count === undefined) return { option, makes: undefined, has: () => undefined };
    return { option, makes: count > 0, has: (key) => Number(key) < count };
  });
  const exists = counts.every((count) => count === 0)
    ? 'never'
    : counts.every((count) => count !== undefined && count > 0)
      ? 'certainly'
      : 'perhaps';
  const most = counts.includes(undefined) ? undefined : Math.max(0, ...(counts as number[]));
  const bounded = most !== undefined && most <= MAX_COUNT;
  const open = numbers.map((option) => option.value).find((number) => number.kind === 'unknown');
  const base = { form: 'count', exists, decision, alternatives, bounded, ...(open && { open }) } as const;
  if (!bounded) return { ...base, key: unknown('count', at) };
  const options: Option[] = Array.from({ length: most }, (_, i) => ({
    value: { kind: 'scalar', value: i, at, trace: { step: 'iteration', name: 'count.index', at } },
    certain: counts.every((count) => count! > i),
    picks: new Map([[decision, String(i)]]),
  }));
  const keys = new Set(counts).size === 1 && options.map((_, i) => String(i));
  return { ...base, key: choice(options, at), ...(keys && { keys }) };
}

function numberOf(value: Plain): number | undefined {
  if (value.kind !== 'scalar') return undefined;
  const number = value.value === null || value.value === '' ? Number.NaN : Number(value.value);
  return Number.isInteger(number) && number >= 0 ? number : undefined;
}

/** @param at The argument `for_each`. */
export function eachOf(value: Value, decision: string, at: Location): Iteration {
  const sets = elementSets(value, at);
  // Where there is no element there is no instance: what holds for the others holds wherever a value is asked for.
  const present = sets.filter((set) => set.elements.length > 0 || set.open);
  const found = occurrences(present);
  const keys: Option[] = [];
  const values: Option[] = [];
  for (const { element, option } of found) {
    const when = conjunction(option?.when, element.option?.when);
    const base = {
      certain: !option && !element.option,
      ...(when !== undefined && { when }),
      picks: new Map([
        ...(option?.picks ?? []),
        ...(element.option?.picks ?? []),
        [decision, element.name] as const,
      ]),
    };
    keys.push(...within(element.key, base, 'each.key', at));
    values.push(...within(element.value, base, 'each.value', at));
  }
  for (const { open } of present) {
    if (!open) continue;
    keys.push(...within(open, { certain: false }, 'each.key', at));
    values.push(...within(open, { certain: false }, 'each.value', at));
  }
  const open = sets.map((set) => set.open ?? set.doubt).find((cause) => cause !== undefined);
  const known =
    sets.length === 1 && !sets[0]!.open && found.every(({ element }) => element.named && !element.option);
  return {
    form: 'each',
    exists: existence(sets),
    decision,
    alternatives: sets.map(alternativeOf),
    bounded: sets.every((set) => !set.open),
    ...(open && { open }),
    key: keys.length === 1 ? keys[0]!.value : choice(keys, at),
    value: values.length === 1 ? values[0]!.value : choice(values, at),
    ...(known && { keys: found.map(({ element }) => element.name) }),
  };
}

function alternativeOf({ option: { value: _, ...option }, elements, open }: ElementSet): Alternative {
  let names: Map<string, boolean> | undefined;
  const sure = !open && elements.every((element) => element.named);
  const certainly = elements.some((element) => !element.option);
  return {
    option,
    makes: certainly || (elements.length === 0 && !open ? false : undefined),
    has(key) {
      names ??= new Map(elements.map((element) => [element.name, !element.option]));
      const certain = names.get(key);
      return certain || (certain === undefined && sure ? false : undefined);
    },
  };
}

/** An element, and the candidate of the collection that it depends on; none where it is in all of them. */
interface Occurrence {
  readonly element: Element;
  readonly option?: Option;
}

function occurrences(sets: readonly ElementSet[]): Occurrence[] {
  const groups = new Map<string, Occurrence[]>();
  for (const { elements, option } of sets) {
    for (const element of elements) {
      const name = `${element.name} ${element.value.at.path} ${element.value.at.range.start}`;
      const group = groups.get(name);
      if (group) group.push({ element, option });
      else groups.set(name, [{ element, option }]);
    }
  }
  return [...groups.values()].flatMap((group) =>
    group.length === sets.length ? [{ element: group[0]!.element }] : group,
  );
}

/** An element's own candidates, each under what leads to the element. */
function within(value: Value, base: Omit<Option, 'value'>, name: string, at: Location): Option[] {
  return candidates(value).map((option) => {
    const when = conjunction(base.when, option.when);
    return {
      ...base,
      value: passing(option.value, { step: 'iteration', name, at }) as Plain,
      certain: base.certain && option.certain,
      ...(when !== undefined && { when }),
      ...(option.picks && { picks: new Map([...option.picks, ...(base.picks ?? [])]) }),
    };
  });
}

/** The elements of one candidate of an iterated collection. */
export interface ElementSet {
  readonly option: Option;
  readonly elements: readonly Element[];
  /** Why there may be further elements. */
  readonly open?: Unknown;
  /** Why it is not known of all elements whether they are there, or under which key. */
  readonly doubt?: Unknown;
}

export interface Element {
  /** The element's key as text; its position where the key is not known. */
  readonly name: string;
  /** Whether the name is the key. */
  readonly named: boolean;
  readonly key: Value;
  readonly value: Value;
  /** When it is there, where it may not be. */
  readonly option?: Omit<Option, 'value'>;
}

/** What `for_each` walks, by candidates of the collection: a map's entries, a set's or list's items. */
export function elementSets(value: Value, at: Location): ElementSet[] {
  return candidates(value).map((option) => {
    const plain = option.value;
    switch (plain.kind) {
      case 'map':
        return withOthers(plain, {
          option,
          elements: [...plain.entries].map(([name, entry]) => ({
            name,
            named: true,
            key: { kind: 'scalar', value: name, at: entry.key, ...(plain.trace && { trace: plain.trace }) },
            value: entry.value,
          })),
        });
      case 'list':
        return withOthers(plain, {
          option,
          elements: plain.items.map((item, i) => listElement(item, i, plain.unordered ?? false)),
        });
      case 'unknown':
        return { option, elements: [], open: plain };
      default:
        return { option, elements: [], open: unknown('for-each', at) };
    }
  });
}

/** The members that an open collection may hold besides its own, or why there may be any. */
function withOthers(collection: ListValue | MapValue, set: ElementSet): ElementSet {
  const possible = possibleMembers(collection);
  if (!possible) return { ...set, open: collection.open! };
  const others = possible.map((one, i): Element => {
    const key = one.key ?? one.value;
    const named = key.kind === 'scalar';
    const { certain } = one.option;
    return {
      name: named ? String(key.value) : `?${i}`,
      named,
      key,
      get value() {
        return one.value;
      },
      ...(!certain && { option: one.option }),
    };
  });
  return {
    ...set,
    elements: [...set.elements, ...others],
    ...(collection.open && { doubt: collection.open }),
  };
}

/** A set's item is its own key, another list's key is its position. */
function listElement(item: Value, i: number, unordered: boolean): Element {
  if (!unordered)
    return { name: String(i), named: true, key: { kind: 'scalar', value: i, at: item.at }, value: item };
  const named = item.kind === 'scalar';
  return { name: named ? String(item.value) : `#${i}`, named, key: item, value: item };
}

export function existence(sets: readonly ElementSet[]): Iteration['exists'] {
  if (sets.every((set) => set.elements.length === 0 && !set.open)) return 'never';
  const sure = (set: ElementSet) => set.elements.some((element) => !element.option);
  return sets.every(sure) ? 'certainly' : 'perhaps';
}

/** One value of these options. */
export function choice(options: readonly Option[], at: Location): Value {
  if (options.length === 0) return unknown('no-element', at);
  if (options.length === 1 && options[0]!.certain) return options[0]!.value;
  return { kind: 'choice', at, options };
}

/** What a value comes to for one element: the candidates that belong to others are left out. */
export function narrow(value: Value, decision: string, element: string): Value {
  switch (value.kind) {
    case 'choice': {
      const options = value.options
        .filter((option) => (option.picks?.get(decision) ?? element) === element)
        .map((option): Option => ({ ...option, value: narrow(option.value, decision, element) as Plain }));
      return options.length === 0 ? value : choice(options, value.at);
    }
    case 'list':
    case 'map':
      return withMembers(value, (member) => narrow(member, decision, element));
    default:
      return value;
  }
}
