import type { Location } from '../../../../core/source';
import { candidates, type MapEntry, type Scalar, type Value } from '../../../../core/value';
import { disorder, type KeyText } from '../access';
import { combine } from '../choices';
import { convert } from '../conversion';
import { MAX_STEPS, type Scope } from '../scope';
import { cut } from '../structure';
import {
  derived,
  failure,
  isFailure,
  isNull,
  list,
  MAX_ELEMENTS,
  MAX_TEXT,
  map,
  type Plain,
  scalar,
  unknown,
  withSensitivity,
} from '../values';

/** Where a function is called, and what it may use beside its arguments. */
export interface Call {
  readonly name: string;
  /** The whole call. */
  readonly at: Location;
  readonly scope: Scope;
  /** How an argument is written, for choices by a key that is not known. */
  keyText(argument: number): KeyText | undefined;
  /** A template's text with these names, and the file it stands in. */
  render(source: string, path: string, names: ReadonlyMap<string, Value>): Value;
}

export type Builtin = (args: readonly Value[], call: Call) => Value;
export type Functions = Pick<ReadonlyMap<string, Builtin>, 'get'>;

/**
 * Calls a function.
 * @param name As written; `core::` may stand before it.
 * @param expand Whether the last argument is a list of further arguments (`f(a...)`).
 */
export function invoke(
  functions: Functions,
  name: string,
  args: readonly Value[],
  expand: boolean,
  call: Omit<Call, 'name'>,
): Value {
  if (name.startsWith('provider::')) return unknown('provider-function', call.at, { name });
  const plainName = name.replace(/^core::/, '');
  const builtin = functions.get(plainName);
  if (!builtin) return unknown('function', call.at, { name });
  const named: Call = { ...call, name: plainName };
  if (!charge(args, call.scope)) return unknown('work', call.at);
  if (!expand) return builtin(args, named);
  return combine([args.at(-1)!], call.at, ([rest]) => {
    if (rest!.kind === 'unknown') return derived(rest!);
    if (rest!.kind !== 'list') return failure('conversion', call.at, { type: 'list' });
    const hidden = disorder(rest!) ?? rest!.open;
    if (hidden) return derived(hidden);
    return builtin([...args.slice(0, -1), ...rest!.items], { ...named, keyText: () => undefined });
  });
}

/** Counts what a function walks through as steps; false where there are none left. */
function charge(args: readonly Value[], { budget }: Scope): boolean {
  for (const arg of args) {
    for (const { value } of candidates(arg)) {
      if (value.kind === 'list') budget.steps += value.items.length;
      else if (value.kind === 'map') budget.steps += value.entries.size;
      else if (value.kind === 'scalar' && typeof value.value === 'string')
        budget.steps += value.value.length >> 6;
    }
  }
  return budget.steps <= MAX_STEPS;
}

/** A function that wants to see its arguments one candidate at a time, null and unknown among them. */
export function plainly(
  min: number,
  max: number,
  run: (args: readonly Plain[], call: Call) => Value,
): Builtin {
  return (args, call) => {
    if (args.length < min || args.length > max) return failure('arguments', call.at, { name: call.name });
    return combine(args, call.at, (plain) => {
      const failed = plain.find(isFailure);
      if (failed) return failed;
      return withSensitivity(
        run(plain, call),
        plain.some((arg) => arg.sensitive),
      );
    });
  };
}

/** The types of parameters of functions over texts and numbers. */
type Kind = 'string' | 'number' | 'bool' | 'strings' | 'numbers';
type Js<K extends Kind> = K extends 'string'
  ? string
  : K extends 'number'
    ? number
    : K extends 'bool'
      ? boolean
      : K extends 'strings'
        ? string[]
        : number[];
type JsOf<P extends readonly Kind[]> = { -readonly [I in keyof P]: Js<P[I]> };

/** What such a function gives back: a value, or that Terraform would refuse, or that it cannot be told. */
export type Result =
  | string
  | number
  | boolean
  | null
  | readonly Result[]
  | ReadonlyMap<string, Result>
  | Refusal;

type Refusal =
  | { readonly refused: true }
  | { readonly unsure: string; readonly args?: Record<string, string | number> };
export const REFUSED: Refusal = { refused: true };
export const TOO_LONG: Refusal = { unsure: 'limit', args: { limit: MAX_TEXT } };
export const INEXACT: Refusal = { unsure: 'precision' };

function isRefusal(result: Result): result is Refusal {
  return typeof result === 'object' && result !== null && ('refused' in result || 'unsure' in result);
}

/** A function of known texts and numbers: any unknown argument makes the result unknown. */
export function pure<const P extends readonly Kind[]>(
  params: P,
  run: (...args: JsOf<P>) => Result,
  optional = 0,
): Builtin {
  return typed(params, undefined, optional, (args) => run(...(args as unknown as JsOf<P>)));
}

