import type { Message } from '../../../core/message';
import type { Location } from '../../../core/source';
import type { Choice, ListValue, MapEntry, MapValue, Scalar, Unknown, Value } from '../../../core/value';

/** A value that is not several candidates. */
export type Plain = Exclude<Value, Choice>;

/** What Terraform itself would refuse to evaluate: unknown to the engine, passed over by `try`. */
export interface Failure extends Unknown {
  readonly failed: true;
}

/** An unknown text whose pieces are known in part: what `structureOf` reads it by. */
export interface Composed extends Unknown {
  readonly parts: readonly Value[];
}

/** An unknown text of which it is known that it is none of these. */
export interface Other extends Unknown {
  readonly unlike: ReadonlySet<string>;
}

/** A value that an unknown index picked: whether there is such an element is not known either, which `try` asks. */
export interface Doubtful {
  readonly doubtful?: true;
}

type Atom = string | number | boolean | null;

/** Beyond this many elements a list that an expression makes is cut, and says so by being open. */
export const MAX_ELEMENTS = 4096;
/** Beyond this many characters a text that an expression makes is unknown. */
export const MAX_TEXT = 1_000_000;

export function scalar(value: Atom, at: Location, parts?: readonly Value[]): Scalar {
  return { kind: 'scalar', value, at, ...(parts?.length && { parts }) };
}

export function list(items: readonly Value[], at: Location, more?: Partial<ListValue>): ListValue {
  return { kind: 'list', items, at, ...more };
}

export function map(
  entries: ReadonlyMap<string, MapEntry>,
  at: Location,
  more?: Partial<MapValue>,
): MapValue {
  return { kind: 'map', entries, at, ...more };
}

/** @param key Which message under `expression.` gives the reason; `expression.<key>.settle` says what would settle it. */
export function unknown(key: string, at: Location, args?: Message['args']): Unknown {
  const given = args && { args };
  return {
    kind: 'unknown',
    at,
    reason: { key: `expression.${key}`, ...given },
    settle: { key: `expression.${key}.settle`, ...given },
  };
}

/** @param key Which message under `expression.` says what is wrong; what would settle it is the same for most. */
export function failure(key: string, at: Location, args?: Message['args']): Failure {
  const settled =
    key === 'file-missing' ? unknown(key, at, args).settle! : { key: 'expression.refused.settle' };
  return { ...unknown(key, at, args), settle: settled, failed: true };
}

export function isFailure(value: Value): value is Failure {
  return value.kind === 'unknown' && 'failed' in value;
}

/** Whether evaluating this, with all that it holds, failed somewhere. */
export function hasFailure(value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
      return isFailure(value);
    case 'list':
      return value.items.some(hasFailure);
    case 'map':
      return [...value.entries.values()].some((entry) => hasFailure(entry.value));
    default:
      return false;
  }
}

export function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.value === null;
}

/** The same unknown without what was known of its text: for what is derived from it. */
export function derived(value: Unknown): Unknown {
  const { prefix, suffix, parts, unlike, ...rest } = value as Unknown & Partial<Composed & Other>;
  return prefix === undefined && suffix === undefined && !parts && !unlike ? value : rest;
}

/** Whether an unknown value may turn out to be this text: not, where its known ends are others. */
export function mayBeText(value: Unknown & Partial<Other>, text: string): boolean {
  const { prefix = '', suffix = '', unlike } = value;
  return text.startsWith(prefix) && text.endsWith(suffix) && !unlike?.has(text);
}

/** The unknown as the reason of another one: what is unknown because of it is not what it refers to. */
export function untraced(value: Unknown): Unknown {
  const { trace: _, ...rest } = derived(value);
  return rest;
}

/** The same value, flagged as never to be printed if `flag` says so. */
export function withSensitivity<V extends Value>(value: V, flag: boolean | undefined): V {
  return flag && !value.sensitive ? { ...value, sensitive: true } : value;
}

/** The order of strings in Terraform: by code point, as UTF-8 bytes compare. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    let x = a.charCodeAt(i);
    let y = b.charCodeAt(i);
    if (x === y) continue;
    // Surrogates stand for code points above all the others.
    if (x >= 0xd800) x = x >= 0xe000 ? x - 0x800 : x + 0x2000;
    if (y >= 0xd800) y = y >= 0xe000 ? y - 0x800 : y + 0x2000;
    return x - y;
  }
  return a.length - b.length;
}

/** A map's entries as Terraform walks them: by key. */
export function sortedEntries(value: MapValue): [string, MapEntry][] {
  return [...value.entries].sort((a, b) => compareText(a[0], b[0]));
}

/** Whether every leaf is known and there is but one candidate of each. */
export function isWhollyKnown(value: Value): boolean {
  switch (value.kind) {
    case 'scalar':
      return true;
    case 'list':
      return !value.open && value.items.every(isWhollyKnown);
    case 'map':
      return !value.open && [...value.entries.values()].every((entry) => isWhollyKnown(entry.value));
    default:
      return false;
  }
}

/** The first thing in a value that is not known, or not decided, if any. */
export function firstUnknown(value: Value): Unknown | undefined {
  switch (value.kind) {
    case 'scalar':
      return undefined;
    case 'unknown':
      return value;
    case 'choice':
      return (
        firstOf(value.options.map((option) => option.value).filter((option) => !isFailure(option))) ??
        unknown('partial', value.at)
      );
    case 'list':
      return firstOf(value.items) ?? value.open;
    case 'map':
      return firstOf([...value.entries.values()].map((entry) => entry.value)) ?? value.open;
  }
}

function firstOf(values: readonly Value[]): Unknown | undefined {
  for (const value of values) {
    const found = firstUnknown(value);
    if (found) return found;
  }
  return undefined;
}

function sameLocation(a: Location, b: Location): boolean {
  return a.path === b.path && a.range.start === b.range.start && a.range.end === b.range.end;
}

/** Whether two values are the same in all that can be seen: content, deciding texts and certainty. */
export function identical(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || !sameLocation(a.at, b.at)) return false;
  switch (a.kind) {
    case 'scalar':
      return a.value === (b as Scalar).value;
    case 'unknown':
      return isFailure(a) === isFailure(b) && a.reason.key === (b as Unknown).reason.key;
    case 'list': {
      const other = b as ListValue;
      return (
        a.items.length === other.items.length &&
        !a.open === !other.open &&
        a.items.every((item, i) => identical(item, other.items[i]!))
      );
    }
    case 'map': {
      const other = b as MapValue;
      if (a.entries.size !== other.entries.size || !a.open !== !other.open) return false;
      for (const key of a.entries.keys()) {
        const there = other.entries.get(key);
        if (!there || !identical(a.entries.get(key)!.value, there.value)) return false;
      }
      return true;
    }
    case 'choice': {
      const other = b as Choice;
      return (
        a.options.length === other.options.length &&
        a.options.every(
          (option, i) =>
            option.certain === other.options[i]!.certain && identical(option.value, other.options[i]!.value),
        )
      );
    }
  }
}
