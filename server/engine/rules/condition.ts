import { matchGlob } from '../policy/glob';
import type { Facts, Policy, Property } from '../types';
import { UNKNOWN } from '../types';

/** Yes, no, or the code does not tell. */
export type Truth = boolean | typeof UNKNOWN;

/**
 * A condition over a facet's properties, as rules write it. Several members of one object must all hold.
 *
 *     all/any/not          as expected, three-valued: unknown stays unknown through each of them
 *     certainly: C         true only where C is true: "unknown" becomes "no"
 *     name: value          the property equals the value; absent equals nothing
 *     name: { test: … }    see `Test`
 */
export interface Condition {
  readonly all?: readonly Condition[];
  readonly any?: readonly Condition[];
  readonly not?: Condition;
  readonly certainly?: Condition;
  readonly [property: string]:
    | Test
    | string
    | number
    | boolean
    | Condition
    | readonly Condition[]
    | undefined;
}

export interface Test {
  readonly exists?: boolean;
  readonly in?: List;
  readonly notIn?: List;
  /** For lists: not empty, and none, some or all of its members are in the list. */
  readonly noneIn?: List;
  readonly someIn?: List;
  readonly allIn?: List;
  readonly someNotIn?: List;
  /** Globs, without regard to case. */
  readonly matches?: List;
  readonly notMatches?: List;
  readonly atLeast?: number;
  readonly below?: number;
  /** The property is an operator's id: whether the policy counts it as domestic, by its control countries. */
  readonly domestic?: boolean;
}

type List = string | readonly (string | number | boolean)[];

export interface ConditionContext {
  readonly facts: Facts;
  readonly policy: Policy;
}

export type Properties = Readonly<Record<string, Property | undefined>>;

/** Evaluates a condition. Never throws: a test that does not fit the property's type is false. */
export function holds(condition: Condition, properties: Properties, context: ConditionContext): Truth {
  let result: Truth = true;
  for (const [name, test] of Object.entries(condition)) {
    if (test === undefined) continue;
    result = and(result, member(name, test as Test, properties, context));
    if (result === false) return false;
  }
  return result;
}

function member(name: string, test: unknown, properties: Properties, context: ConditionContext): Truth {
  switch (name) {
    case 'all':
      return (test as Condition[]).reduce<Truth>(
        (truth, one) => and(truth, holds(one, properties, context)),
        true,
      );
    case 'any':
      return (test as Condition[]).reduce<Truth>(
        (truth, one) => or(truth, holds(one, properties, context)),
        false,
      );
    case 'not':
      return not(holds(test as Condition, properties, context));
    case 'certainly':
      return holds(test as Condition, properties, context) === true;
    default:
      return passes(test as Test | string, properties[name], context);
  }
}

function passes(
  test: Test | string | number | boolean,
  property: Property | undefined,
  context: ConditionContext,
): Truth {
  if (typeof test !== 'object') return property === UNKNOWN ? UNKNOWN : equal(property, test);
  let result: Truth = true;
  for (const [name, operand] of Object.entries(test)) {
    result = and(result, passesOne(name as keyof Test, operand, property, context));
  }
  return result;
}

function passesOne(
  test: keyof Test,
  operand: unknown,
  property: Property | undefined,
  context: ConditionContext,
): Truth {
  if (property === UNKNOWN) return UNKNOWN;
  if (test === 'exists') return (property !== undefined) === operand;
  if (property === undefined) return test === 'notIn' || test === 'notMatches';
  const members = (Array.isArray(property) ? property : [property]) as readonly (string | number | boolean)[];
  const list = () => resolveList(operand as List, context.policy);
  switch (test) {
    case 'in':
      return members.length > 0 && members.every((one) => list().includes(one));
    case 'notIn':
      return !members.some((one) => list().includes(one));
    case 'noneIn':
      return members.length > 0 && !members.some((one) => list().includes(one));
    case 'someIn':
      return members.some((one) => list().includes(one));
    case 'allIn':
      return members.length > 0 && members.every((one) => list().includes(one));
    case 'someNotIn':
      return members.some((one) => !list().includes(one));
    case 'matches':
      return members.some((one) => matchesAny(list(), one));
    case 'notMatches':
      return !members.some((one) => matchesAny(list(), one));
    case 'atLeast':
      return typeof property === 'number' && property >= (operand as number);
    case 'below':
      return typeof property === 'number' && property < (operand as number);
    case 'domestic': {
      const domestic = typeof property === 'string' ? isDomestic(property, context) : UNKNOWN;
      return domestic === UNKNOWN ? UNKNOWN : domestic === operand;
    }
    default:
      return false;
  }
}

/**
 * Whether the policy counts an operator as domestic. A disputed control country is domestic only if all are, foreign
 * only if none is; an operator no fact knows is unknown, not foreign.
 */
export function isDomestic(id: string, { facts, policy }: ConditionContext): Truth {
  const operator = facts.operator(id);
  const names = operator ? [operator.id, ...operator.aliases] : [id];
  const allowed = policy.allow.operators;
  if (names.some((name) => allowed.includes(name))) return true;
  const control = operator?.control ?? [];
  if (control.length === 0) return UNKNOWN;
  if (control.every((country) => policy.countries.includes(country))) return true;
  return control.some((country) => policy.countries.includes(country)) ? UNKNOWN : false;
}

function resolveList(list: List, policy: Policy): readonly (string | number | boolean)[] {
  if (typeof list !== 'string') return list;
  switch (list) {
    case '$allowed.countries':
      return policy.countries;
    case '$allowed.operators':
      return policy.allow.operators;
    case '$allowed.hosts':
      return policy.allow.hosts;
    case '$allowed.accounts':
      return policy.allow.accounts;
    case '$home':
      return [policy.home];
    default:
      return [list];
  }
}

function matchesAny(
  globs: readonly (string | number | boolean)[],
  value: string | number | boolean,
): boolean {
  const text = String(value).toLowerCase();
  return globs.some((glob) => matchGlob(String(glob).toLowerCase(), text));
}

function equal(property: Property | undefined, wanted: string | number | boolean): boolean {
  return Array.isArray(property) ? property.includes(wanted as string) : property === wanted;
}

function and(a: Truth, b: Truth): Truth {
  if (a === false || b === false) return false;
  return a === UNKNOWN || b === UNKNOWN ? UNKNOWN : true;
}

function or(a: Truth, b: Truth): Truth {
  if (a === true || b === true) return true;
  return a === UNKNOWN || b === UNKNOWN ? UNKNOWN : false;
}

function not(a: Truth): Truth {
  return a === UNKNOWN ? UNKNOWN : !a;
}
