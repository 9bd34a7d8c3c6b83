import type { Message } from './message';
import type { Location } from './source';

/**
 * What an expression in the code comes to, as far as the code alone can tell, and where that was decided.
 * Values are immutable; every one knows its deciding text (`at`) and the way there (`trace`).
 */
export type Value = Scalar | ListValue | MapValue | Unknown | Choice;

interface Decided {
  /** The deciding text: the literal (quotes not included), or the whole call or template that composes it. */
  readonly at: Location;
  /** The way from the use to the deciding text; absent where the use itself is the deciding text. */
  readonly trace?: Hop;
  /** Must never be printed: shown as "(sensitive)". */
  readonly sensitive?: boolean;
}

/** One step of a trace; the first is nearest to the use, `next` leads on to the deciding text. */
export interface Hop {
  /** What kind of step it is. */
  readonly step: Step;
  /** What is passed through, as the code names it: `var.region`, `local.tags`, `module.db`, `provider.aws`. */
  readonly name: string;
  /** Where that is declared or set: the local's name, the argument's name, the variable's block. */
  readonly at: Location;
  /** For a step through another resource's attribute: that resource's id. */
  readonly resource?: string;
  /** For a step that chose among candidates: the condition that chooses, as the code writes it. */
  readonly when?: string;
  readonly next?: Hop;
}

export type Step =
  | 'attribute'
  | 'provider'
  | 'variable'
  | 'variable-file'
  | 'local'
  | 'module-input'
  | 'module-output'
  | 'resource'
  | 'data'
  | 'function'
  | 'candidate'
  | 'iteration'
  | 'parameter'
  | 'mapping'
  | 'anchor'
  | 'values'
  | 'namespace'
  | 'default';

/** A string, number, boolean or null. */
export interface Scalar extends Decided {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** Known parts of a composed string, when `at` covers a whole template or call: each decides its own stretch. */
  readonly parts?: readonly Value[];
}

/** A list, set or tuple; also the blocks of one type in a body. */
export interface ListValue extends Decided {
  readonly kind: 'list';
  readonly items: readonly Value[];
  /** Set when there may be further items: why they are not known. */
  readonly open?: Unknown;
  /** Set when the order and number of items is certain to be irrelevant (sets) - indexes are then unknown. */
  readonly unordered?: boolean;
  /** Set when all items are of one type and were converted to it: a list or set, not a tuple. */
  readonly uniform?: boolean;
}

/** A map, object, block body or YAML/JSON mapping. */
export interface MapValue extends Decided {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, MapEntry>;
  /** Set when there may be further keys: why they are not known. */
  readonly open?: Unknown;
  /** For a block or mapping that stands in the code: its header (see the contract's word) and whole extent. */
  readonly header?: Location;
  readonly extent?: Location;
  /** Set when all values are of one type and were converted to it: a map, not an object. */
  readonly uniform?: boolean;
  /** Set where names are compared without case. */
  readonly ignoreCase?: boolean;
}

export interface MapEntry {
  /** The key's own text. */
  readonly key: Location;
  readonly value: Value;
  /** The whole text of the value as it stands at this key, which may differ from the value's deciding text. */
  readonly expression?: Location;
}

/** What the code alone cannot tell. Never a finding. */
export interface Unknown extends Decided {
  readonly kind: 'unknown';
  readonly reason: Message;
  /** What would settle it. */
  readonly settle?: Message;
  /** What is known all the same of a string: text it certainly begins or ends with. */
  readonly prefix?: string;
  readonly suffix?: string;
}

/** Several candidates, each judged by itself. Options are never Choices themselves. */
export interface Choice extends Decided {
  readonly kind: 'choice';
  readonly options: readonly Option[];
}

export interface Option {
  readonly value: Exclude<Value, Choice>;
  /** Whether every run reaches this option: true for the elements of an iterated collection, false for an arm. */
  readonly certain: boolean;
  /** The condition that chooses it, as the code writes it. */
  readonly when?: string;
  /**
   * The decisions that lead here, each with the alternative taken (`var.prod` -> `true`; `run` -> `prod.tfvars`).
   * Options that take different alternatives of one decision never occur in the same run.
   */
  readonly picks?: ReadonlyMap<string, string>;
}

/** The same value, reached through one more step: the new hop goes in front of the trace. */
export function through<V extends Value>(value: V, hop: Omit<Hop, 'next'>): V {
  if (value.kind === 'choice') {
    const options = value.options.map((option) => ({ ...option, value: through(option.value, hop) }));
    return { ...value, options };
  }
  return { ...value, trace: { ...hop, ...(value.trace && { next: value.trace }) } };
}

/** The hops of a trace, nearest to the use first. */
export function hops(trace: Hop | undefined): Hop[] {
  const list: Hop[] = [];
  for (let hop = trace; hop; hop = hop.next) list.push(hop);
  return list;
}

/** The id of the resource a value was read from, when it passes through one: a reference. The nearest to the use. */
export function referredResource(value: Value): string | undefined {
  return hops(value.trace).find((hop) => hop.resource !== undefined)?.resource;
}

/** A value's candidates: itself, or the options of a choice; with their certainty. */
export function candidates(value: Value): readonly Option[] {
  return value.kind === 'choice' ? value.options : [{ value, certain: true }];
}

/** A map's entry of that name. */
export function entryOf(map: MapValue, name: string): MapEntry | undefined {
  const exact = map.entries.get(name);
  if (exact || !map.ignoreCase) return exact;
  const wanted = name.toLowerCase();
  for (const [other, entry] of map.entries) if (other.toLowerCase() === wanted) return entry;
  return undefined;
}

/**
 * Every value at a dotted path below a map, through lists (all their items), blocks and choices.
 * An unknown on the way is returned itself; what is absent gives nothing. `absent: true` is not said for an open map:
 * its unknown is returned instead.
 */
export function valuesAt(value: Value, path: string): Option[] {
  let found: Option[] = candidates(value).slice();
  for (const name of path === '' ? [] : path.split('.')) {
    found = found.flatMap((option) => step(option, name));
  }
  return found.flatMap(items);
}

function step(option: Option, name: string): Option[] {
  const { value, certain } = option;
  switch (value.kind) {
    case 'unknown':
      return [option];
    case 'map': {
      const entry = entryOf(value, name);
      if (entry)
        return candidates(entry.value).map((inner) => ({ ...inner, certain: certain && inner.certain }));
      return value.open ? [{ value: value.open, certain: false }] : [];
    }
    case 'list': {
      const rest: Option[] = value.open ? [{ value: value.open, certain: false }] : [];
      return value.items
        .flatMap((item) => candidates(item))
        .flatMap((inner) => step({ ...inner, certain: certain && inner.certain }, name))
        .concat(rest);
    }
    default:
      return [];
  }
}

function items(option: Option): Option[] {
  if (option.value.kind !== 'list') return [option];
  const rest: Option[] = option.value.open ? [{ value: option.value.open, certain: false }] : [];
  return option.value.items
    .flatMap((item) => candidates(item))
    .flatMap((inner) => items({ ...inner, certain: option.certain && inner.certain }))
    .concat(rest);
}
