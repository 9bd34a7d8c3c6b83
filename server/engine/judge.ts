import type { Severity } from '../core/finding';
import type { LocalizedText, MessageArgument } from '../core/message';
import type { Resource } from '../core/resource';
import type { Location } from '../core/source';
import { type Hop, hops } from '../core/value';
import { attributeFacets } from './attribute';
import { facetsOf } from './facets';
import { matchGlob } from './policy/glob';
import { asksFor, type ConditionContext, holds, type Properties } from './rules/condition';
import { generalProperties } from './rules/properties';
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
  const attributes = new Map<string, readonly Facet[]>();
  const verdicts: Verdict[] = [];
  const passes: { rule: Rule; facet: Facet }[] = [];
  const ask = (rule: Rule, facet: Facet) => {
    const properties = asksGeneral(rule) ? withGeneral(facet) : facet.properties;
    const truth = holds(rule.when, properties, context);
    if (truth === true) verdicts.push(verdictOf(rule, facet, properties, context));
    else if (truth === false && rule.gather && facet.properties.due !== false) passes.push({ rule, facet });
  };
  for (const rule of rules) {
    const { facet: kinds, attribute } = rule.select;
    if (!mayConcern(rule.select, resource)) continue;
    if (attribute !== undefined) {
      const made = attributes.get(attribute) ?? attributeFacets(resource, attribute);
      attributes.set(attribute, made);
      for (const facet of made) ask(rule, facet);
    } else if (typeof kinds === 'string') askAll(kinds, rule, facets, ask);
    else for (const kind of kinds ?? []) askAll(kind, rule, facets, ask);
  }
  const raw = [...attributes.values()].flat();
  return { verdicts, passes, facets: raw.length > 0 ? [...facets, ...raw] : facets };
}

/** Without a list of those of a kind: every rule is held against every resource. */
function askAll(
  kind: FacetKind,
  rule: Rule,
  facets: readonly Facet[],
  ask: (rule: Rule, facet: Facet) => void,
): void {
  for (const facet of facets) if (facet.kind === kind) ask(rule, facet);
}

function mayConcern({ dialect, type }: Selector, resource: Resource): boolean {
  if (dialect && dialect !== resource.dialect) return false;
  return !type || asList(type).some((glob) => matchGlob(glob, resource.type));
}

const asking = new WeakMap<Rule, boolean>();

/** Whether a rule asks for what every facet has beside its own properties. */
function asksGeneral(rule: Rule): boolean {
  let asks = asking.get(rule);
  if (asks === undefined) {
    asks = [rule, ...(rule.cases ?? [])].some(({ when }) =>
      Object.keys(generalProperties).some((name) => asksFor(name, when)),
    );
    asking.set(rule, asks);
  }
  return asks;
}

/** A facet's own properties, and those of every facet. */
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
