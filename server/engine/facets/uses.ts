import type { Resource } from '../../core/resource';
import type { Option, Value } from '../../core/value';
import { isDomestic } from '../rules/condition';
import type { CatalogRow, FacetContext, ServiceSpec } from '../types';
import { notTold, type Operated, operated, operatedHost, runBy, runByPlatform, standsFor } from './operated';
import { purposeOf, signsIn } from './purposes';
import { isAllowedHost, nowhere } from './reading';
import { type Found, fits, select, written } from './select';

/** One use of a service: what says so, and who runs it. */
export interface Use {
  readonly purpose: string;
  readonly how: 'host' | 'model' | 'key' | 'agent' | 'itself';
  /** As the facts call it; absent for an endpoint that only its host tells. */
  readonly service?: string;
  /** The text that says so; absent where its absence does. */
  readonly value?: Value;
  readonly by: Operated;
  readonly certain: boolean;
  readonly argument?: string;
}

/** What is known of a use before its endpoint is read. */
export interface Base {
  readonly how: Use['how'];
  readonly service?: string;
  readonly argument: string;
  /** Absent: what the facts say the host is for. */
  readonly purpose?: string;
}

/** The thing of which something is stated. */
export interface About {
  readonly resource: Resource;
  readonly row: CatalogRow;
}

/** The uses that a row tells of a body: by an argument that names an endpoint, or by the thing's being the service. */
export function stated(body: Value, spec: ServiceSpec, about: About, context: FacetContext): Use[] {
  return select(body, spec.each ?? '').flatMap((one) => statedIn(one, spec, about, context));
}

function statedIn(one: Found, spec: ServiceSpec, about: About, context: FacetContext): Use[] {
  const { value: body, certain } = one;
  const { each, at, purpose, absent, unless = {}, instead = [] } = spec;
  if (body.kind !== 'map' || fits(body, spec.when) !== true) return [];
  if (Object.entries(unless).some(([path, text]) => fits(body, { [path]: text }) !== false)) return [];
  if (instead.some((path) => written(body, path).length > 0)) return [];
  if (spec.by !== undefined) return itself(body, spec, spec.by, about, context);
  if (at === undefined) return [];
  const base: Base = {
    ...(purpose !== undefined && { purpose }),
    how: 'host',
    argument: each === undefined ? at : `${each}.${at}`,
  };
  const found = written(body, at);
  if (found.length === 0 && absent !== undefined && purpose !== undefined && select(body, at).length === 0) {
    const value = each === undefined ? undefined : telling(one, spec, absent);
    const by = operatedHost(absent, value ?? { at: about.resource.header }, context);
    return [{ ...base, purpose, by, certain, ...(value && { value }) }];
  }
  return found.flatMap((option) => {
    const value = spec.document ? issuerIn(option.value) : option.value;
    return value ? uses(base, { ...option, value, certain: certain && option.certain }, spec, context) : [];
  });
}

/** What one text comes to: a model, a word for a host, an endpoint. */
function uses(
  base: Base,
  option: Option,
  { routed, host, words = {} }: ServiceSpec,
  context: FacetContext,
): Use[] {
  const { value, certain } = option;
  if (routed) return modelOf(base, option, context);
  if (host === undefined || base.purpose === undefined) return endpoint(base, option, words, context);
  return [{ ...base, purpose: base.purpose, value, by: operatedHost(host, value, context), certain }];
}

/** A thing that is the service: a zone of names, a certificate that the platform issues. */
function itself(
  body: Value,
  { at, purpose }: ServiceSpec,
  by: string,
  { resource, row }: About,
  context: FacetContext,
): Use[] {
  const reached = at === undefined ? [{ certain: true }] : written(body, at).slice(0, 1);
  return reached.flatMap(({ certain }): Use[] =>
    purpose === undefined
      ? []
      : [
          {
            purpose,
            how: 'itself',
            by: by === 'platform' ? runByPlatform(resource, row, context) : runBy(by, context),
            certain,
            ...(at !== undefined && { argument: at }),
          },
        ],
  );
}

/** What tells that a mapping states a use without its endpoint: the argument that says what it is, else its name. */
function telling({ value: body, entry }: Found, { when }: ServiceSpec, host: string): Value | undefined {
  const [kind] = Object.keys(when ?? {}).flatMap((path) => written(body, path));
  if (kind) return kind.value;
  return entry && { kind: 'scalar', at: entry.key, value: host };
}

/** A model as a router names it: the service that it is asked of. */
function modelOf(base: Base, { value, certain }: Option, context: FacetContext): Use[] {
  const text = value.kind === 'scalar' ? String(value.value) : undefined;
  const service = text === undefined ? undefined : context.facts.services.ofModel(text);
  if (service?.host === undefined) return [];
  const { purpose, id, host } = service;
  return [
    { ...base, how: 'model', purpose, service: id, value, by: operatedHost(host, value, context), certain },
  ];
}

/** The entity that a SAML metadata document describes. */
function issuerIn(value: Option['value']): Option['value'] | undefined {
  if (value.kind !== 'scalar') return undefined;
  const entity = /\bentityID\s*=\s*["']([^"']+)["']/.exec(String(value.value))?.[1];
  const { parts: _, ...rest } = value;
  return entity === undefined ? undefined : { ...rest, value: entity };
}

/** Schemes of URLs that name a store of files or a protocol, not whose it is. */
const PLAIN = /^(https?|grpcs?|tcp|udp|tls|wss?)$/;

/** A text that states an endpoint: a host, a URL, or a word that stands for one. */
export function endpoint(
  base: Base,
  { value, certain }: Option,
  words: Readonly<Record<string, string>>,
  context: FacetContext,
): Use[] {
  const text = value.kind === 'scalar' ? String(value.value) : '';
  const known = context.facts.services.ofScheme(schemeOf(text) ?? '');
  if (known?.host !== undefined) {
    const { purpose, id, host } = known;
    return [{ ...base, purpose, service: id, value, by: operatedHost(host, value, context), certain }];
  }
  // Where models lie in a bucket or a volume, no hub serves them.
  if (base.purpose === 'model-hub' && !PLAIN.test(schemeOf(text) ?? 'https')) return [];
  const word = standsFor(value, words);
  if (word !== undefined && base.purpose !== undefined) {
    return [{ ...base, purpose: base.purpose, value, by: operatedHost(word, value, context), certain }];
  }
  if (Object.keys(words).length > 0 && !text.includes('.')) return [];
  if (value.kind !== 'scalar' && value.kind !== 'unknown') return [];
  const by = fromEnvironment(text)
    ? notTold(nowhere(value, 'facets.from-environment', {}))
    : operated(value, context);
  if (!by) return [];
  const purpose = base.purpose ?? (by.fact && purposeOf(by.fact, base.argument));
  if (purpose === undefined || (purpose === 'identity' && by.fact && !signsIn(by.fact))) return [];
  return [{ ...base, purpose, value, by, certain }];
}

function schemeOf(text: string): string | undefined {
  return /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
}

/** `${env:NAME}`, `${NAME}`, `os.environ/NAME`: programs read it from their environment. */
function fromEnvironment(text: string): boolean {
  return /^os\.environ\//.test(text) || /\$\{\s*[A-Za-z_]/.test(text);
}

/** Whether it is certain that somebody runs it whom the policy does not count as domestic. */
export function isForeign({ by }: Use, context: FacetContext): boolean {
  const { operator, 'platform-home': home } = by.properties;
  if (by.host !== undefined && isAllowedHost(by.host, context.policy)) return false;
  return typeof operator === 'string' && home !== true && isDomestic(operator, context) === false;
}
