import type { Location } from '../../../core/source';
import { referredResource, type Unknown, type Value } from '../../../core/value';
import { combine } from '../../values/choices';
import { type Plain, symbolOf, textOf } from '../../values/values';
import { named, unknown } from '../unknowns';

/** A call of a function, as far as the function needs to know. */
export interface Call {
  /** As the code writes it. */
  readonly name: string;
  /** The whole call's text. */
  readonly at: Location;
  /** Names the place of deployment where that is not the outermost one: what is asked of it there is another thing. */
  readonly within?: string;
}

/** What a function takes to apply to each element: `lambda('x', …)`, `x => …`. */
export interface Lambda {
  readonly kind: 'lambda';
  apply(...values: readonly Value[]): Value;
}

export type Argument = Value | Lambda;

/**
 * A function of Azure Resource Manager's template language. It never throws: what it cannot tell is unknown, with the
 * reason; so is what it would refuse.
 */
export type ArmFunction = (args: readonly Argument[], call: Call) => Value;

/** A function that is worked out for each combination of its arguments' candidates. */
export function plainly(
  make: (args: readonly Plain[], call: Call) => Value,
  least = 1,
  most = Number.POSITIVE_INFINITY,
): ArmFunction {
  return (args, call) => {
    const values = args.filter((one): one is Value => one.kind !== 'lambda');
    if (values.length < args.length || values.length < least || values.length > most) return malformed(call);
    const made = combine(values, call.at, (plain) => make(plain, call));
    // Too many combinations: still the same value wherever it is worked out of the same.
    return made.kind === 'unknown' && symbolOf(made) === undefined
      ? named(made, symbolOfCall(call.name, values))
      : made;
  };
}

/** A function of texts and numbers alone: unknown as soon as one of them is. */
export function ofTexts(
  make: (texts: readonly string[], call: Call, args: readonly Plain[]) => Value,
  least = 1,
  most = least,
): ArmFunction {
  return plainly(
    (args, call) => {
      const texts = args.map(textOf);
      const known = texts.filter((text) => text !== undefined);
      return known.length === texts.length ? make(known, call, args) : untold(call, args);
    },
    least,
    most,
  );
}

/** What a function comes to whose arguments are not known well enough: their reason, under the call's own name. */
export function untold(call: Call, args: readonly Value[]): Unknown {
  const reason = args.find((one) => one.kind === 'unknown') ?? openIn(args) ?? malformed(call);
  return named(about(reason, call.at), symbolOfCall(call.name, args));
}

/** The name of a call's result, where all its arguments have names. */
export function symbolOfCall(name: string, args: readonly Value[]): string | undefined {
  const symbols = args.map(symbolOf);
  return symbols.includes(undefined) ? undefined : opaque(`${name.toLowerCase()}(${symbols.join(',')})`);
}

/** A name that stands inside longer ones: a `/` in it divides no resource name. */
export function opaque(symbol: string): string {
  return `{${symbol.replaceAll('/', '|')}}`;
}

/** An unknown as the reason of another: what is unknown because of it is not what it refers to, nor so written. */
function about(reason: Unknown, at: Location): Unknown {
  const { prefix: _, suffix: __, trace, ...rest } = reason;
  const keeps = trace && referredResource(reason) === undefined;
  return { ...rest, at, ...(keeps && { trace }) };
}

function openIn(args: readonly Value[]): Unknown | undefined {
  for (const one of args) {
    if ((one.kind === 'list' || one.kind === 'map') && one.open) return one.open;
  }
  return undefined;
}

export function malformed({ name, at }: Call): Unknown {
  return unknown(at, 'malformed', { name });
}
