import type { Resource } from '../../core/resource';
import { hops, type Unknown, type Value } from '../../core/value';
import type { CatalogRow, FacetContext, HostFact, Property } from '../types';
import { UNKNOWN } from '../types';
import { operatorProperties } from './place';
import { originsOf } from './placing';
import { isPlatformAtHome } from './platform-home';
import { hostName, nowhere } from './reading';

/** Who runs the host that a text names. */
export interface Operated {
  readonly host?: string;
  readonly fact?: HostFact;
  readonly properties: Readonly<Record<string, Property | undefined>>;
  readonly unknown?: Unknown;
}

/**
 * Who runs a host, as far as the facts know; a host that only the own network knows is nobody else's service.
 *
 * @param value a URL or host name, or what is known of its beginning
 * @returns undefined for a host of the own network
 */
export function operated(value: Value, context: FacetContext): Operated | undefined {
  const host = hostIn(value);
  if (host === undefined) {
    return notTold(value.kind === 'unknown' ? value : nowhere(value, 'facets.no-host', {}));
  }
  return isOwnNetwork(host) ? undefined : operatedHost(host, value, context);
}

/** Nobody can say who runs it. */
export function notTold(unknown: Unknown): Operated {
  return { properties: NOT_TOLD, unknown };
}

/** The host that a word stands for (`EU`), whatever its case. */
export function standsFor(value: Value, words: Readonly<Record<string, string>>): string | undefined {
  const text = value.kind === 'scalar' ? String(value.value).toLowerCase() : '';
  return Object.hasOwn(words, text) ? words[text] : undefined;
}

/** Who runs a host whose name is known. */
export function operatedHost(host: string, at: Pick<Value, 'at' | 'trace'>, context: FacetContext): Operated {
  const fact = context.facts.host(host);
  if (!fact) {
    return {
      host,
      properties: { ...NOT_TOLD, host },
      unknown: nowhere(at, 'facets.unknown-operator', { host }),
    };
  }
  const operator = context.facts.operator(fact.operator);
  const countries = fact.place?.countries ?? fact.countries ?? [];
  return {
    host,
    fact,
    properties: {
      host,
      operator: operator?.id ?? fact.operator,
      control: operator?.control ?? fact.control,
      confidence: fact.confidence,
      'platform-home': isPlatformAtHome(fact.operator, countries, context),
    },
  };
}

/** Run by an operator whom the catalog names. */
export function runBy(id: string, { facts }: FacetContext): Operated {
  const operator = facts.operator(id);
  if (!operator) return { properties: NOT_TOLD };
  const { control, confidence } = operator;
  return { properties: { operator: operator.id, control, confidence } };
}

/** Run by whoever runs the platform that a thing is on. */
export function runByPlatform(resource: Resource, row: CatalogRow, context: FacetContext): Operated {
  const placing = originsOf(resource, context)[0] ?? { certain: true, own: false, argument: '' };
  const { operator, 'operator-control': control } = operatorProperties(placing, resource, row, context);
  return { properties: { operator, control } };
}

const NOT_TOLD = { operator: UNKNOWN, control: UNKNOWN, 'platform-home': UNKNOWN } as const;

/** The host that a text names; of a text that is known in part, only if it is certain to be the whole host. */
export function hostIn(value: Value): string | undefined {
  if (value.kind === 'unknown') {
    const whole = /^([a-z][a-z0-9+.-]*:\/\/[^@/?#]+)[/?#]/i.exec(value.prefix ?? '')?.[1];
    return whole === undefined ? undefined : hostName(whole);
  }
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return undefined;
  const host = hostName(value.value.trim());
  return /^[a-z0-9*_-]+(\.[a-z0-9*_-]+)*\.?$/.test(host) || host.startsWith('[') ? host : undefined;
}

/** Loopback, private addresses, names without a dot, and those that no public name server knows. */
function isOwnNetwork(host: string): boolean {
  return (
    !host.includes('.') ||
    /^(127|10)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^0\.0\.0\.0$|^169\.254\./.test(host) ||
    /\.(svc|local|internal|localhost|localdomain|lan|home|corp|test|example|invalid)\.?$/.test(host) ||
    /(^|\.)example\.(com|org|net)$/.test(host)
  );
}

/** Whether a value stays as it is: in a library, who calls the module may replace what a variable brings. */
export function isSettled({ library }: Resource, value: Value | undefined): boolean {
  return !library || !hops(value?.trace).some(({ step }) => step === 'variable');
}
