import type { MapEntry, Scalar, Unknown, Value } from '../../../../core/value';
import { convert } from '../conversion';
import { concatenate } from '../template';
import {
  derived,
  failure,
  isFailure,
  isNull,
  list,
  MAX_ELEMENTS,
  map,
  type Plain,
  scalar,
  unknown,
} from '../values';
import { type Builtin, type Call, plainly, stretch } from './call';
import { isAffordable, type Pattern, translate } from './patterns';

/** Texts as arguments, or what stands in the way. */
function texts(args: readonly Plain[], call: Call): Scalar[] | Value {
  const converted = args.map((arg) => convert(arg, { kind: 'string' }) as Plain);
  const failed = converted.find(isFailure);
  if (failed) return failed;
  if (converted.some(isNull)) return failure('null', call.at);
  const open = converted.filter((text): text is Unknown => text.kind === 'unknown');
  return open.length > 0 ? derived(open.at(-1)!) : (converted as Scalar[]);
}

function isTexts(value: Scalar[] | Value): value is Scalar[] {
  return Array.isArray(value);
}

/** The pattern, ready to be tried on this text, or what stands in the way. */
function ready(source: string, text: string, call: Call): { pattern: Pattern; regex: RegExp } | Value {
  const pattern = translate(source);
  if (pattern === 'bad') return failure('call', call.at, { name: call.name });
  if (pattern === 'unsure' || !isAffordable(pattern, text.length)) return unknown('pattern', call.at);
  return { pattern, regex: new RegExp(pattern.source, `${pattern.flags}g`) };
}

/** What a match gives: its text, its groups in order, or its groups by name. */
function captured(match: RegExpExecArray, pattern: Pattern, source: Scalar, call: Call): Value {
  const piece = (range: readonly [number, number] | undefined) =>
    range ? stretch(source, range[0], range[1], call) : scalar(null, call.at);
  if (pattern.groups === 0) return piece(match.indices![0]);
  if (pattern.names.length > 0) {
    const entries = pattern.names.map((name): [string, MapEntry] => [
      name,
      { key: call.at, value: piece(match.indices!.groups![name]) },
    ]);
    return map(new Map(entries), call.at);
  }
  return list(match.indices!.slice(1).map(piece), call.at);
}

function mixed(pattern: Pattern): boolean {
  return pattern.names.length > 0 && pattern.names.length < pattern.groups;
}

const regex: Builtin = plainly(2, 2, (args, call) => {
  const given = texts(args, call);
  if (!isTexts(given)) return given;
  const [source, text] = given as [Scalar, Scalar];
  const made = ready(String(source.value), String(text.value), call);
  if ('kind' in made) return made;
  if (mixed(made.pattern)) return failure('call', call.at, { name: call.name });
  const match = made.regex.exec(String(text.value));
  return match ? captured(match, made.pattern, text, call) : failure('no-match', call.at);
});

const regexall: Builtin = plainly(2, 2, (args, call) => {
  const given = texts(args, call);
  if (!isTexts(given)) return given;
  const [source, text] = given as [Scalar, Scalar];
  const made = ready(String(source.value), String(text.value), call);
  if ('kind' in made) return made;
  if (mixed(made.pattern)) return failure('call', call.at, { name: call.name });
  const found: Value[] = [];
  for (const match of matches(made.regex, String(text.value)))
    found.push(captured(match, made.pattern, text, call));
  const open = found.length >= MAX_ELEMENTS ? unknown('limit', call.at, { limit: MAX_ELEMENTS }) : undefined;
  return list(found, call.at, { uniform: true, ...(open && { open }) });
});

/** All matches as Go counts them: an empty one right behind another match is none. */
function* matches(regex: RegExp, text: string): Generator<RegExpExecArray> {
  let last = -1;
  let count = 0;
  for (const match of text.matchAll(regex)) {
    const end = match.index + match[0].length;
    if (match[0] === '' && match.index === last) continue;
    last = end;
    yield match as RegExpExecArray;
    if (++count >= MAX_ELEMENTS) return;
  }
}

/** `replace`: the pieces that stay and the pieces put in keep their own deciding texts. */
const replace: Builtin = plainly(3, 3, (args, call) => {
  const given = texts(args, call);
  if (!isTexts(given)) return replacePartly(args, given, call);
  const [text, wanted, replacement] = given as [Scalar, Scalar, Scalar];
  const source = String(text.value);
  const search = String(wanted.value);
  if (search.length > 1 && search.startsWith('/') && search.endsWith('/')) {
    const made = ready(search.slice(1, -1), source, call);
    if ('kind' in made) return made;
    return spliced(
      text,
      [...matches(made.regex, source)].map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
        value: expanded(match, replacement, call),
      })),
      call,
    );
  }
  const spots: Spot[] = [];
  // An empty text stands before every letter and at the end.
  const step = search === '' ? 1 : search.length;
  for (let at = source.indexOf(search); at >= 0 && spots.length <= MAX_ELEMENTS; ) {
    spots.push({ start: at, end: at + search.length, value: replacement });
    if (at >= source.length) break;
    at = source.indexOf(search, at + step);
  }
  return spliced(text, spots, call);
});

/** Nothing is replaced for certain in an unknown text, but a replacement that is unknown leaves the ends known. */
function replacePartly(args: readonly Plain[], stuck: Value, call: Call): Value {
  const [text, wanted, replacement] = args;
  if (isFailure(stuck) || text!.kind !== 'scalar' || wanted!.kind !== 'scalar') return stuck;
  const [source, search] = [String(text!.value), String(wanted!.value)];
  if (replacement!.kind !== 'unknown' || search === '' || search.startsWith('/')) return stuck;
  const spots: Spot[] = [];
  for (let at = source.indexOf(search); at >= 0; at = source.indexOf(search, at + search.length))
    spots.push({ start: at, end: at + search.length, value: replacement! });
  return spliced(text!, spots, call);
}

interface Spot {
  readonly start: number;
  readonly end: number;
  readonly value: Value;
}

function spliced(text: Scalar, spots: readonly Spot[], call: Call): Value {
  if (spots.length === 0) return text;
  if (spots.length > MAX_ELEMENTS) return unknown('limit', call.at, { limit: MAX_ELEMENTS });
  const parts: Value[] = [];
  let done = 0;
  for (const spot of spots) {
    if (spot.start > done) parts.push(stretch(text, done, spot.start, call));
    parts.push(spot.value);
    done = spot.end;
  }
  const end = String(text.value).length;
  if (end > done) parts.push(stretch(text, done, end, call));
  return concatenate(parts, call.at);
}

/** `$1`, `${1}`, `$name` and `$$` in a replacement, as Go expands them. */
function expanded(match: RegExpExecArray, replacement: Scalar, call: Call): Value {
  const template = String(replacement.value);
  if (!template.includes('$')) return replacement;
  const text = template.replace(
    /\$(?:\$|(\w+)|\{(\w+)\})/g,
    (whole: string, bare: string | undefined, braced: string | undefined) => {
      if (whole === '$$') return '$';
      const name = bare ?? braced!;
      return (/^\d+$/.test(name) ? match[Number(name)] : match.groups?.[name]) ?? '';
    },
  );
  return scalar(text, call.at, [replacement]);
}

export const regexes: Readonly<Record<string, Builtin>> = {
  regex,
  regexall,
  replace,
};
