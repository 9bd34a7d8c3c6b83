import type { Location } from '../../../core/source';
import type { Unknown, Value } from '../../../core/value';
import { combine } from './choices';
import { convert } from './conversion';
import {
  type Composed,
  derived,
  failure,
  isFailure,
  isNull,
  MAX_TEXT,
  type Plain,
  scalar,
  unknown,
  withSensitivity,
} from './values';

/**
 * The text that these values make one after the other. Each part keeps its own deciding text in `Scalar.parts`.
 * With an unknown part the whole is unknown, but what it begins and ends with is kept.
 */
export function concatenate(parts: readonly Value[], at: Location): Value {
  return combine(parts, at, (plain) => concatenatePlain(plain, at));
}

function concatenatePlain(plain: readonly Plain[], at: Location): Value {
  const texts: Plain[] = [];
  for (const part of plain) {
    if (isNull(part)) return failure('null', part.at);
    const text = convert(part, { kind: 'string' }) as Plain;
    if (isFailure(text)) return text;
    texts.push(text);
  }
  const sensitive = texts.some((text) => text.sensitive);
  const first = texts.findIndex((text) => text.kind === 'unknown');
  if (first >= 0) return withSensitivity(partly(texts, first, at), sensitive);
  const whole = texts.map(textOf).join('');
  if (whole.length > MAX_TEXT) return unknown('limit', at, { limit: MAX_TEXT });
  const weighty = texts.filter((text) => textOf(text) !== '');
  // What is the whole text alone passes through.
  if (weighty.length === 1) return withSensitivity(weighty[0]!, sensitive);
  return withSensitivity(scalar(whole, at, texts), sensitive);
}

function textOf(value: Plain): string {
  return value.kind === 'scalar' ? String(value.value) : '';
}

function partly(texts: readonly Plain[], first: number, at: Location): Unknown {
  const last = texts.findLastIndex((text) => text.kind === 'unknown');
  const [head, tail] = [texts[first] as Unknown, texts[last] as Unknown];
  const weighty = texts.filter((text) => text.kind === 'unknown' || textOf(text) !== '');
  if (weighty.length === 1) return head;
  const prefix = texts.slice(0, first).map(textOf).join('') + (head.prefix ?? '');
  const suffix =
    (tail.suffix ?? '') +
    texts
      .slice(last + 1)
      .map(textOf)
      .join('');
  const { trace: _, ...rest } = derived(head);
  const composed: Composed = { ...rest, at, parts: texts };
  return { ...composed, ...(prefix && { prefix }), ...(suffix && { suffix }) } as Unknown;
}
