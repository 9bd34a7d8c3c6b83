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
  return prepared(condition)(properties, context);
}

/** Whether a condition asks for a property. */
export function asksFor(name: string, condition: Condition): boolean {
  const { all = [], any = [], not: negated, certainly, ...tests } = condition;
  const inner = [...all, ...any, ...(negated ? [negated] : []), ...(certainly ? [certainly] : [])];
  return Object.hasOwn(tests, name) || inner.some((one) => asksFor(name, one));
}

type Asking = (properties: Properties, context: ConditionContext) => Truth;

const known = new WeakMap<Condition, Asking>();

/** A condition is asked of every facet: it is taken apart once. */
function prepared(condition: Condition): Asking {
  let asking = known.get(condition);
  if (!asking) {
    const members = Object.entries(condition).filter(([, test]) => test !== undefined);
    asking = allOf(members.map(([name, test]) => member(name, test)));
    known.set(condition, asking);
  }
  return asking;
}

function member(name: string, test: unknown): Asking {
  switch (name) {
    case 'all':
      return allOf((test as Condition[]).map(prepared));
    case 'any':
      return anyOf((test as Condition[]).map(prepared));
    case 'not': {
      const one = prepared(test as Condition);
      return (properties, context) => not(one(properties, context));
    }
    case 'certainly': {
      const one = prepared(test as Condition);
      return (properties, context) => one(properties, context) === true;
    }
    default:
      return passing(name, test as Test | string);
  }
}

function allOf(askings: readonly Asking[]): Asking {
  const [only] = askings;
  if (only && askings.length === 1) return only;
  return (properties, context) => {
    let result: Truth = true;
    for (const one of askings) {
      const truth = one(properties, context);
      if (truth === false) return false;
      if (truth === UNKNOWN) result = UNKNOWN;
    }
    return result;
  };
}

function anyOf(askings: readonly Asking[]): Asking {
  return (properties, context) => {
    let result: Truth = false;
    for (const one of askings) {
      const truth = one(properties, context);
      if (truth === true) return true;
      if (truth === UNKNOWN) result = UNKNOWN;
    }
    return result;
  };
}

/** Whether the property of a name passes a test. */
function passing(name: string, test: Test | string | number | boolean): Asking {
  if (typeof test !== 'object') {
    return (properties) => {
      const property = properties[name];
      return property === UNKNOWN ? UNKNOWN : equal(property, test);
    };
  }
  return allOf(
    Object.entries(test).map(
      ([kind, operand]): Asking =>
        (properties, context) =>
          passes(kind as keyof Test, operand, properties[name], context),
    ),
  );
}

function passes(
  test: keyof Test,
  operand: unknown,
  property: Property | undefined,
  context: ConditionContext,
): Truth {
  if (property === UNKNOWN) return UNKNOWN;
  if (test === 'exists') return (property !== undefined) === operand;
  if (property === undefined) return test === 'notIn' || test === 'notMatches';
  switch (test) {
    case 'atLeast':
      return typeof property === 'number' && property >= (operand as number);
    case 'below':
      return typeof property === 'number' && property < (operand as number);
    case 'domestic': {
      const domestic = typeof property === 'string' ? isDomestic(property, context) : UNKNOWN;
      return domestic === UNKNOWN ? UNKNOWN : domestic === operand;
    }
    default:
      return fitsList(
        test,
        resolveList(operand as List, context.policy),
        (Array.isArray(property) ? property : [property]) as Members,
      );
  }
}

type Members = readonly (string | number | boolean)[];

function fitsList(test: keyof Test, list: Members, members: Members): boolean {
  switch (test) {
    case 'in':
    case 'allIn':
      return members.length > 0 && members.every((one) => list.includes(one));
    case 'notIn':
      return !members.some((one) => list.includes(one));
    case 'noneIn':
      return members.length > 0 && !members.some((one) => list.includes(one));
    case 'someIn':
      return members.some((one) => list.includes(one));
    case 'someNotIn':
      return members.some((one) => !list.includes(one));
    case 'matches':
      return members.some((one) => matchesAny(list, one));
    case 'notMatches':
      return !members.some((one) => matchesAny(list, one));
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

function not(a: Truth): Truth {
  return a === UNKNOWN ? UNKNOWN : !a;
}
