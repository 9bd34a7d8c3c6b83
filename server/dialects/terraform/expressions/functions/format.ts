import type { ListValue, Scalar, Unknown, Value } from '../../../../core/value';
import { disorder } from '../access';
import { combine } from '../choices';
import { convert } from '../conversion';
import { numberText } from '../numbers';
import { concatenate } from '../template';
import {
  derived,
  failure,
  firstUnknown,
  hasFailure,
  isFailure,
  isNull,
  isWhollyKnown,
  list,
  MAX_ELEMENTS,
  type Plain,
  scalar,
  unknown,
} from '../values';
import { type Builtin, type Call, plainly, stretch } from './call';
import { encodeJson } from './json';
import { graphemes } from './strings';

/** One `%…` of a format: flags, width, precision, which argument (counted from 0) and the letter. */
interface Verb {
  readonly flags: string;
  readonly width?: number;
  readonly precision?: number;
  readonly argument: number;
  readonly letter: string;
}

type Segment = { readonly start: number; readonly end: number } | Verb;

const VERB = /%([-+# 0]*)(\d{1,3})?(?:\.(\d{1,3})?)?(?:\[(\d{1,3})\])?([a-zA-Z%])/y;

/** A format's literal stretches and verbs, and how many arguments it takes; undefined when it is none. */
function segments(format: string): { list: Segment[]; used: number; indexed: boolean } | undefined {
  const found: Segment[] = [];
  let next = 0;
  let used = 0;
  let indexed = false;
  for (let at = 0; at < format.length; ) {
    const percent = format.indexOf('%', at);
    if (percent !== at) found.push({ start: at, end: percent < 0 ? format.length : percent });
    if (percent < 0) break;
    VERB.lastIndex = percent;
    const match = VERB.exec(format);
    if (!match) return undefined;
    at = VERB.lastIndex;
    if (match[5] === '%') {
      found.push({ start: at - 1, end: at });
      continue;
    }
    if (match[4] !== undefined) {
      indexed = true;
      next = Number(match[4]) - 1;
      if (next < 0) return undefined;
    }
    const dotted = match[0].includes('.');
    found.push({
      flags: match[1]!,
      ...(match[2] !== undefined && { width: Number(match[2]) }),
      ...(dotted && { precision: Number(match[3] ?? 0) }),
      argument: next,
      letter: match[5]!,
    });
    next++;
    used = Math.max(used, next);
  }
  return { list: found, used, indexed };
}

/** `format`: what stands between the verbs and each argument keep their own deciding texts. */
function formatted(format: Scalar, args: readonly Value[], call: Call): Value {
  const read = segments(String(format.value));
  if (!read || read.used > args.length || (read.used < args.length && !read.indexed))
    return failure('call', call.at, { name: call.name });
  const parts = read.list.map((segment) =>
    'start' in segment
      ? stretch(format, segment.start, segment.end, call)
      : combine([args[segment.argument]!], call.at, ([arg]) => verb(segment, arg!, call)),
  );
  const failed = parts.find(isFailure);
  return failed ?? (parts.length === 0 ? scalar('', call.at) : concatenate(parts, call.at));
}

function verb(spec: Verb, arg: Plain, call: Call): Value {
  const refused = failure('call', call.at, { name: call.name });
  if (hasFailure(arg)) return refused;
  const bare = spec.width === undefined && spec.precision === undefined && spec.flags === '';
  switch (spec.letter) {
    case 'v':
      return spec.flags.includes('#') || (arg.kind !== 'scalar' && arg.kind !== 'unknown') || isNull(arg)
        ? json(spec, arg, call)
        : general(spec, arg, bare, call);
    case 's':
    case 'q': {
      if (isNull(arg)) return refused;
      const text = convert(arg, { kind: 'string' }) as Plain;
      if (text.kind !== 'scalar')
        return text.kind === 'unknown' && bare && spec.letter === 's'
          ? text
          : text.kind === 'unknown'
            ? derived(text)
            : refused;
      if (spec.letter === 'q')
        return scalar(pad(spec, JSON.stringify(cut(spec, String(text.value)))), call.at, [text]);
      return bare ? text : scalar(pad(spec, cut(spec, String(text.value))), call.at, [text]);
    }
    case 't': {
      const bool = convert(arg, { kind: 'bool' }) as Plain;
      if (bool.kind === 'unknown') return isFailure(bool) ? refused : derived(bool);
      return isNull(bool) ? refused : scalar(pad(spec, String((bool as Scalar).value)), call.at);
    }
    default: {
      const number = convert(arg, { kind: 'number' }) as Plain;
      if (number.kind === 'unknown') return isFailure(number) ? refused : derived(number);
      if (isNull(number)) return refused;
      const text = numeral(spec, (number as Scalar).value as number);
      return text === undefined ? refused : scalar(text, call.at, text === undefined ? [] : [number]);
    }
  }
}

function general(spec: Verb, arg: Plain, bare: boolean, call: Call): Value {
  if (arg.kind === 'unknown') return bare ? arg : derived(arg);
  const { value } = arg as Scalar;
  if (typeof value === 'number') {
    const text = numeral({ ...spec, letter: 'g' }, value);
    return text === undefined
      ? failure('call', call.at, { name: call.name })
      : bare
        ? ({ ...arg, value: text } as Scalar)
        : scalar(text, call.at, [arg]);
  }
  if (bare) return convert(arg, { kind: 'string' });
  return scalar(pad(spec, cut(spec, String(value))), call.at, [arg]);
}

function json(spec: Verb, arg: Plain, call: Call): Value {
  const hidden = firstUnknown(arg);
  if (hidden) return derived(hidden);
  if (!isWhollyKnown(arg)) return unknown('partial', call.at);
  return scalar(pad(spec, cut(spec, encodeJson(arg))), call.at);
}

function cut(spec: Verb, text: string): string {
  return spec.precision === undefined ? text : graphemes(text).slice(0, spec.precision).join('');
}

function pad(spec: Verb, text: string): string {
  const missing = (spec.width ?? 0) - graphemes(text).length;
  if (missing <= 0) return text;
  if (spec.flags.includes('-')) return text + ' '.repeat(missing);
  return (spec.flags.includes('0') ? '0' : ' ').repeat(missing) + text;
}

/** A number under a verb of Go's fmt; undefined when the verb does not take it. */
function numeral(spec: Verb, value: number): string | undefined {
  const magnitude = Math.abs(value);
  const digits = unsigned(spec, magnitude);
  if (digits === undefined) return undefined;
  const sign = value < 0 ? '-' : spec.flags.includes('+') ? '+' : spec.flags.includes(' ') ? ' ' : '';
  const width = (spec.width ?? 0) - sign.length;
  if (spec.flags.includes('0') && !spec.flags.includes('-')) return sign + digits.padStart(width, '0');
  return pad(spec, sign + digits);
}

function unsigned(spec: Verb, value: number): string | undefined {
  const { letter, precision } = spec;
  switch (letter) {
    case 'd':
      return Number.isInteger(value) ? numberText(value) : undefined;
    case 'b':
    case 'o':
    case 'x':
    case 'X': {
      if (!Number.isInteger(value)) return undefined;
      const whole = BigInt(value).toString(letter === 'b' ? 2 : letter === 'o' ? 8 : 16);
      const prefix = spec.flags.includes('#') ? { b: '0b', o: '0', x: '0x', X: '0X' }[letter] : '';
      return prefix + (letter === 'X' ? whole.toUpperCase() : whole);
    }
    case 'f':
    case 'F':
      return fixed(value, precision ?? 6);
    case 'e':
    case 'E':
      return exponent(value.toExponential(precision ?? 6), letter);
    case 'g':
    case 'G':
      return shortest(value, precision, letter === 'g' ? 'e' : 'E');
    default:
      return undefined;
  }
}

/** Halves that a double holds exactly go to the even digit. */
function fixed(value: number, precision: number): string {
  const text = value.toFixed(precision);
  const [low, high] = [Math.floor(value * 10 ** precision), value * 10 ** precision];
  const half = high - low === 0.5 && Number.isInteger(value * 2 ** 20) && low % 2 === 0;
  return half ? (low / 10 ** precision).toFixed(precision) : text;
}

/** Go writes at least two digits of exponent. */
function exponent(text: string, letter: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2').replace('e', letter);
}

function shortest(value: number, precision: number | undefined, letter: string): string {
  const scale = value === 0 ? 0 : Math.floor(Math.log10(value));
  const significant = precision === undefined ? undefined : Math.max(1, precision);
  const limit = significant ?? 6;
  if (scale < -4 || scale >= limit)
    return exponent(
      significant === undefined
        ? value.toExponential()
        : value.toExponential(significant - 1).replace(/\.?0+e/, 'e'),
      letter,
    );
  if (significant === undefined) return numberText(value);
  return numberText(Number(value.toPrecision(significant)));
}

const format: Builtin = (args, call) => {
  if (args.length === 0) return failure('arguments', call.at, { name: call.name });
  return combine([args[0]!], call.at, ([spec]) => {
    const text = convert(spec!, { kind: 'string' }) as Plain;
    if (text.kind === 'unknown') return isFailure(text) ? text : derived(text);
    if (isNull(text)) return failure('null', text.at);
    return formatted(text as Scalar, args.slice(1), call);
  });
};

/** `formatlist`: the lists go in step, everything else is the same for each. */
const formatlist: Builtin = plainly(1, MAX_ELEMENTS, ([spec, ...args], call) => {
  const lists = args.filter((arg): arg is ListValue => arg.kind === 'list');
  const hidden = args.find((arg): arg is Unknown => arg.kind === 'unknown');
  const text = convert(spec!, { kind: 'string' }) as Plain;
  if (text.kind === 'unknown') return derived(text);
  if (isNull(text)) return failure('null', text.at);
  // An unknown argument may be a list, or one text for all.
  if (hidden && lists.length === 0) return derived(hidden);
  const counts = new Set(lists.map((each) => each.items.length));
  const open = lists.find((each) => each.open)?.open;
  if (!open && counts.size > 1) return failure('call', call.at, { name: call.name });
  const disordered = lists.map(disorder).find((hidden) => hidden !== undefined);
  if (disordered) return derived(disordered);
  const count = lists.length === 0 ? 1 : Math.min(...counts);
  const items: Value[] = [];
  for (let i = 0; i < count; i++) {
    const row = args.map((arg) => (arg.kind === 'list' ? arg.items[i]! : arg));
    items.push(formatted(text as Scalar, row, call));
  }
  return list(items, call.at, { uniform: true, ...(open && { open: derived(open) }) });
});

export const formats: Readonly<Record<string, Builtin>> = { format, formatlist };
