import type { Location } from '../../../core/source';
import type { Choice, Option, Value } from '../../../core/value';
import { candidates } from '../../../core/value';
import { conjunction } from './conditions';
import { identical, isFailure, type Plain, unknown } from './values';

/** A choice of more than this is no longer told apart: the elements of a collection that is iterated. */
export const MAX_OPTIONS = 4096;
/** Combinations of undecided conditions, beyond as many as one of the values has candidates by itself. */
const MAX_COMBINATIONS = 256;
/** Options that stand at one place and are compared with each other. */
const MAX_COMPARED = 16;

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
  const [only] = values;
  if (values.length === 1 && only?.kind === 'choice') {
    const made = only.options.flatMap((option) => reachedBy(option, make([option.value])));
    return choose(made, at);
  }
  let rows: Row[] = [{ plain: [], option: { certain: true } }];
  // What one value fails by, the whole fails by: there is no need to combine it with the others.
  const failed: Option[] = [];
  let limit = MAX_COMBINATIONS;
  for (const value of values) {
    const next: Row[] = [];
    const options = candidates(value);
    limit = Math.max(limit, options.length);
    const matching = matcher(rows, options);
    for (const row of rows) {
      for (const option of matching(row.option)) {
        const joined = join(row.option, option);
        if (!joined) continue;
        if (isFailure(option.value)) failed.push({ ...joined, value: option.value });
        else next.push({ plain: [...row.plain, option.value], option: joined });
      }
      if (next.length + failed.length > limit) return unknown('options', at, { limit });
    }
    rows = next;
  }
  const options = failed;
  for (const row of rows) options.push(...reachedBy(row.option, make(row.plain)));
  return choose(options, at);
}

/** What a value comes to where an option leads to it. */
function reachedBy(option: Omit<Option, 'value'>, value: Value): Option[] {
  return value.kind === 'choice' ? under(value, option) : [{ ...option, value }];
}

/**
 * Finds the options that may go with a row. Where both sides are the elements of one collection, only the same element
 * goes together: thousands of pairs are never tried one by one.
 */
function matcher(
  rows: readonly Row[],
  options: readonly Option[],
): (row: Omit<Option, 'value'>) => readonly Option[] {
  if (rows.length * options.length <= MAX_COMBINATIONS) return () => options;
  const shared = [...(options[0]!.picks?.keys() ?? [])].find(
    (decision) =>
      options.every((option) => option.picks?.has(decision)) &&
      rows.every((row) => row.option.picks?.has(decision)),
  );
  if (shared === undefined) return () => options;
  const groups = new Map<string, Option[]>();
  for (const option of options) {
    const alternative = option.picks!.get(shared)!;
    const group = groups.get(alternative);
    if (group) group.push(option);
    else groups.set(alternative, [option]);
  }
  return (row) => groups.get(row.picks!.get(shared)!) ?? [];
}

interface Row {
  readonly plain: readonly Plain[];
  readonly option: Omit<Option, 'value'>;
}

/** One value of these options: equal ones are one, a single one is itself, too many are unknown. */
export function choose(options: readonly Option[], at: Location): Value {
  const distinct: Option[] = [];
  // Where there are many, only those of one place and text are compared.
  const places = options.length > MAX_COMPARED ? new Map<string, number[]>() : undefined;
  for (const option of options) {
    const place = places && placeOf(option.value);
    const others = place === undefined ? undefined : places!.get(place);
    const same = places
      ? (others?.find((index) => identical(distinct[index]!.value, option.value)) ?? -1)
      : distinct.findIndex((other) => identical(other.value, option.value));
    if (same >= 0) {
      distinct[same] = eitherWay(distinct[same]!, option);
      continue;
    }
    if (place !== undefined && !others) places!.set(place, [distinct.length]);
    else if (others && others.length < MAX_COMPARED) others.push(distinct.length);
    distinct.push(option);
    if (distinct.length > MAX_OPTIONS) return unknown('options', at, { limit: MAX_OPTIONS });
  }
  if (distinct.length === 1) return distinct[0]!.value;
  if (distinct.length === 0) return unknown('contradiction', at);
  const sensitive = distinct.some((option) => option.value.sensitive);
  const choice: Choice = { kind: 'choice', at, options: distinct, ...(sensitive && { sensitive }) };
  return choice;
}

function placeOf(value: Plain): string {
  const { path, range } = value.at;
  return `${path}:${range.start}:${value.kind === 'scalar' ? value.value : ''}`;
}

/** The candidates of a value that is itself reached only in certain runs. */
export function under(value: Value, reached: Omit<Option, 'value'>): Option[] {
  return candidates(value).flatMap((inner) => {
    const joined = join(reached, inner);
    return joined ? [{ ...joined, value: inner.value }] : [];
  });
}

/** Both at once, or undefined where no run takes both. */
export function join(a: Omit<Option, 'value'>, b: Omit<Option, 'value'>): Omit<Option, 'value'> | undefined {
  const picks = joinPicks(a.picks, b.picks);
  if (picks === null) return undefined;
  const when = conjunction(a.when, b.when);
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