/** The same with any number of further arguments of one type, handed over as one array. */
export function variadic<const P extends readonly Kind[], K extends Kind>(
  params: P,
  rest: K,
  run: (rest: Js<K>[], ...args: JsOf<P>) => Result,
): Builtin {
  return typed(params, rest, 0, (args) =>
    run(args.slice(params.length) as Js<K>[], ...(args.slice(0, params.length) as unknown as JsOf<P>)),
  );
}

function typed(
  params: readonly Kind[],
  rest: Kind | undefined,
  optional: number,
  run: (args: readonly unknown[]) => Result,
): Builtin {
  return plainly(params.length - optional, rest ? MAX_ELEMENTS : params.length, (args, call) => {
    const kinds = args.map((_, i) => params[i] ?? rest ?? 'string');
    // Members of lists may be choices themselves.
    const flat: Value[] = [];
    for (const [i, arg] of args.entries()) {
      if (isNull(arg)) return failure('null', arg.at);
      const kind = kinds[i]!;
      if (kind !== 'strings' && kind !== 'numbers') flat.push(arg);
      else if (arg.kind === 'unknown') return derived(arg);
      else if (arg.kind !== 'list') return failure('conversion', arg.at, { type: 'list' });
      else {
        const hidden = disorder(arg);
        if (hidden) return derived(hidden);
        flat.push(...arg.items);
      }
    }
    return combine(flat, call.at, (members) => {
      const converted: Scalar[] = [];
      const unknowns = [];
      let next = 0;
      const values: unknown[] = [];
      for (const [i, arg] of args.entries()) {
        const kind = kinds[i]!;
        const element = kind === 'strings' ? 'string' : kind === 'numbers' ? 'number' : kind;
        const count = arg.kind === 'list' && kind !== element ? arg.items.length : 1;
        const own = members.slice(next, next + count);
        next += count;
        const out: unknown[] = [];
        for (const member of own) {
          const value = convert(member, { kind: element }) as Plain;
          if (isFailure(value)) return value;
          if (isNull(value)) return failure('null', value.at);
          if (value.kind !== 'scalar')
            unknowns.push(derived(value as Exclude<Plain, Scalar> & { kind: 'unknown' }));
          else {
            converted.push(value);
            out.push(value.value);
          }
        }
        if (arg.kind === 'list' && arg.open && kind !== element) unknowns.push(derived(arg.open));
        values.push(kind === element ? out[0] : out);
      }
      if (unknowns.length > 0) return onlyTrace(unknowns, call.at);
      const flag = converted.some((value) => value.sensitive);
      return withSensitivity(toValue(run(values), call, converted), flag);
    });
  });
}

/** What is unknown because these are: it is still a way to the one thing, if it is only one. */
function onlyTrace(unknowns: readonly (Plain & { kind: 'unknown' })[], at: Location): Value {
  const [first] = unknowns;
  if (unknowns.length === 1) return first!;
  const { trace: _, ...rest } = first!;
  return { ...rest, at };
}

/**
 * A result as a value decided by the whole call, its parts the arguments. A text that is just one argument's text
 * is that argument.
 */
export function toValue(
  result: Result,
  call: Pick<Call, 'at' | 'name'>,
  parts: readonly Scalar[] = [],
): Value {
  if (result === null || typeof result !== 'object') {
    if (typeof result === 'number' && !Number.isFinite(result)) return failure('arithmetic', call.at);
    if (typeof result === 'string') {
      if (result.length > MAX_TEXT) return toValue(TOO_LONG, call);
      const same = parts.filter((part) => part.value === result);
      if (same.length === 1 && result !== '') return same[0]!;
    }
    return scalar(
      result,
      call.at,
      typeof result === 'string' ? parts.filter((part) => typeof part.value === 'string') : [],
    );
  }
  if (isRefusal(result)) {
    if ('refused' in result) return failure('call', call.at, { name: call.name });
    return unknown(result.unsure, call.at, { name: call.name, ...result.args });
  }
  if (result instanceof Map) {
    const entries = new Map<string, MapEntry>();
    for (const [key, value] of result) entries.set(key, { key: call.at, value: toValue(value, call, parts) });
    return map(entries, call.at);
  }
  const items = result as readonly Result[];
  const kept = items.slice(0, MAX_ELEMENTS).map((item) => toValue(item, call, parts));
  const open = items.length > MAX_ELEMENTS ? unknown('limit', call.at, { limit: MAX_ELEMENTS }) : undefined;
  return list(kept, call.at, { ...(open && { open }) });
}

/**
 * A stretch of a text as a value. Where the text is a literal that stands in the code as it is, the stretch's own
 * place decides; else the call does.
 */
export function stretch(source: Scalar, start: number, end: number, call: Pick<Call, 'at'>): Value {
  const piece = cut(source, start, end);
  if (piece === source || !piece.parts) return piece;
  return withSensitivity(scalar(piece.value, call.at, [source]), source.sensitive);
}
