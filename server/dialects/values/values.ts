import type { Message } from '../../core/message';
import type { Location } from '../../core/source';
import { type Choice, type Hop, type Scalar, through, type Unknown, type Value } from '../../core/value';
import { changed } from './entries';

/** A value that is not several candidates. */
export type Plain = Exclude<Value, Choice>;

/** An unknown with a name of its own: whatever has the same name in the same run is the same value. */
export interface Symbolic extends Unknown {
  readonly symbol: string;
}

/** A value that cannot be told: `values.unknown.<key>` says why. */
export function untellable(at: Location, key: string, args?: NonNullable<Message['args']>): Unknown {
  return { kind: 'unknown', at, reason: { key: `values.unknown.${key}`, ...(args && { args }) } };
}

export function scalar(value: Scalar['value'], at: Location): Scalar {
  return { kind: 'scalar', value, at };
}

/** A scalar as a string, the way templates hand it on; nothing for other kinds. */
export function textOf(value: Value): string | undefined {
  return value.kind === 'scalar' && value.value !== null ? String(value.value) : undefined;
}

const sizes = new WeakMap<Value, number>();

/** How many values a value holds, itself among them; what stands in it several times counts as often. */
export function sizeOf(value: Value): number {
  if (value.kind === 'scalar' || value.kind === 'unknown') return 1;
  let size = sizes.get(value);
  if (size === undefined) {
    const inner =
      value.kind === 'list'
        ? value.items
        : value.kind === 'map'
          ? [...value.entries.values()].map((entry) => entry.value)
          : value.options.map((option) => option.value);
    size = inner.reduce((sum, one) => sum + sizeOf(one), 1);
    sizes.set(value, size);
  }
  return size;
}

/** What is larger is not compared by name. */
const MAX_NAMED = 1000;

/** What a value is called where values are compared without being known; undefined where it has no name. */
export function symbolOf(value: Value): string | undefined {
  if (sizeOf(value) > MAX_NAMED) return undefined;
  switch (value.kind) {
    case 'scalar':
      return String(value.value);
    case 'unknown':
      return (value as Partial<Symbolic>).symbol;
    case 'list':
      return value.open ? undefined : enclosed('[', value.items.map(symbolOf), ']');
    case 'map':
      return value.open
        ? undefined
        : enclosed(
            '{',
            [...value.entries].map(([name, entry]) => enclosed(`${name}:`, [symbolOf(entry.value)], '')),
            '}',
          );
    case 'choice':
      return enclosed(
        '<',
        value.options.map((option) => symbolOf(option.value)),
        '>',
      );
  }
}

function enclosed(open: string, parts: readonly (string | undefined)[], close: string): string | undefined {
  return parts.includes(undefined) ? undefined : `${open}${parts.join(',')}${close}`;
}

/** The same value and all in it, reached through one more step. */
export function throughAll(value: Value, hop: Omit<Hop, 'next'>): Value {
  switch (value.kind) {
    case 'choice':
      return {
        ...value,
        options: value.options.map((option) => ({
          ...option,
          value: throughAll(option.value, hop) as Plain,
        })),
      };
    case 'list':
      return { ...through(value, hop), items: value.items.map((item) => throughAll(item, hop)) };
    case 'map':
      return { ...through(value, hop), entries: changed(value.entries, (one) => throughAll(one, hop)) };
    default:
      return through(value, hop);
  }
}
