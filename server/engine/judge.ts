import type { Severity } from '../core/finding';
import type { LocalizedText, MessageArgument } from '../core/message';
import type { Resource } from '../core/resource';
import type { Location } from '../core/source';
import { candidates, type Hop, hops, valuesAt } from '../core/value';
import { facetsOf } from './facets';
import { matchGlob } from './policy/glob';
import { type ConditionContext, holds, type Properties } from './rules/condition';
import type { Case, Rule, Selector } from './rules/rule';
import { type Facet, type FacetContext, type Property, UNKNOWN } from './types';

/** One rule's yes to one facet; those with one deciding text become one finding. */
export interface Verdict {
  readonly rule: Rule;
  readonly facet: Facet;
  readonly severity: Severity;
  readonly message: LocalizedText;
  readonly at: Location;
  readonly trace: readonly Hop[];
  readonly args: Readonly<Record<string, MessageArgument | undefined>>;
}

/** What judging one resource gives: verdicts, and for gathered rules also the facets that pass. */
export interface Judgement {
  readonly verdicts: readonly Verdict[];
  /** Of rules with `gather`: facets that carry what the rule asks for. Counted against the verdicts. */
  readonly passes: readonly { readonly rule: Rule; readonly facet: Facet }[];
  readonly facets: readonly Facet[];
}

/** Judges one resource by every rule in force. */
export function judge(resource: Resource, rules: readonly Rule[], context: FacetContext): Judgement {
  if (resource.kind === 'data') return { verdicts: [], passes: [], facets: [] };
  const facets = facetsOf(resource, context);
  const verdicts: Verdict[] = [];
  const passes: { rule: Rule; facet: Facet }[] = [];
  for (const rule of rules) {
    for (const facet of selected(rule.select, resource, facets)) {
      const properties = withGeneral(facet);
      const truth = holds(rule.when, properties, context);
      if (truth === true) verdicts.push(verdictOf(rule, facet, properties, context));
      else if (truth === false && rule.gather) passes.push({ rule, facet });
    }
  }
  return { verdicts, passes, facets };
}

function selected(select: Selector, resource: Resource, facets: readonly Facet[]): readonly Facet[] {
  if (select.dialect && select.dialect !== resource.dialect) return [];
  if (select.type && !asList(select.type).some((glob) => matchGlob(glob, resource.type))) return [];
  if (select.attribute !== undefined) return attributeFacets(resource, select.attribute);
  if (!select.facet) return [];
  const kinds = asList(select.facet);
  return facets.filter((facet) => kinds.includes(facet.kind));
}

function attributeFacets(resource: Resource, path: string): Facet[] {
  const base = { kind: 'attribute' as const, resource, argument: path };
  const options = valuesAt(resource.body, path);
  if (options.length === 0) {
    return [{ ...base, certain: resource.certain, properties: {}, anchors: { header: resource.header } }];
  }
  return options
    .flatMap((option) => candidates(option.value).map((inner) => ({ option, inner })))
    .map(({ option, inner }) => {
      const { value } = inner;
      const property: Property =
        value.kind === 'scalar' ? (value.value ?? 'null') : value.kind === 'unknown' ? UNKNOWN : value.kind;
      return {
        ...base,
        certain: resource.certain && option.certain && inner.certain,
        properties: { value: property },
        anchors: { header: resource.header, deciding: value.at, argument: value.at },
        value,
      };
    });
}

function withGeneral(facet: Facet): Properties {
  const { resource } = facet;
  return {
    facet: facet.kind,
    dialect: resource.dialect,
    type: resource.type,
    kind: resource.kind,
    ...facet.properties,
  };
}

function verdictOf(rule: Rule, facet: Facet, properties: Properties, context: FacetContext): Verdict {
  const matching = rule.cases?.find((one) => holds(one.when, properties, context) === true);
  const at = facet.anchors[rule.at] ?? facet.anchors.header ?? facet.resource.header;
  const standsAtValue = facet.value !== undefined && at !== facet.anchors.header;
  return {
    rule,
    facet,
    severity: severityOf(rule, matching, facet, context),
    message: matching?.message ?? rule.message,
    at,
    trace: standsAtValue ? hops(facet.value!.trace) : [],
    args: argumentsOf(facet, context),
  };
}

const order: readonly Severity[] = ['info', 'warning', 'error'];

function severityOf(rule: Rule, matching: Case | undefined, facet: Facet, context: FacetContext): Severity {
  const set = context.policy.rules[rule.id];
  let severity = matching?.severity ?? (set && set !== 'off' ? set : rule.severity);
  const { confidence } = facet.properties;
  if (confidence === 'unconfirmed') severity = 'info';
  if (confidence === 'general-knowledge' && severity === 'error') severity = 'warning';
  if (facet.properties['at-most-info'] === true) severity = 'info';
  return severity;
}

/** One step lower: for what a run may not reach. */
export function lower(severity: Severity): Severity {
  return order[Math.max(0, order.indexOf(severity) - 1)]!;
}

/** The graver of two. */
export function graver(a: Severity, b: Severity): Severity {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

function argumentsOf(facet: Facet, context: FacetContext): Verdict['args'] {
  const { resource, row, properties } = facet;
  const text = (name: string) => {
    const property = properties[name];
    return property === undefined || property === UNKNOWN || typeof property === 'object'
      ? undefined
      : String(property);
  };
  const operatorId = text('operator') ?? text('holder');
  const operator = operatorId ? context.facts.operator(operatorId) : undefined;
  const level = text('level');
  return {
    thing: thingOf(facet),
    type: resource.type,
    address: resource.address,
    value: facet.value?.sensitive ? '(sensitive)' : (text('value') ?? ''),
    place: text('place') ?? text('value') ?? '',
    countries: countryList(properties.countries),
    control: countryList(
      properties.control ??
        properties['operator-control'] ??
        properties['holder-control'] ??
        operator?.control,
    ),
    home: { country: context.policy.home },
    host: text('host'),
    operator: operatorId,
    'operator-name': operator?.name ?? operatorId ?? '',
    'holder-name': operator?.name ?? operatorId ?? '',
    level,
    'level-name': level === undefined ? undefined : { key: `level.${level}` },
    tag: context.policy.operatorTag.key,
    ...(row && { row: row.thing }),
  };
}

/** "The RDS database ledger": what it is, and its name. */
function thingOf({ resource, row }: Facet): MessageArgument {
  const name = resource.address;
  if (!row) return name;
  return { en: `${row.thing.en} ${name}`, ko: `${row.thing.ko} ${name}` };
}

function countryList(property: Property | undefined): MessageArgument {
  if (!Array.isArray(property) || property.length === 0) return '';
  if (property.length === 1) return { country: property[0] as string };
  if (property.length > 3) return `${property.slice(0, 2).join(', ')} … (${property.length})`;
  return property.join(', ');
}

function asList<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

export type { ConditionContext };
