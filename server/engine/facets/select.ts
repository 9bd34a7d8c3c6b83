import type { Location } from '../../core/source';
import { candidates, entryOf, type MapEntry, type MapValue, type Option, type Value } from '../../core/value';
import { documentOf, structureOf } from '../../dialects/terraform/expressions';

/** One candidate at a path, and where it stands. */
export interface Found extends Option {
  /** The entry that holds it: its key and its expression. */
  readonly entry?: MapEntry;
  /** The block or mapping it stands in, for the arguments beside it. */
  readonly within?: MapValue;
  /** An endpoint, not a place code. */
  readonly host?: boolean;
}

/**
 * Every value at a path below a map, as `valuesAt` gives them, each with the entry it stands in. Paths are written as
 * catalog rows write them: brackets around a name with dots, `$json` for a string that holds JSON, `$yaml` for one that
 * holds either, `$docker` for `DOCKER|image` (an empty list for what else Azure's App Service may run), `*` for any entry,
 * `[name*]` for any that begins so.
 */
export function select(value: Value, path: string): Found[] {
  const names = namesOf(path);
  // As long as there is one way, no list of ways is made: most of what rows ask for is not written.
  let way: Found = { value: value as Found['value'], certain: true };
  let at = value;
  let i = 0;
  for (; i < names.length && at.kind === 'map' && !isSpecial(names[i]!); i++) {
    const entry = entryOf(at, names[i]!);
    if (!entry && !at.open) return [];
    if (!entry) break;
    way = { value: at, certain: true, entry, within: at };
    at = entry.value;
  }
  let found = spread(way, at);
  for (; i < names.length; i++) {
    const name = names[i]!;
    const read = readers[name];
    found = read
      ? found.flatMap(items).flatMap((one) => spread(one, read(one.value) ?? one.value))
      : found.flatMap((one) => step(one, name));
  }
  return found.some((one) => one.value.kind === 'list') ? found.flatMap(items) : found;
}

const readers: Readonly<Record<string, (value: Value) => Value | undefined>> = {
  $json: structureOf,
  $yaml: documentOf,
  $docker: imageOf,
};

const DOCKER = 'DOCKER|';

function imageOf(value: Value): Value {
  if (value.kind === 'unknown' && value.prefix?.toUpperCase().startsWith(DOCKER)) {
    return { ...value, prefix: value.prefix.slice(DOCKER.length) };
  }
  if (value.kind !== 'scalar') return value;
  const text = String(value.value);
  if (!text.toUpperCase().startsWith(DOCKER)) return { kind: 'list', items: [], at: value.at };
  const { start, end } = value.at.range;
  const { parts: _, ...rest } = value;
  const exact = end - start === text.length;
  const range = exact ? { start: start + DOCKER.length, end } : value.at.range;
  return { ...rest, value: text.slice(DOCKER.length), at: { path: value.at.path, range } };
}

/** Whether a name of a path stands for something else than the entry of that name. */
function isSpecial(name: string): boolean {
  return name.endsWith('*') || Object.hasOwn(readers, name);
}

/** Whether a value says nothing: `null` and the empty string mean that an argument is left out. */
export function isLeftOut(value: Value): boolean {
  return value.kind === 'scalar' && (value.value === null || value.value === '');
}

/** Candidates at a path that are written at all. */
export function written(value: Value, path: string): Found[] {
  return select(value, path).filter((one) => !isLeftOut(one.value));
}

/**
 * The text by which an argument says its value: what a finding about a named thing underlines. A literal in place is
 * itself (without quotes), anything else the whole expression.
 */
export function expressionOf({ entry, value }: Found): Location {
  const expression = entry?.expression;
  if (expression)
    return !value.trace && value.kind === 'scalar' && encloses(expression, value.at) ? value.at : expression;
  return entry && value.trace ? entry.key : value.at;
}

function encloses(outer: Location, inner: Location): boolean {
  return (
    outer.path === inner.path && outer.range.start <= inner.range.start && inner.range.end <= outer.range.end
  );
}

/** Whether arguments have the values that a row asks for (`*`: any); an unknown one is undefined. */
export function fits(body: Value, wanted: Readonly<Record<string, string>> | undefined): boolean | undefined {
  let answer: boolean | undefined = true;
  for (const [path, text] of Object.entries(wanted ?? {})) {
    const found = written(body, path);
    if (text === '*') {
      if (found.length === 0) return false;
      continue;
    }
    if (found.length > 0 && found.every(({ value }) => value.kind !== 'scalar')) answer = undefined;
    else if (!found.some(({ value }) => value.kind === 'scalar' && String(value.value) === text))
      return false;
  }
  return answer;
}

/** Both at once, or undefined where no run takes both. */
export function joinPicks(a: Option['picks'], b: Option['picks']): Option['picks'] | null {
  if (!a || !b) return a ?? b;
  const joined = new Map(a);
  for (const [decision, alternative] of b) {
    const other = joined.get(decision);
    if (other !== undefined && other !== alternative) return null;
    joined.set(decision, alternative);
  }
  return joined;
}

const parsed = new Map<string, readonly string[]>();

function namesOf(path: string): readonly string[] {
  let names = parsed.get(path);
  if (!names) {
    names =
      path === '' ? [] : (path.match(/\[[^\]]*\]|[^.]+/g) ?? []).map((name) => name.replace(/^\[|\]$/g, ''));
    parsed.set(path, names);
  }
  return names;
}

function step(found: Found, name: string): Found[] {
  const { value } = found;
  switch (value.kind) {
    case 'unknown':
      return [found];
    case 'map': {
      if (name.endsWith('*')) {
        const beginning = name.slice(0, -1);
        const all = [...value.entries].flatMap(([key, entry]) =>
          key.startsWith(beginning) ? spread({ ...found, entry, within: value }, entry.value) : [],
        );
        return value.open ? [...all, { value: value.open, certain: false }] : all;
      }
      const entry = entryOf(value, name);
      if (entry) return spread({ ...found, entry, within: value }, entry.value);
      return value.open ? [{ value: value.open, certain: false, within: value }] : [];
    }
    case 'list':
      return elements(found, value).flatMap((one) => (one.value.kind === 'list' ? [] : step(one, name)));
    default:
      return [];
  }
}

function items(found: Found): Found[] {
  return found.value.kind === 'list' ? elements(found, found.value).flatMap(items) : [found];
}

function elements(found: Found, list: Value & { kind: 'list' }): Found[] {
  const all = list.items.flatMap((item) => spread(found, item));
  return list.open ? [...all, { value: list.open, certain: false }] : all;
}

/** The candidates of a value that stands inside a found one. */
function spread(outer: Found, value: Value): Found[] {
  if (value.kind !== 'choice') return [{ ...outer, value }];
  const all: Found[] = [];
  for (const inner of candidates(value)) {
    const picks = joinPicks(outer.picks, inner.picks);
    if (picks === null) continue;
    const { picks: _, ...rest } = outer;
    all.push({
      ...rest,
      ...(inner.when !== undefined && { when: inner.when }),
      ...(picks && { picks }),
      value: inner.value,
      certain: outer.certain && inner.certain,
    });
  }
  return all;
}
