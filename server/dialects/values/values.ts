import type { Message } from '../../core/message';
import type { Location } from '../../core/source';
import { type Choice, type Hop, type Scalar, through, type Unknown, type Value } from '../../core/value';

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

/** What a value is called where values are compared without being known; undefined where it has no name. */
export function symbolOf(value: Value): string | undefined {
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
    case 'map': {
      const entries = [...value.entries].map(
        ([name, entry]) => [name, { ...entry, value: throughAll(entry.value, hop) }] as const,
      );
      return { ...through(value, hop), entries: new Map(entries) };
    }
    default:
      return through(value, hop);
  }
}
