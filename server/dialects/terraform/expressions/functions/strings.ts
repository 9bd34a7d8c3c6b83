import type { Scalar, Unknown, Value } from '../../../../core/value';
import { disorder } from '../access';
import { convert } from '../conversion';
import { concatenate } from '../template';
import {
  derived,
  failure,
  isFailure,
  isNull,
  list,
  MAX_TEXT,
  type Plain,
  scalar,
  withSensitivity,
} from '../values';
import { type Builtin, type Call, plainly, pure, REFUSED, stretch, TOO_LONG } from './call';

/** Letters as people count them; Terraform measures and cuts texts by these. */
export function graphemes(text: string): string[] {
  // Plain ASCII needs no segmenter, but CR LF is one grapheme.
  if (/^[\x20-\x7e\n\t]*$/.test(text)) return [...text];
  return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].map((part) => part.segment);
}

/** Letter by letter, as Terraform does: what would become two letters stays. */
function mapLetters(text: string, change: (letter: string) => string): string {
  let result = '';
  for (const letter of text) {
    const changed = change(letter);
    result += [...changed].length === 1 ? changed : letter;
  }
  return result;
}

/** The one letter whose small form is two letters elsewhere. */
const DOTTED = 'İ';
const lower = (text: string) =>
  mapLetters(text, (letter) => (letter === DOTTED ? 'i' : letter.toLowerCase()));
const upper = (text: string) => mapLetters(text, (letter) => letter.toUpperCase());

