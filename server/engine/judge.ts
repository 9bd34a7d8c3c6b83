import type { Severity } from '../core/finding';
import type { LocalizedText, MessageArgument } from '../core/message';
import type { Resource } from '../core/resource';
import type { Location } from '../core/source';
import { type Hop, hops } from '../core/value';
import { attributeFacets } from './attribute';
import { facetsOf } from './facets';
import { matchGlob } from './policy/glob';
import { type ConditionContext, holds, type Properties } from './rules/condition';
import type { Case, Rule, Selector } from './rules/rule';
import { type Facet, type FacetContext, type FacetKind, type Property, UNKNOWN } from './types';

/** One rule's yes to one facet; those with one deciding text become one finding. */
export interface Verdict {
  readonly rule: Rule;
  readonly facet: Facet;
  /** The rule's case that holds, if one does. */
  readonly matching?: Case;
  /** As the policy sets it for every file; where the finding stands an override may set another. */
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
  if (resource.kind === 'data' || resource.installed) return { verdicts: [], passes: [], facets: [] };
  const facets = facetsOf(resource, context);
  const byKind = new Map<FacetKind, Asked[]>();
  for (const facet of facets) {
    const list = byKind.get(facet.kind);
    if (list) list.push({ facet, properties: withGeneral(facet) });
    else byKind.set(facet.kind, [{ facet, properties: withGeneral(facet) }]);
  }
  const attributes = new Map<string, readonly Asked[]>();
  const attribute = (path: string) => {
    const known =
      attributes.get(path) ??
      attributeFacets(resource, path).map((facet) => ({ facet, properties: withGeneral(facet) }));
    attributes.set(path, known);
    return known;
  };
  const verdicts: Verdict[] = [];
  const passes: { rule: Rule; facet: Facet }[] = [];
  for (const rule of rules) {
    for (const { facet, properties } of selected(rule.select, resource, byKind, attribute)) {
      const truth = holds(rule.when, properties, context);
      if (truth === true) verdicts.push(verdictOf(rule, facet, properties, context));
      else if (truth === false && rule.gather && facet.properties.due !== false) passes.push({ rule, facet });
    }
  }
  const raw = [...attributes.values()].flatMap((list) => list.map(({ facet }) => facet));
  return { verdicts, passes, facets: raw.length > 0 ? [...facets, ...raw] : facets };
}

/** A facet with the properties that conditions ask: its own and those of every facet. */
interface Asked {
  readonly facet: Facet;
  readonly properties: Properties;
}

function selected(
  select: Selector,
  resource: Resource,
  byKind: ReadonlyMap<FacetKind, readonly Asked[]>,
  attribute: (path: string) => readonly Asked[],
): readonly Asked[] {
  if (select.dialect && select.dialect !== resource.dialect) return [];
  if (select.type && !asList(select.type).some((glob) => matchGlob(glob, resource.type))) return [];
  if (select.attribute !== undefined) return attribute(select.attribute);
  if (!select.facet) return [];
  return asList(select.facet).flatMap((kind) => byKind.get(kind) ?? []);
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
  const set = context.policy.rules[rule.id];
  const reached = { rule, facet, ...(matching && { matching }) };
  return {
    ...reached,
    severity: severityOf(reached, set === 'off' ? undefined : set),
    message: matching?.message ?? rule.message,
    at,
    trace: standsAtValue ? hops(facet.value!.trace) : [],
    args: argumentsOf(facet, context),
  };
}

const order: readonly Severity[] = ['info', 'warning', 'error'];

/**
 * How grave one verdict is. A case that makes less of it keeps doing so whatever is set, what the facts do not vouch for
 * is never more than an info, and what a run may not reach is one step lower.
 * @param set by profile, configuration or override; else the rule's own severity counts
 */
export function severityOf(
  { rule, matching, facet }: Pick<Verdict, 'rule' | 'matching' | 'facet'>,
  set: Severity | undefined,
): Severity {
  let severity = set ?? rule.severity;
  if (matching?.severity) severity = set ? milder(matching.severity, set) : matching.severity;
  const { confidence } = facet.properties;
  if (confidence === 'unconfirmed' || isMerelyAllowed(facet)) return 'info';
  if (confidence === 'general-knowledge') severity = milder(severity, 'warning');
  return facet.certain ? severity : lower(severity);
}

/** A value that a parameter without a default may take, as far as its list of allowed values says. */
function isMerelyAllowed({ value }: Facet): boolean {
  return hops(value?.trace).some(({ step, when }) => step === 'parameter' && when !== undefined);
}

function lower(severity: Severity): Severity {
  return order[Math.max(0, order.indexOf(severity) - 1)]!;
}

function milder(a: Severity, b: Severity): Severity {
  return graver(a, b) === a ? b : a;
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
    host: text('host') ?? '',
    asked: text('asked') ?? '',
    key: facet.value?.sensitive ? '(sensitive)' : (text('key') ?? ''),
    operator: operatorId ?? '',
    'operator-name': operator?.name ?? operatorId ?? '',
    'holder-name': operator?.name ?? operatorId ?? '',
    level: level ?? '',
    'level-name': level === undefined ? '' : { key: `level.${level}` },
    tag: text('tag') ?? context.policy.operatorTag.key,
    row: row?.thing ?? resource.type,
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
