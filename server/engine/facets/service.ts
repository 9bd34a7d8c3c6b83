import type { Resource } from '../../core/resource';
import { candidates, type Value } from '../../core/value';
import type { CatalogRow, Facet, FacetContext, HostFact, Property, ServiceFact } from '../types';
import { chartUses } from './charts';
import { documentsIn } from './documents';
import { repositoryName } from './image';
import { hostIn, isSettled, notTold, operatedHost } from './operated';
import { anchorsOf } from './place';
import { isEmpty, optionIn, type Program, programsIn, type Variable } from './programs';
import { isEndpointName, purposeOf } from './purposes';
import { broughtElsewhere } from './unsettled';
import { untold } from './untold';
import { endpoint, stated, type Use } from './uses';
import { weightsOf } from './weights';

/** The services that a thing sends to, asks, or lets people sign in by: one facet for each, whatever names it how often. */
export function serviceFacets(
  resource: Resource,
  row: CatalogRow | undefined,
  context: FacetContext,
): Facet[] {
  if (!row) return [];
  const programs = programsIn(resource, row, context);
  const uses = [
    ...documentsIn(resource, row, context).flatMap((document) =>
      document.row.services.flatMap((spec) =>
        stated(document.body, spec, { resource, row }, context).map((use) => ({
          ...use,
          certain: use.certain && document.certain,
        })),
      ),
    ),
    ...programs.flatMap((program) => usesOf(program, context)),
    ...chartUses(resource, row, context),
  ];
  return distinct(uses).map((use) => facetOf(use, resource, row));
}

const order = ['itself', 'host', 'model', 'key', 'agent'];

/** One service, one use: a stated endpoint before a model, a model before a key, a key before the program itself. */
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
    ...facts.services.rows.flatMap((service) => fetched(service, program, context)),
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
      const by = open
        ? notTold(broughtElsewhere(open, key.name, key.written))
        : operatedHost(host, key.written, context);
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

/** Models that it fetches from a hub, unless it is switched off or turned to another host. */
function fetched(service: ServiceFact, program: Program, context: FacetContext): Use[] {
  if (!service.weights) return [];
  const isTurned = ({ name }: Variable) => service.base.includes(name);
  if (program.variables.some((one) => switchesOff(one, service) || (isTurned(one) && !isEmpty(one))))
    return [];
  return weightsOf(service, program, context);
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
  if (!value || context.facts.services.of(name).length > 0) return [];
  if (!isEndpointName(name)) return schemed(name, value, certain, context);
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

/** A URL whose scheme alone tells the service (`hf://org/name`), whatever the variable is called. */
function schemed(name: string, value: Value, certain: boolean, context: FacetContext): Use[] {
  return candidates(value).flatMap((one): Use[] => {
    const text = one.value.kind === 'scalar' ? String(one.value.value) : '';
    if (!/^[a-z]+:\/\/\S+$/.test(text) || !context.facts.services.ofScheme(text.slice(0, text.indexOf(':'))))
      return [];
    return endpoint(
      { how: 'model', argument: name },
      { ...one, certain: certain && one.certain },
      {},
      context,
    );
  });
}
