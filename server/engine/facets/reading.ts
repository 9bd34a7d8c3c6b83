import type { Message } from '../../core/message';
import type { Location } from '../../core/source';
import { hops, type Scalar, through, type Unknown, type Value } from '../../core/value';
import { matchGlob } from '../policy/glob';
import type { Confidence, FacetContext, Place, Policy } from '../types';

/** What a text says about where something is: either `countries` or `unknown` is there. */
export interface Reading {
  /** The part that decides, with the whole way to its deciding text. */
  readonly value: Value;
  readonly text?: string;
  readonly place?: Place;
  readonly countries?: readonly string[];
  readonly confidence?: Confidence;
  readonly operator?: string;
  readonly unknown?: Unknown;
}

/** A place code as a provider writes it. */
export function readCode(value: Value, provider: string | undefined, context: FacetContext): Reading {
  const { facts } = context;
  if (value.kind === 'unknown') return readPrefix(value, provider, context);
  if (value.kind !== 'scalar' || typeof value.value !== 'string' || provider === undefined) {
    return { value, unknown: nowhere(value, 'facets.no-code', {}) };
  }
  const place = facts.place(provider, value.value);
  if (!place) return { value, unknown: nowhere(value, 'facets.unknown-code', { code: value.value }) };
  const part = decidingPart(value, place, provider, context);
  return { value: part, text: String((part as Scalar).value), ...knownPlace(place) };
}

/** A URL or host name: the fact about the host decides. */
export function readHost(value: Value, { facts, policy }: FacetContext): Reading {
  if (value.kind === 'unknown') return { value, unknown: value };
  if (value.kind !== 'scalar') return { value, unknown: nowhere(value, 'facets.no-code', {}) };
  const host = hostName(String(value.value));
  if (isAllowedHost(host, policy)) return { value, text: host, countries: policy.countries };
  const fact = facts.host(host);
  const countries = fact?.place?.countries ?? fact?.countries;
  if (!fact || !countries) return { value, unknown: nowhere(value, 'facets.unknown-host', { host }) };
  return {
    value,
    text: host,
    countries,
    operator: fact.operator,
    confidence: fact.confidence,
    ...(fact.place && { place: fact.place }),
  };
}

/** A host that the policy counts as at home, whatever the facts know of it. */
export function isAllowedHost(host: string, { allow }: Policy): boolean {
  return allow.hosts.some((glob) => matchGlob(glob.toLowerCase(), host));
}

/** `https://kr.object.ncloudstorage.com:443/x` -> `kr.object.ncloudstorage.com` */
export function hostName(text: string): string {
  return text
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/^[^@/]*@/, '')
    .replace(/[:/?#].*$/s, '')
    .toLowerCase();
}

export function knownPlace(place: Place): Pick<Reading, 'place' | 'countries' | 'confidence' | 'operator'> {
  const { countries, confidence } = place;
  return { place, countries, confidence };
}

/** An unknown made here: nobody else can say why a text is no place. */
export function nowhere(
  value: { readonly at: Location; readonly trace?: Value['trace'] },
  key: string,
  args: Message['args'] & {},
): Unknown {
  const { at, trace } = value;
  return {
    kind: 'unknown',
    at,
    ...(trace && { trace }),
    reason: { key, args },
    settle: { key: `${key}.settle`, args },
  };
}

/** The one part of a composed code that decides the country (a region before a zone's letter); else the whole. */
function decidingPart(value: Scalar, place: Place, provider: string, context: FacetContext): Scalar {
  for (const part of value.parts ?? []) {
    if (part.kind !== 'scalar' || typeof part.value !== 'string') continue;
    const alone = context.facts.place(provider, part.value);
    if (alone?.region === place.region && sameCountries(alone, place)) {
      return decidingPart(after(value, part), alone, provider, context);
    }
  }
  return value;
}

/** A text of which only the beginning is known: a place if everything that begins so lies in the same countries. */
function readPrefix(
  value: Unknown & { readonly parts?: readonly Value[] },
  provider: string | undefined,
  context: FacetContext,
): Reading {
  const prefix = value.prefix?.replace(/[-_]$/, '');
  const place = prefix && provider !== undefined ? context.facts.place(provider, prefix) : undefined;
  if (place?.kind !== 'region' || !prefix) return { value, unknown: value };
  const longer = context.facts.tables.places.filter(
    (other) => other.provider === provider && other.code.toLowerCase().startsWith(prefix.toLowerCase()),
  );
  if (!longer.every((other) => sameCountries(other, place))) return { value, unknown: value };
  const part = value.parts?.find((one) => one.kind === 'scalar' && one.value === prefix);
  const { prefix: _, suffix: __, parts: ___, reason: ____, settle: _____, ...rest } = value;
  const whole: Scalar = { ...rest, kind: 'scalar', value: prefix };
  return { value: part ? after(whole, part as Scalar) : whole, text: prefix, ...knownPlace(place) };
}

/** The part, with the way to the whole in front of its own. */
function after(whole: Scalar, part: Scalar): Scalar {
  return hops(whole.trace)
    .reverse()
    .reduce((value, { next: _, ...hop }) => through(value, hop), part);
}

function sameCountries(a: Place, b: Place): boolean {
  return a.countries.length > 0 && a.countries.join() === b.countries.join();
}
