import type { Location } from '../../../core/source';
import type { Choice, Option, Value } from '../../../core/value';
import { candidates } from '../../../core/value';
import { identical, type Plain, unknown } from './values';

/** A choice of more than this is no longer told apart. */
export const MAX_OPTIONS = 64;
const MAX_COMBINATIONS = 256;

/**
 * What a function of several values comes to when some have several candidates: every combination that can occur
 * in one run is taken by itself. Options that exclude each other (`Option.picks`) are never combined.
 */
export function combine(
  values: readonly Value[],
  at: Location,
  make: (plain: readonly Plain[]) => Value,
): Value {
  if (!values.some((value) => value.kind === 'choice')) return make(values as readonly Plain[]);
  let rows: Row[] = [{ plain: [], option: { certain: true } }];
  for (const value of values) {
    const next: Row[] = [];
    for (const row of rows) {
      for (const option of candidates(value)) {
        const joined = join(row.option, option);
        if (joined) next.push({ plain: [...row.plain, option.value], option: joined });
      }
    }
    if (next.length > MAX_COMBINATIONS) return unknown('options', at, { limit: MAX_OPTIONS });
    rows = next;
  }
  const options: Option[] = [];
  for (const row of rows) {
    for (const inner of candidates(make(row.plain))) {
      const joined = join(row.option, inner);
      if (joined) options.push({ ...joined, value: inner.value });
    }
  }
  return choose(options, at);
}

interface Row {
  readonly plain: readonly Plain[];
  readonly option: Omit<Option, 'value'>;
}

/** One value of these options: equal ones are one, a single one is itself, too many are unknown. */
export function choose(options: readonly Option[], at: Location): Value {
  const distinct: Option[] = [];
  for (const option of options) {
    const same = distinct.findIndex((other) => identical(other.value, option.value));
    if (same < 0) distinct.push(option);
    else distinct[same] = eitherWay(distinct[same]!, option);
    if (distinct.length > MAX_OPTIONS) return unknown('options', at, { limit: MAX_OPTIONS });
  }
  if (distinct.length === 1) return distinct[0]!.value;
  if (distinct.length === 0) return unknown('contradiction', at);
  const sensitive = distinct.some((option) => option.value.sensitive);
  const choice: Choice = { kind: 'choice', at, options: distinct, ...(sensitive && { sensitive }) };
  return choice;
}

/** The candidates of a value that is itself reached only in certain runs. */
export function under(value: Value, reached: Omit<Option, 'value'>): Option[] {
  return candidates(value).flatMap((inner) => {
    const joined = join(reached, inner);
    return joined ? [{ ...joined, value: inner.value }] : [];
  });
}

/** Both at once, or undefined where no run takes both. */
function join(a: Omit<Option, 'value'>, b: Omit<Option, 'value'>): Omit<Option, 'value'> | undefined {
  const picks = joinPicks(a.picks, b.picks);
  if (picks === null) return undefined;
  const when =
    a.when === undefined || a.when === b.when
      ? b.when
      : b.when === undefined
        ? a.when
        : `${a.when}, ${b.when}`;
  return {
    certain: a.certain && b.certain,
    ...(when !== undefined && { when }),
    ...(picks && { picks }),
  };
}

function joinPicks(a: Option['picks'], b: Option['picks']): Option['picks'] | null {
  if (!a || !b) return a ?? b;
  const joined = new Map(a);
  for (const [decision, alternative] of b) {
    const other = joined.get(decision);
    if (other !== undefined && other !== alternative) return null;
    joined.set(decision, alternative);
  }
  return joined;
}

/** One option for two of the same value: reached by what both have in common. */
function eitherWay(a: Option, b: Option): Option {
  const picks = a.picks && b.picks && [...a.picks].filter(([key, value]) => b.picks!.get(key) === value);
  const { picks: _, when, ...rest } = a;
  return {
    ...rest,
    certain: a.certain || b.certain,
    ...(when !== undefined && when === b.when && { when }),
    ...(picks?.length && { picks: new Map(picks) }),
  };
}

/** Applies to each candidate. */
export function mapOptions(value: Value, at: Location, make: (plain: Plain) => Value): Value {
  return value.kind === 'choice' ? combine([value], at, ([plain]) => make(plain!)) : make(value);
}
