import type { Resource } from '../../core/resource';
import type { Option } from '../../core/value';
import type { CatalogRow, Facet, FacetContext, Place, ScheduleSpec } from '../types';
import { placeFacet } from './place';
import type { Placing } from './placing';
import { nowhere } from './reading';
import { expressionOf, type Found, select } from './select';

/** Where a workload may run and a volume may lie: labels of nodes that name a place. */
export function scheduleFacets(
  resource: Resource,
  row: CatalogRow | undefined,
  context: FacetContext,
): Facet[] {
  if (!row || resource.kind !== 'resource') return [];
  return row.schedule.flatMap((spec) =>
    asked(resource, spec).flatMap((one) => {
      const placing = placingOf(one, spec, context);
      return placing ? [placeFacet(resource, row, placing, 'schedule', context)] : [];
    }),
  );
}

interface Asked {
  readonly found: Found;
  /** The provider that the label's key tells. */
  readonly provider: string | null;
  /** False where the scheduler may take another one. */
  readonly certain: boolean;
}

function asked(resource: Resource, spec: ScheduleSpec): Asked[] {
  return spec.shape === 'labels' ? labelled(resource, spec) : terms(resource, spec);
}

function labelled(resource: Resource, spec: ScheduleSpec): Asked[] {
  return Object.entries(spec.labels).flatMap(([label, provider]) =>
    select(resource.body, `${spec.at}.[${label}]`)
      .filter(isText)
      .map((found) => ({ found, provider, certain: !spec.preferred })),
  );
}

/** Terms are alternatives; the expressions of one term must all hold, and one of an expression's values. */
function terms(resource: Resource, spec: ScheduleSpec): Asked[] {
  const all = select(resource.body, spec.at).filter(({ value }) => value.kind === 'map');
  return all.flatMap((term) =>
    select(term.value, spec.expressions ?? '').flatMap((expression) => {
      const { value } = expression;
      if (value.kind !== 'map') return [];
      const key = value.entries.get('key')?.value;
      const operator = value.entries.get('operator')?.value;
      if (key?.kind !== 'scalar' || !Object.hasOwn(spec.labels, String(key.value))) return [];
      if (operator && !(operator.kind === 'scalar' && operator.value === 'In')) return [];
      const values = select(value, 'values').filter(isText);
      const certain =
        !spec.preferred && all.length === 1 && values.length === 1 && term.certain && expression.certain;
      return values.map((found) => ({ found, provider: spec.labels[String(key.value)]!, certain }));
    }),
  );
}

function isText({ value }: Option): boolean {
  return value.kind === 'scalar' && typeof value.value === 'string' && value.value !== '';
}

function placingOf(
  { found, provider, certain }: Asked,
  spec: ScheduleSpec,
  context: FacetContext,
): Placing | undefined {
  const { value } = found;
  const text = String(value.kind === 'scalar' ? value.value : '');
  const base = {
    value,
    text,
    certain: certain && found.certain,
    ...(found.picks && { picks: found.picks }),
    own: true,
    argument: spec.at,
    expression: expressionOf(found),
  };
  const { facts, policy } = context;
  const one = provider === null ? undefined : facts.place(provider, text);
  const places = provider === null ? facts.places(text) : one ? [one] : [];
  if (places.length === 0) return { ...base, unknown: nowhere(value, 'facets.unknown-code', { code: text }) };
  const agreed = agreement(places, policy.countries);
  if (!agreed) return { ...base, unknown: nowhere(value, 'facets.ambiguous-code', { code: text }) };
  const [first] = places;
  return {
    ...base,
    countries: agreed,
    confidence: first!.confidence,
    ...(places.length === 1 && { place: first! }),
  };
}

/** What all providers that know a code agree on, as far as the policy is concerned; undefined where they do not. */
function agreement(places: readonly Place[], allowed: readonly string[]): readonly string[] | undefined {
  const verdict = ({ countries }: Place) =>
    countries.length === 0
      ? 'unbounded'
      : countries.every((one) => allowed.includes(one))
        ? 'inside'
        : countries.some((one) => allowed.includes(one))
          ? 'both'
          : 'outside';
  const [first, ...rest] = places.map(verdict);
  if (rest.some((one) => one !== first)) return undefined;
  return [...new Set(places.flatMap(({ countries }) => countries))];
}
