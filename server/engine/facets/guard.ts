import type { Resource } from '../../core/resource';
import type { Unknown } from '../../core/value';
import { matchGlob } from '../policy/glob';
import type { CatalogRow, Facet, FacetContext, GuardSpec, Place } from '../types';
import { UNKNOWN } from '../types';
import { isSettled } from './operated';
import { anchorsOf } from './place';
import { referredTo } from './placing';
import { nowhere } from './reading';
import { rowOf } from './row';
import { expressionOf, type Found, fits, select, written } from './select';
import { effectOf, statementsOf, testsOf } from './statements';
import { untold } from './untold';

/**
 * What guard-rails permit: a facet for each list of places. A root of an organisation that no guard-rail stands beside has
 * one that says so.
 */
export function guardFacets(resource: Resource, row: CatalogRow | undefined, context: FacetContext): Facet[] {
  if (!row || resource.kind !== 'resource') return [];
  const guarding: Guarding = { resource, row, context };
  return [...row.guards.flatMap((spec) => stated(guarding, spec)), ...absent(guarding)];
}

interface Guarding {
  readonly resource: Resource;
  readonly row: CatalogRow;
  readonly context: FacetContext;
}

function stated(guarding: Guarding, spec: GuardSpec): Facet[] {
  if (isGuard(guarding, spec) !== true) return [];
  return listsIn(guarding, spec).map((list) => permitting(guarding, spec, list));
}

/** Whether the thing is this guard-rail; undefined where the code does not tell. */
function isGuard({ resource: { body }, context }: Guarding, { when, named }: GuardSpec): boolean | undefined {
  const fit = fits(body, when);
  if (fit !== true || !named) return fit;
  let answer: boolean | undefined = false;
  for (const { value } of written(body, named.at)) {
    const texts = value.kind === 'scalar' ? [String(value.value)] : namesOf(value, context);
    if (texts.some((text) => named.ends.some((end) => text.endsWith(end)))) return true;
    if (texts.length === 0) answer = undefined;
  }
  return answer;
}

/** What is known of a name: its end, or how the data source that looks it up calls it. */
function namesOf(value: Found['value'], context: FacetContext): string[] {
  const target = referredTo(value, context);
  if (target?.kind === 'data') {
    return ['name', 'display_name'].flatMap((at) =>
      written(target.body, at).flatMap((one) =>
        one.value.kind === 'scalar' ? [String(one.value.value)] : [],
      ),
    );
  }
  return value.kind === 'unknown' && value.suffix !== undefined ? [value.suffix] : [];
}

/** The places of one list. */
type List = readonly Found[];

function listsIn({ resource: { body }, context }: Guarding, spec: GuardSpec): readonly List[] {
  const found = written(body, spec.at);
  if (spec.shape === 'policy') {
    return found.flatMap((policy) =>
      statementsOf(policy, context)
        .filter((statement) => effectOf(statement) === 'Deny')
        .flatMap((statement) => testsOf(statement) ?? [])
        .filter(({ operator, key }) => EXCEPT.test(operator) && key.toLowerCase() === REGION)
        .map(({ values }) => values.map((one) => ({ ...one, certain: policy.certain && one.certain }))),
    );
  }
  const lists = new Map<unknown, Found[]>();
  for (const one of found) {
    if (fits(one.within ?? body, spec.beside) !== true) continue;
    const list = lists.get(one.entry);
    if (list) list.push(one);
    else lists.set(one.entry, [one]);
  }
  return [...lists.values()];
}

/** What is denied everywhere except in some places. */
const EXCEPT = /^(For(AnyValue|AllValues):)?StringNot/;
const REGION = 'aws:requestedregion';

interface Item {
  readonly found: Found;
  readonly text: string;
  readonly places: readonly Place[];
}

