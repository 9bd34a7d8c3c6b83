import type { Location } from '../../core/source';
import { referredResource, type Unknown, type Value } from '../../core/value';
import { combine } from './choices';
import { type Plain, type Symbolic, symbolOf, textOf, untellable } from './values';

/**
 * A string made of parts (`Fn::Sub`, `Fn::Join`, `concat`, `format`). A single part is itself; several decide their own stretches.
 * With parts that cannot be told it is unknown, but what it begins and ends with is kept.
 * @param at the whole template or call
 */
export function compose(parts: readonly Value[], at: Location): Value {
  const made = combine(parts, at, (plain) => composePlain(plain, at));
  // Too many combinations: still the same text wherever the same parts make it.
  const symbol = made.kind === 'unknown' && symbolOf(made) === undefined ? symbolOfParts(parts) : undefined;
  return symbol === undefined ? made : ({ ...made, symbol } as Symbolic);
}

function symbolOfParts(parts: readonly Value[]): string | undefined {
  const symbols = parts.map(symbolOf);
  return symbols.includes(undefined) ? undefined : symbols.join('');
}

function composePlain(all: readonly Plain[], at: Location): Value {
  const parts = all.filter((part) => textOf(part) !== '');
  const sensitive = all.some((part) => part.sensitive) && { sensitive: true };
  if (parts.length === 1) {
    const only = parts[0]!;
    if (only.kind === 'scalar') return { ...only, value: textOf(only) ?? '' };
    if (only.kind === 'unknown') return only;
  }
  const unknowns = parts.filter((part) => textOf(part) === undefined);
  if (unknowns.length === 0) {
    const value = parts.map(textOf).join('');
    return { kind: 'scalar', value, at, ...(parts.length > 0 && { parts }), ...sensitive };
  }
  // The part that names another resource tells most.
  const telling = unknowns.find((part) => referredResource(part) !== undefined) ?? unknowns[0]!;
  const base: Unknown = telling.kind === 'unknown' ? telling : untellable(at, 'no-string');
  const prefix = certainText(parts, 'prefix');
  const suffix = certainText(parts.toReversed(), 'suffix');
  const symbol = symbolOfParts(parts);
  const { prefix: _, suffix: __, symbol: ___, ...rest } = base as Partial<Symbolic> & Unknown;
  return {
    ...rest,
    at,
    ...(prefix && { prefix }),
    ...(suffix && { suffix }),
    ...(symbol !== undefined && { symbol }),
    ...sensitive,
  };
}

/** What is known from one end up to the first part that is not. */
function certainText(parts: readonly Plain[], end: 'prefix' | 'suffix'): string {
  let text = '';
  for (const part of parts) {
    const known = textOf(part) ?? (part.kind === 'unknown' ? (part[end] ?? '') : '');
    text = end === 'prefix' ? text + known : known + text;
    if (textOf(part) === undefined) break;
  }
  return text;
}