function title(text: string): string {
  return text.replace(/(^|[\0-/:-@[-^`{-\x7f\s])(\p{L})/gu, (_, before: string, letter: string) => {
    return before + upper(letter);
  });
}

/** A function that cuts something off both ends or one of a text: what is left keeps its own place in a literal. */
function cutting(
  params: number,
  cut: (text: string, ...args: string[]) => readonly [number, number],
): Builtin {
  return plainly(params, params, (args, call) => {
    const texts = args.map((arg) => convert(arg, { kind: 'string' }) as Plain);
    const failed = texts.find(isFailure);
    if (failed) return failed;
    if (texts.some(isNull)) return failure('null', call.at);
    const open = texts.find((text): text is Unknown => text.kind === 'unknown');
    if (open) return derived(open);
    const [text, ...rest] = texts as Scalar[];
    const [start, end] = cut(String(text!.value), ...rest.map((arg) => String(arg.value)));
    return stretch(text!, start, Math.max(start, end), call);
  });
}

function trimmed(text: string, drop: (letter: string) => boolean): readonly [number, number] {
  const letters = [...text];
  let start = 0;
  let first = 0;
  while (first < letters.length && drop(letters[first]!)) start += letters[first++]!.length;
  let end = text.length;
  for (let last = letters.length - 1; last >= first && drop(letters[last]!); last--)
    end -= letters[last]!.length;
  return [start, end];
}

/** `split`: each piece keeps its own place in a literal; pieces before and after an unknown stretch are known. */
const split = plainly(2, 2, ([by, text], call) => {
  const separator = convert(by!, { kind: 'string' }) as Plain;
  const whole = convert(text!, { kind: 'string' }) as Plain;
  if (isFailure(separator) || isFailure(whole)) return isFailure(separator) ? separator : whole;
  if (isNull(separator) || isNull(whole)) return failure('null', call.at);
  if (separator.kind !== 'scalar') return derived(separator as Unknown);
  if (whole.kind === 'unknown') return splitPartly(String(separator.value), whole, call);
  const source = whole as Scalar;
  const items = pieces(String(source.value), String(separator.value)).map(([start, end]) =>
    stretch(source, start, end, call),
  );
  return list(items, call.at, { uniform: true });
});

function pieces(text: string, separator: string): [number, number][] {
  const found: [number, number][] = [];
  let start = 0;
  for (const piece of separator === '' ? [...text] : text.split(separator)) {
    found.push([start, start + piece.length]);
    start += piece.length + separator.length;
  }
  return found;
}

function splitPartly(separator: string, whole: Unknown, call: Call): Value {
  const known = separator === '' ? [] : (whole.prefix ?? '').split(separator).slice(0, -1);
  if (known.length === 0) return derived(whole);
  return list(
    known.map((piece) => scalar(piece, call.at)),
    call.at,
    { open: derived(whole), uniform: true },
  );
}

/** `join`: a text like a template; of nothing but one unknown list it is that list's reference. */
const join: Builtin = (args, call) => {
  if (args.length < 2) return failure('arguments', call.at, { name: call.name });
  const inner = plainly(args.length, args.length, ([separator, ...lists], { at }) => {
    const by = convert(separator!, { kind: 'string' });
    if (isFailure(by)) return by;
    if (isNull(by)) return failure('null', by.at);
    const members: Value[] = [];
    for (const each of lists) {
      if (isNull(each)) return failure('null', each.at);
      if (each.kind === 'unknown') members.push(derived(each));
      else if (each.kind !== 'list') return failure('conversion', each.at, { type: 'list' });
      else {
        members.push(...each.items);
        if (each.open) members.push(derived(each.open));
        const hidden = disorder(each);
        if (hidden) return derived(hidden);
      }
    }
    if (members.length === 0) return scalar('', at);
    return concatenate(
      members.flatMap((member, i) => (i === 0 ? [member] : [by, member])),
      at,
    );
  });
  return inner(args, call);
};

/** `startswith` and `endswith` are decided by the known ends of an unknown text too. */
function edge(which: 'prefix' | 'suffix'): Builtin {
  return plainly(2, 2, ([text, wanted], call) => {
    const [whole, part] = [convert(text!, { kind: 'string' }), convert(wanted!, { kind: 'string' })];
    if (isFailure(whole) || isFailure(part)) return isFailure(whole) ? whole : part;
    if (isNull(whole) || isNull(part)) return failure('null', call.at);
    if (part.kind !== 'scalar') return derived(part as Unknown);
    const asked = String(part.value);
    const has = (known: string) => (which === 'prefix' ? known.startsWith(asked) : known.endsWith(asked));
    if (whole.kind === 'scalar') return scalar(has(String(whole.value)), call.at);
    const known = (whole as Unknown)[which] ?? '';
    if (has(known)) return scalar(true, call.at);
    const compared = Math.min(known.length, asked.length);
    const agrees =
      which === 'prefix'
        ? known.slice(0, compared) === asked.slice(0, compared)
        : known.slice(known.length - compared) === asked.slice(asked.length - compared);
    return agrees ? derived(whole as Unknown) : scalar(false, call.at);
  });
}

/** `lower` and `upper` of an unknown text keep what is known of its ends. */
function casing(change: (text: string) => string): Builtin {
  const known = pure(['string'], change);
  return (args, call) => {
    const [only] = args;
    if (args.length !== 1 || only?.kind !== 'unknown' || isFailure(only)) return known(args, call);
    const { prefix, suffix } = only;
    const rest = derived(only);
    return withSensitivity(
      {
        ...rest,
        ...(prefix !== undefined && { prefix: change(prefix) }),
        ...(suffix !== undefined && { suffix: change(suffix) }),
      },
      only.sensitive,
    );
  };
}

const isSpace = (letter: string) => /^[\s\u0085\u00a0]$/.test(letter) && letter !== '\ufeff';

export const strings: Readonly<Record<string, Builtin>> = {
  chomp: cutting(1, (text) => [0, text.length - (/[\r\n]*$/.exec(text)?.[0].length ?? 0)]),
  endswith: edge('suffix'),
  indent: pure(['number', 'string'], (count, text) =>
    Number.isInteger(count) && count >= 0
      ? count * (text.split('\n').length - 1) > MAX_TEXT
        ? TOO_LONG
        : text.replaceAll('\n', `\n${' '.repeat(count)}`)
      : REFUSED,
  ),
  join,
  lower: casing(lower),
  split,
  startswith: edge('prefix'),
  strcontains: plainly(2, 2, (args, call) => {
    const [whole, part] = args;
    const known = whole!.kind === 'unknown' ? [whole!.prefix ?? '', whole!.suffix ?? ''] : [];
    if (part!.kind === 'scalar' && known.some((end) => end.includes(String(part!.value))))
      return scalar(true, call.at);
    return contains(args, call);
  }),
  strrev: pure(['string'], (text) => graphemes(text).reverse().join('')),
  substr: plainly(3, 3, ([text, from, count], call) => {
    const values = [
      convert(text!, { kind: 'string' }),
      convert(from!, { kind: 'number' }),
      convert(count!, { kind: 'number' }),
    ] as Plain[];
    const failed = values.find(isFailure);
    if (failed) return failed;
    if (values.some(isNull)) return failure('null', call.at);
    const [whole, offset, length] = values;
    if (offset!.kind === 'unknown') return derived(offset!);
    if (length!.kind === 'unknown') return derived(length!);
    return substr(whole!, (offset as Scalar).value as number, (length as Scalar).value as number, call);
  }),
  title: pure(['string'], title),
  trim: cutting(2, (text, letters) => trimmed(text, (letter) => [...letters!].includes(letter))),
  trimprefix: cutting(2, (text, prefix) => [text.startsWith(prefix!) ? prefix!.length : 0, text.length]),
  trimspace: cutting(1, (text) => trimmed(text, isSpace)),
  trimsuffix: cutting(2, (text, suffix) => [
    0,
    text.endsWith(suffix!) ? text.length - suffix!.length : text.length,
  ]),
  upper: casing(upper),
};

const contains = pure(['string', 'string'], (text, part) => text.includes(part));

function substr(whole: Plain, offset: number, length: number, call: Call): Value {
  if (!Number.isInteger(offset) || !Number.isInteger(length))
    return failure('call', call.at, { name: call.name });
  if (whole.kind === 'unknown') {
    const prefix = whole.prefix ?? '';
    const within = offset >= 0 && length >= 0 && offset + length <= prefix.length;
    return within ? scalar(prefix.slice(offset, offset + length), call.at) : derived(whole);
  }
  const letters = graphemes(String((whole as Scalar).value));
  // A negative offset counts from the end, and stays within the text.
  const from = offset < 0 ? Math.max(0, offset + letters.length) : Math.min(offset, letters.length);
  const to = length < 0 ? letters.length : Math.min(from + length, letters.length);
  const start = letters.slice(0, from).join('').length;
  return stretch(whole as Scalar, start, start + letters.slice(from, to).join('').length, call);
}