function permitting(guarding: Guarding, spec: GuardSpec, list: List): Facet {
  const { resource, row, context } = guarding;
  const { countries: allowed } = context.policy;
  const items = list.flatMap((found) => itemOf(found, guarding));
  const known = items.flatMap(({ places }) => places.flatMap(({ countries }) => countries));
  const outside = items.filter(({ places }) => !places.every((place) => isInside(place, allowed)));
  const untoldBy = outside.length > 0 ? undefined : whyUntold(list, items);
  const first = outside[0]?.found ?? list[0];
  return {
    kind: 'guard',
    resource,
    row,
    certain:
      resource.certain &&
      (outside.length === 0 ||
        outside.some(({ found }) => found.certain && isSettled(resource, found.value))),
    properties: {
      state: 'stated',
      value: shown(outside.length > 0 ? outside : items),
      countries: untoldBy ? UNKNOWN : [...new Set(known)],
      unbounded: untoldBy ? UNKNOWN : items.some(({ places }) => places.some(isUnbounded)),
    },
    anchors: anchorsOf(resource, first?.value.at, first && expressionOf(first)),
    ...(first && { value: first.value }),
    argument: spec.at,
    ...(untoldBy && { unknown: untold(untoldBy, resource, spec.at) }),
  };
}

function isInside({ countries }: Place, allowed: readonly string[]): boolean {
  return countries.length > 0 && countries.every((one) => allowed.includes(one));
}

function isUnbounded({ countries }: Place): boolean {
  return countries.length === 0;
}

/** What one entry permits; `global` permits no place, and what no fact knows is left out. */
function itemOf(found: Found, { resource, row, context }: Guarding): Item[] {
  const { value } = found;
  const provider = resource.provider ?? row.provider;
  if (value.kind !== 'scalar' || typeof value.value !== 'string' || provider === undefined) return [];
  const text = value.value;
  const code = GROUP.exec(text)?.[1] ?? text.replace(/^is:/, '');
  const place = context.facts.place(provider, code);
  const places = place ? [place] : code.includes('*') ? placesLike(code, provider, context) : [];
  const bound = places.filter(({ kind }) => kind !== 'global');
  return bound.length > 0 ? [{ found, text, places: bound }] : [];
}

/** Google Cloud's groups of locations: `in:asia-northeast3-locations`. */
const GROUP = /^in:([a-z0-9-]+)-locations$/;

function placesLike(glob: string, provider: string, { facts }: FacetContext): Place[] {
  return facts.tables.places.filter(
    (place) => place.provider === provider && place.kind === 'region' && matchGlob(glob, place.code),
  );
}

/** Why a list permits more than what is known of it, perhaps. */
function whyUntold(list: List, items: readonly Item[]): Unknown | undefined {
  for (const { value } of list) if (value.kind === 'unknown') return value;
  if (items.length > 0 || list.length === 0) return undefined;
  return nowhere(list[0]!.value, 'facets.no-code', {});
}

function shown(items: readonly Item[]): string {
  const texts = [...new Set(items.map(({ text }) => text))];
  return texts.length > MOST_SHOWN
    ? `${texts.slice(0, MOST_SHOWN).join(', ')} … (${texts.length})`
    : texts.join(', ');
}

const MOST_SHOWN = 3;

/**
 * A root of an organisation without a guard-rail on places: said once for the code that is deployed together, and only if
 * nothing there may be one.
 */
function absent({ resource, row, context }: Guarding): Facet[] {
  if (!row.guardedBy || firstRoot(row, context) !== resource) return [];
  const mayBring = ({ kind, type }: Resource) =>
    kind === 'module' || (row.guardedBy?.includes(type) ?? false);
  const isOne = (one: Resource) => {
    const own = rowOf(one, context.catalog);
    if (one.kind === 'module' || !own) return true;
    const guarding: Guarding = { resource: one, row: own, context };
    return own.guards.some((spec) => isGuard(guarding, spec) !== false && mayList(guarding, spec));
  };
  if (context.ask({ by: 'all' }).filter(mayBring).some(isOne)) return [];
  return [
    {
      kind: 'guard',
      resource,
      row,
      certain: resource.certain,
      properties: { state: 'absent' },
      anchors: anchorsOf(resource),
    },
  ];
}

function firstRoot({ provider }: CatalogRow, context: FacetContext): Resource | undefined {
  return context.ask({ by: 'all' }).find((one) => {
    const row = one.kind === 'resource' ? rowOf(one, context.catalog) : undefined;
    return row?.guardedBy !== undefined && row.provider === provider;
  });
}

/** Whether it lists places, or what it holds is not told. */
function mayList(guarding: Guarding, spec: GuardSpec): boolean {
  const found = select(guarding.resource.body, spec.at);
  return (
    listsIn(guarding, spec).length > 0 ||
    found.some(({ value }) => value.kind === 'unknown' && !referredTo(value, guarding.context))
  );
}
