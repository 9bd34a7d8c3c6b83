import type { Resource } from '../../core/resource';
import { candidates, type Option, type Unknown, type Value } from '../../core/value';
import type { CatalogRow, Facet, FacetContext, HostFact, Property, ServiceFact, ServiceSpec } from '../types';
import { chartUses } from './charts';
import { repositoryName } from './image';
import {
  hostIn,
  isSettled,
  notTold,
  type Operated,
  operated,
  operatedHost,
  runBy,
  runByPlatform,
  standsFor,
} from './operated';
import { anchorsOf } from './place';
import { isEmpty, optionIn, type Program, programsIn, type Variable } from './programs';
import { isEndpointName, purposeOf, signsIn } from './purposes';
import { fits, select, written } from './select';
import { untold } from './untold';

/** One use of a service: what says so, and who runs it. */
export interface Use {
  readonly purpose: string;
  readonly how: 'host' | 'key' | 'agent' | 'itself';
  /** As the facts call it; absent for an endpoint that only its host tells. */
  readonly service?: string;
  /** The text that says so; absent where its absence does. */
  readonly value?: Value;
  readonly by: Operated;
  readonly certain: boolean;
  readonly argument?: string;
}

/** The services that a thing sends to, asks, or lets people sign in by: one facet for each, whatever names it how often. */
export function serviceFacets(
  resource: Resource,
  row: CatalogRow | undefined,
  context: FacetContext,
): Facet[] {
  if (!row) return [];
  const programs = programsIn(resource, row, context);
  const uses = [
    ...row.services.flatMap((spec) => stated(resource, row, spec, context)),
    ...programs.flatMap((program) => usesOf(program, context)),
    ...chartUses(resource, row, context),
  ];
  return distinct(uses).map((use) => facetOf(use, resource, row));
}

const order = ['itself', 'host', 'key', 'agent'];

/** One service, one use: a stated endpoint before a key, a key before the program itself. */
function distinct(uses: readonly Use[]): Use[] {
  const taken = new Map<string, Use>();
  return uses
    .toSorted((a, b) => order.indexOf(a.how) - order.indexOf(b.how))
    .filter((use) => {
      const { operator } = use.by.properties;
      if (typeof operator !== 'string') return true;
      const key = `${use.purpose} ${operator}`;
      const first = taken.get(key);
      if (!first) taken.set(key, use);
      // Candidates of one and the same argument stay side by side.
      return !first || (!first.certain && first.argument === use.argument && !use.certain);
    });
}

function facetOf(use: Use, resource: Resource, row: CatalogRow): Facet {
  const { purpose, how, service, value, by, certain, argument } = use;
  return {
    kind: 'service',
    resource,
    row,
    certain: resource.certain && isSettled(resource, value) && certain,
    properties: { purpose, how, service, value: shown(use), ...by.properties },
    anchors: anchorsOf(resource, value?.at),
    ...(value && { value }),
    ...(argument !== undefined && { argument }),
    ...(by.unknown && { unknown: untold(by.unknown, resource, argument ?? purpose) }),
  };
}

/** What may be printed: names, hosts and plain URLs; of a text that may hold a secret only the host. */
function shown({ how, value, by }: Use): Property | undefined {
  if (value?.kind !== 'scalar') return by.host;
  const text = String(value.value);
  return how !== 'host' || !/[@?\s;,]/.test(text) ? text : by.host;
}

/** A service that a row tells: by an argument that names its endpoint, or by the thing's being it. */
function stated(resource: Resource, row: CatalogRow, spec: ServiceSpec, context: FacetContext): Use[] {
  const { at, purpose, absent, words = {}, unless = {} } = spec;
  const { body } = resource;
  if (fits(body, spec.when) !== true) return [];
  if (Object.entries(unless).some(([path, text]) => fits(body, { [path]: text }) !== false)) return [];
  if (spec.by !== undefined) return itself(resource, row, spec, spec.by, context);
  if (at === undefined) return [];
  const found = written(body, at);
  const base = { purpose, how: 'host', argument: at } as const;
  if (found.length === 0 && absent !== undefined && select(body, at).length === 0) {
    return [{ ...base, by: operatedHost(absent, { at: resource.header }, context), certain: true }];
  }
  return found.flatMap((one) => {
    const value = spec.document ? issuerIn(one.value) : one.value;
    return value ? endpoint(base, { ...one, value }, words, context) : [];
  });
}

/** A thing that is the service: a zone of names, a certificate that the platform issues. */
function itself(
  resource: Resource,
  row: CatalogRow,
  { at, purpose }: ServiceSpec,
  by: string,
  context: FacetContext,
): Use[] {
  const reached = at === undefined ? [{ certain: true }] : written(resource.body, at).slice(0, 1);
  return reached.map(({ certain }) => ({
    purpose,
    how: 'itself',
    by: by === 'platform' ? runByPlatform(resource, row, context) : runBy(by, context),
    certain,
    ...(at !== undefined && { argument: at }),
  }));
}

/** The entity that a SAML metadata document describes. */
function issuerIn(value: Option['value']): Option['value'] | undefined {
  if (value.kind !== 'scalar') return undefined;
  const entity = /\bentityID\s*=\s*["']([^"']+)["']/.exec(String(value.value))?.[1];
  const { parts: _, ...rest } = value;
  return entity === undefined ? undefined : { ...rest, value: entity };
}

