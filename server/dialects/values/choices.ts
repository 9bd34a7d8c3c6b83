import type { Location } from '../../core/source';
import { candidates, type Option, type Value } from '../../core/value';
import { type Plain, untellable } from './values';

/** How a value is reached: an option without the value itself. */
export type Reached = Omit<Option, 'value'>;

/** A choice among more is not told apart any more. */
export const MAX_OPTIONS = 64;
const MAX_COMBINATIONS = 64;

/** What an option is chosen by when a parameter without default allows only certain values: at most worth an info. */
export const ALLOWED_VALUES = 'AllowedValues';

/** What a function of several values comes to: every combination that can occur in one run is taken by itself. */
export function combine(
  values: readonly Value[],
  at: Location,
  make: (plain: readonly Plain[]) => Value,
): Value {
  if (!values.some((value) => value.kind === 'choice')) return make(values as readonly Plain[]);
  let rows: { plain: readonly Plain[]; reached: Reached }[] = [{ plain: [], reached: { certain: true } }];
  for (const value of values) {
    rows = rows.flatMap((row) =>
      under(value, row.reached).map(({ value: plain, ...reached }) => ({
        plain: [...row.plain, plain],
        reached,
      })),
    );
    if (rows.length > MAX_COMBINATIONS)
      return untellable(at, 'too-many-options', { limit: MAX_COMBINATIONS });
  }
  return choose(
    rows.flatMap((row) => under(make(row.plain), row.reached)),
    at,
  );
}

/** One value of these options: equal ones are one, a single certain one is itself, too many are unknown. */
export function choose(options: readonly Option[], at: Location): Value {
  const distinct: Option[] = [];
  for (const option of options) {
    const same = distinct.findIndex((other) => identical(other.value, option.value));
    if (same < 0) distinct.push(option);
    else distinct[same] = either(distinct[same]!, option);
    if (distinct.length > MAX_OPTIONS) return untellable(at, 'too-many-options', { limit: MAX_OPTIONS });
  }
  if (distinct.length === 0) return untellable(at, 'no-candidate');
  if (distinct.length === 1 && (distinct[0]!.certain || distinct[0]!.value.kind === 'unknown')) {
    return distinct[0]!.value;
  }
  const sensitive = distinct.some((option) => option.value.sensitive);
  return { kind: 'choice', at, options: distinct, ...(sensitive && { sensitive }) };
}

/** The candidates of a value that is itself reached only in certain runs; those that no run reaches are left out. */
export function under(value: Value, reached: Reached): Option[] {
  return candidates(value).flatMap((option) => {
    const both = join(reached, option);
    return both ? [{ ...both, value: option.value }] : [];
  });
}

function join(a: Reached, b: Reached): Reached | undefined {
  const picks = joined(a.picks, b.picks);
  if (picks === null) return undefined;
  const when = bothWhens(a.when, b.when);
  return { certain: a.certain && b.certain, ...(when && { when }), ...(picks && { picks }) };
}

/** The decisions of both; null where they take different alternatives of one. */
function joined(a: Option['picks'], b: Option['picks']): Option['picks'] | null {
  if (!a || a.size === 0 || a === b) return b && b.size > 0 ? b : undefined;
  if (!b || b.size === 0) return a;
  for (const [decision, alternative] of a) {
    if ((b.get(decision) ?? alternative) !== alternative) return null;
  }
  return new Map([...a, ...b]);
}

function bothWhens(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || a === b) return b;
  if (b === undefined) return a;
  return a === ALLOWED_VALUES || b === ALLOWED_VALUES ? ALLOWED_VALUES : `${a}, ${b}`;
}

/** Two ways to one value: what both have in common remains. */
function either(a: Option, b: Option): Option {
  const picks = new Map([...(a.picks ?? [])].filter(([key, value]) => b.picks?.get(key) === value));
  return {
    value: a.value,
    certain: a.certain || b.certain,
    ...(a.when !== undefined && a.when === b.when && { when: a.when }),
    ...(picks.size > 0 && { picks }),
  };
}

function identical(a: Plain, b: Plain): boolean {
  if (a === b) return true;
  if (a.kind !== 'scalar' || b.kind !== 'scalar' || a.value !== b.value) return false;
  const [left, right] = [a.at, b.at];
  return (
    left.path === right.path &&
    left.range.start === right.range.start &&
    left.range.end === right.range.end &&
    a.trace?.name === b.trace?.name
  );
}

/** A value where certain decisions are made: what they rule out, anywhere in it, is no candidate. */
export function settle(value: Value, picks: ReadonlyMap<string, string>): Value {
  if (picks.size === 0) return value;
  switch (value.kind) {
    case 'choice': {
      const options = value.options.flatMap((option): Option[] => {
        const rest = remaining(option.picks, picks);
        if (rest === null) return [];
        const { picks: _, ...reached } = option;
        return [
          {
            ...reached,
            value: settle(option.value, picks) as Plain,
            certain: option.certain || (option.picks !== undefined && rest.size === 0),
            ...(rest.size > 0 && { picks: rest }),
          },
        ];
      });
      return choose(options, value.at);
    }
    case 'list':
      return { ...value, items: value.items.map((item) => settle(item, picks)) };
    case 'map':
      return {
        ...value,
        entries: new Map(
          [...value.entries].map(([name, entry]) => [name, { ...entry, value: settle(entry.value, picks) }]),
        ),
      };
    default:
      return value;
  }
}

/** The decisions of an option that are still to be made; null where one is made otherwise. */
function remaining(
  own: Option['picks'],
  made: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> | null {
  const rest = new Map<string, string>();
  for (const [decision, alternative] of own ?? []) {
    const taken = made.get(decision);
    if (taken === undefined) rest.set(decision, alternative);
    else if (taken !== alternative) return null;
  }
  return rest;
}
