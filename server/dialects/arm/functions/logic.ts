import type { Location } from '../../../core/source';
import type { Option, Unknown, Value } from '../../../core/value';
import { choose, under } from '../../values/choices';
import { scalar, symbolOf, textOf } from '../../values/values';
import { type ArmFunction, malformed, plainly, untold } from './call';
import { compared } from './equality';

/** A condition that is not decided, and what it is made of. */
interface Undecided extends Unknown {
  readonly made?: { readonly of: readonly Value[]; readonly by: 'and' | 'or' | 'not' };
}

/**
 * What a conditional comes to: one arm where the condition is decided, else both, each marked with the decision.
 * @param text the condition as the code writes it
 */
export function conditional(
  condition: Value,
  yes: () => Value,
  no: () => Value,
  at: Location,
  text: string,
): Value {
  switch (condition.kind) {
    case 'scalar':
      return isTrue(condition) ? yes() : no();
    case 'choice': {
      const options = condition.options.flatMap(({ value, ...reached }) =>
        under(conditional(value, yes, no, at, text), { when: text, ...reached }),
      );
      return choose(options, at);
    }
    case 'unknown': {
      const arms = [true, false].flatMap((truth): Option[] =>
        under(truth ? yes() : no(), { certain: false, when: text, picks: outcome(condition, truth) }),
      );
      return choose(arms, at);
    }
    default:
      return malformed({ name: 'if', at });
  }
}

/** Whether a value is the boolean true, or a text that says so. */
export function isTrue(value: Value): boolean {
  return textOf(value)?.toLowerCase() === 'true';
}

/** The decisions that are made when a condition comes out so: of itself, and of what it is made of. */
export function outcome(condition: Value, truth: boolean): Map<string, string> {
  const picks = new Map<string, string>();
  const decide = (one: Value, holds: boolean): void => {
    const symbol = symbolOf(one);
    if (one.kind !== 'unknown' || symbol === undefined) return;
    const { made } = one as Undecided;
    if (made?.by === 'not') decide(made.of[0]!, !holds);
    else {
      picks.set(symbol, String(holds));
      if (made && holds === (made.by === 'and')) for (const part of made.of) decide(part, holds);
    }
  };
  decide(condition, truth);
  return picks;
}

/** `and` of all (`truth` is true), or `or` (false): one that is otherwise decides, else one that is unknown. */
function every(truth: boolean): ArmFunction {
  return plainly((args, call) => {
    if (args.some((one) => one.kind === 'scalar' && isTrue(one) !== truth)) return scalar(!truth, call.at);
    const open = args.filter((one) => one.kind !== 'scalar');
    if (open.length === 0) return scalar(truth, call.at);
    const [only] = open;
    if (open.length === 1 && only!.kind === 'unknown') return only!;
    return { ...untold(call, args), made: { of: open, by: truth ? 'and' : 'or' } } as Undecided;
  }, 1);
}

const not: ArmFunction = plainly(
  ([one], call) => {
    if (one!.kind === 'scalar') return scalar(!isTrue(one!), call.at);
    return { ...untold(call, [one!]), made: { of: [one!], by: 'not' } } as Undecided;
  },
  1,
  1,
);

const equals: ArmFunction = plainly(
  (args, call) => {
    const same = compared(args[0]!, args[1]!);
    return same === undefined ? untold(call, args) : scalar(same, call.at);
  },
  2,
  2,
);

/** Texts compare by their letters, numbers by their size. */
function ordered(holds: (order: number) => boolean): ArmFunction {
  return plainly(
    (args, call) => {
      const [a, b] = args;
      if (a!.kind !== 'scalar' || b!.kind !== 'scalar') return untold(call, args);
      const both = [a!.value, b!.value];
      const order = both.every((one) => typeof one === 'number')
        ? both[0]! - both[1]!
        : String(both[0]) < String(both[1])
          ? -1
          : Number(String(both[0]) > String(both[1]));
      return scalar(holds(order), call.at);
    },
    2,
    2,
  );
}

/** The first that is not null. What cannot be told is taken to say something: a fallback behind it is no candidate. */
const coalesce: ArmFunction = plainly(
  (args, call) => args.find((one) => !isNull(one)) ?? scalar(null, call.at),
);

export function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.value === null;
}

const bool: ArmFunction = plainly(
  ([one], call) => {
    if (one!.kind !== 'scalar') return untold(call, [one!]);
    const text = String(one!.value).toLowerCase();
    if (!['true', 'false', '0', '1'].includes(text)) return malformed(call);
    return { ...one!, value: text === 'true' || text === '1' };
  },
  1,
  1,
);

const constant =
  (value: boolean | null): ArmFunction =>
  (_, { at }) =>
    scalar(value, at);

export const logic: Readonly<Record<string, ArmFunction>> = {
  and: every(true),
  or: every(false),
  not,
  equals,
  less: ordered((order) => order < 0),
  lessOrEquals: ordered((order) => order <= 0),
  greater: ordered((order) => order > 0),
  greaterOrEquals: ordered((order) => order >= 0),
  coalesce,
  bool,
  true: constant(true),
  false: constant(false),
  null: constant(null),
};