type Base = Pick<Use, 'purpose' | 'how' | 'argument' | 'service'>;

/** A text that states an endpoint: a host, a URL, or a word that stands for one. */
function endpoint(
  base: Base,
  { value, certain }: Option,
  words: Readonly<Record<string, string>>,
  context: FacetContext,
): Use[] {
  const text = value.kind === 'scalar' ? String(value.value) : '';
  const word = standsFor(value, words);
  if (word !== undefined) return [{ ...base, value, by: operatedHost(word, value, context), certain }];
  if (Object.keys(words).length > 0 && !text.includes('.')) return [];
  if (value.kind !== 'scalar' && value.kind !== 'unknown') return [];
  const by = operated(value, context);
  if (!by || (base.purpose === 'identity' && by.fact && !signsIn(by.fact))) return [];
  return [{ ...base, value, by, certain }];
}

function usesOf(program: Program, context: FacetContext): Use[] {
  const { facts } = context;
  const services = new Set<ServiceFact>(program.variables.flatMap(({ name }) => facts.services.of(name)));
  const image = program.image?.value;
  const repository = image ? repositoryName(image) : undefined;
  const agent = repository === undefined ? undefined : facts.services.ofImage(repository);
  if (agent) services.add(agent);
  return [
    ...[...services].flatMap((service) => useOf(service, agent === service, program, context)),
    ...facts.services.rows
      .filter((service) => service.images.length === 0 || service === agent)
      .flatMap((service) => options(service, program, context)),
    ...program.variables.flatMap((variable) => ownName(variable, context)),
  ];
}

/** How a program uses a service, if it does: by an endpoint, else by a key, else by being its agent. */
function useOf(service: ServiceFact, isAgent: boolean, program: Program, context: FacetContext): Use[] {
  const { variables, open } = program;
  const { purpose, id, host, words } = service;
  if (variables.some((one) => switchesOff(one, service))) return [];
  const named = (names: readonly string[]) =>
    names.flatMap((name) => variables.find((one) => one.name === name && !isEmpty(one)) ?? []);
  const [base] = named(service.base);
  if (base) {
    const stated = { purpose, service: id, how: 'host', argument: base.name } as const;
    if (base.value) {
      return candidates(base.value).flatMap((one) =>
        endpoint(stated, { ...one, certain: base.certain && one.certain }, words, context),
      );
    }
    return isAgent && host !== undefined ? [byBeing(service, program, context)] : [];
  }
  const [key] = named(service.key);
  if (key && host !== undefined && !program.spec.partial) {
    if (!isAgent) {
      const by = open ? notTold(broughtElsewhere(open, key)) : operatedHost(host, key.written, context);
      return [
        {
          purpose,
          service: id,
          how: 'key',
          argument: key.name,
          value: key.written,
          by,
          certain: key.certain,
        },
      ];
    }
  }
  return isAgent && host !== undefined ? [byBeing(service, program, context)] : [];
}

function byBeing({ purpose, id, host }: ServiceFact, { image }: Program, context: FacetContext): Use {
  const { value, certain } = image!;
  return {
    purpose,
    service: id,
    how: 'agent',
    argument: 'image',
    value,
    by: operatedHost(host!, value, context),
    certain,
  };
}

function switchesOff({ name, value }: Variable, { off }: ServiceFact): boolean {
  const values = Object.hasOwn(off, name) ? off[name] : undefined;
  return value?.kind === 'scalar' && (values?.includes(String(value.value).toLowerCase()) ?? false);
}

/** A base URL may stand in the part of the environment that cannot be told. */
function broughtElsewhere({ reason, settle }: Unknown, { name, written: { at, trace } }: Variable): Unknown {
  return {
    kind: 'unknown',
    at,
    ...(trace && { trace }),
    reason: { key: 'facets.open-environment', args: { name, reason } },
    ...(settle && { settle }),
  };
}

/** Endpoints that a command line states. */
function options(
  { purpose, id, flags, off, words }: ServiceFact,
  { words: line }: Program,
  context: FacetContext,
): Use[] {
  const isOff = Object.entries(off).some(([flag, values]) => {
    const { value } = optionIn(line, flag) ?? {};
    return value?.kind === 'scalar' && values.includes(String(value.value).toLowerCase());
  });
  if (isOff) return [];
  return flags.flatMap((flag) => {
    const found = optionIn(line, flag);
    if (!found) return [];
    return endpoint({ purpose, service: id, how: 'host', argument: flag }, found, words, context);
  });
}

/** A variable of the program's own that holds the address of a service the facts know by its host. */
function ownName({ name, value, certain }: Variable, context: FacetContext): Use[] {
  if (!value || context.facts.services.of(name).length > 0 || !isEndpointName(name)) return [];
  return candidates(value).flatMap((one): Use[] => {
    const text =
      one.value.kind === 'scalar' ? String(one.value.value) : (one.value as { prefix?: string }).prefix;
    const host = text !== undefined && !/[\s,]/.test(text) ? hostIn(one.value) : undefined;
    const fact: HostFact | undefined = host === undefined ? undefined : context.facts.host(host);
    const purpose = fact && purposeOf(fact, name);
    if (!purpose) return [];
    const by = operatedHost(host!, one.value, context);
    return [{ purpose, how: 'host', argument: name, value: one.value, by, certain: certain && one.certain }];
  });
}
