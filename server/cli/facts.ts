import type { LocalizedText, Message } from '../core/message';
import { hostName } from '../engine/facets/reading';
import type { Knowledge } from '../engine/knowledge';
import { countryName, localize } from '../engine/messages';
import { isDomestic } from '../engine/rules/condition';
import { type Facts, type HostFact, type Operator, type Place, type Policy, UNKNOWN } from '../engine/types';
import { type FactKind, type ScanOptions, UsageError } from './arguments';
import { govern } from './setup';
import { printable } from './style';
import type { Terminal } from './terminal';

/**
 * `sovlint facts region [PROVIDER] CODE | operator ID | host NAME`: what the facts say, where it was read and when. A
 * provider's name alone lists its regions.
 * @returns 0, or 1 where no fact knows it
 * @throws UsageError
 */
export function runFacts(
  [kind, ...names]: readonly string[],
  options: ScanOptions,
  knowledge: Knowledge,
  { folder, out, error }: Terminal,
): number {
  const [output] = options.formats;
  const format = output?.file === undefined ? output?.format : undefined;
  if (format !== 'text' && format !== 'json') throw new UsageError('cli.facts-format');
  const { policy } = govern(folder, folder, options, knowledge);
  const asking: Asking = { facts: knowledge.facts, policy };
  const answers = lookUp[kind as FactKind](names, asking);
  const say = (message: Message | LocalizedText) => localize(message, options.language, knowledge.texts);
  if (answers.length === 0) {
    const args = { kind: { key: `cli.fact.${kind}` }, name: names.join(' ') };
    error.write(`sovlint: ${printable(say({ key: 'cli.no-fact', args }))}\n`);
    return 1;
  }
  if (format === 'json') {
    const facts = answers.map(({ fact }) => fact);
    out.write(`${JSON.stringify({ version: 1, home: policy.home, kind, facts }, null, 2)}\n`);
    return 0;
  }
  const countries = (codes: readonly string[]) =>
    codes.map((code) => `${countryName(code, options.language, knowledge.texts)} (${code})`).join(', ');
  out.write(
    answers.map((answer) => `${textOf(answer, say, countries).map(printable).join('\n')}\n`).join('\n'),
  );
  return 0;
}

interface Asking {
  readonly facts: Facts;
  readonly policy: Policy;
}

/** One fact: as JSON has it, and as lines of a name and what it is. */
interface Answer {
  readonly fact: Readonly<Record<string, unknown>> & Pick<Place, 'source' | 'checked' | 'confidence'>;
  readonly title: string;
  readonly lines: readonly (readonly [
    key: string,
    said: string | readonly string[] | Message | LocalizedText,
  ])[];
}

const lookUp: Readonly<Record<FactKind, (names: readonly string[], asking: Asking) => readonly Answer[]>> = {
  region: regions,
  operator([name], asking) {
    const operator = asking.facts.operator(name!.toLowerCase());
    return operator ? [operatorAnswer(operator, asking)] : [];
  },
  host([name], asking) {
    const host = hostName(name!);
    const fact = asking.facts.host(host);
    return fact ? [hostAnswer(host, fact, asking)] : [];
  },
};

function regions([first, second]: readonly string[], asking: Asking): readonly Answer[] {
  const { facts } = asking;
  const answers = (places: readonly (Place | undefined)[]) =>
    places.flatMap((place) => (place ? [placeAnswer(place, asking)] : []));
  if (second !== undefined)
    return answers(providersNamed(first!, facts).map((id) => facts.place(id, second)));
  const known = facts.places(first!);
  if (known.length > 0) return answers(known);
  const named = providersNamed(first!, facts);
  return answers(facts.tables.places.filter(({ provider }) => named.includes(provider)));
}

/** By the facts' own id, as Terraform calls it (`azurerm`), or by its operator. */
function providersNamed(name: string, { providers, operator }: Facts): string[] {
  const runs = operator(name.toLowerCase())?.id;
  const isNamed = (one: Facts['providers'][number]) =>
    one.id === name.toLowerCase() ||
    one.terraform?.sources.some((source) => source.split('/').at(-1) === name) ||
    (runs !== undefined && operator(one.operator)?.id === runs);
  return providers.filter(isNamed).map(({ id }) => id);
}

function placeAnswer(place: Place, asking: Asking): Answer {
  const { facts, policy } = asking;
  const runs = facts.operator(place.operator ?? facts.provider(place.provider)?.operator ?? '');
  const pair = facts.pair(place.provider, place.code);
  const { operator: _, city, ...rest } = place;
  return {
    fact: {
      ...rest,
      ...(city && { city: city.en }),
      ...(runs && { operator: runs.id, control: runs.control }),
      ...(pair && { pair: pair.code }),
      allowed: isAllowed(place.countries, policy),
    },
    title: `${place.code} (${facts.provider(place.provider)?.name ?? place.provider})`,
    lines: [
      ['kind', place.kind],
      ...(city ? [['city', city] as const] : []),
      ['countries', place.countries],
      ['allowed', verdict(isAllowed(place.countries, policy))],
      ...(runs
        ? [['operator', `${runs.id}, ${runs.name}`] as const, ['control', runs.control] as const]
        : []),
      ...(pair ? [['pair', pair.code] as const] : []),
    ],
  };
}

function operatorAnswer(operator: Operator, asking: Asking): Answer {
  const domestic = isDomestic(operator.id, asking);
  const { aliases, arrangement } = operator;
  return {
    fact: { ...operator, domestic: domestic === UNKNOWN ? null : domestic },
    title: `${operator.id}: ${operator.name}`,
    lines: [
      ['kind', operator.kind],
      ['control', operator.control],
      ['domestic', verdict(domestic === UNKNOWN ? null : domestic)],
      ...(aliases.length > 0 ? [['aliases', aliases.join(', ')] as const] : []),
      ...(arrangement?.technology ? [['technology', arrangement.technology] as const] : []),
      ...(arrangement?.runBy ? [['run-by', arrangement.runBy] as const] : []),
      ...(arrangement?.where ? [['countries', arrangement.where] as const] : []),
      ...(arrangement?.signals ? [['signals', arrangement.signals.join('; ')] as const] : []),
    ],
  };
}

function hostAnswer(host: string, fact: HostFact, asking: Asking): Answer {
  const { place, ...rest } = fact;
  const domestic = isDomestic(fact.operator, asking);
  return {
    fact: {
      host,
      ...rest,
      ...(place && { place: `${place.provider}/${place.code}` }),
      domestic: domestic === UNKNOWN ? null : domestic,
    },
    title: `${host} (${fact.pattern})`,
    lines: [
      ['kind', [fact.kind, ...(fact.also ?? [])].join(', ')],
      ['operator', `${fact.operator}, ${fact.name}`],
      ['control', fact.control],
      ['domestic', verdict(domestic === UNKNOWN ? null : domestic)],
      ...(place ? [['place', `${place.provider}/${place.code}`] as const] : []),
      ...(fact.countries ? [['countries', fact.countries] as const] : []),
    ],
  };
}

/** Null where nothing bounds the place, or where only some of its countries are allowed. */
function isAllowed(countries: readonly string[], policy: Policy): boolean | null {
  const inside = countries.filter((country) => policy.countries.includes(country)).length;
  if (countries.length === 0 || (inside > 0 && inside < countries.length)) return null;
  return inside > 0;
}

function verdict(answer: boolean | null): Message {
  return { key: `cli.fact.${answer === null ? 'untold' : answer ? 'yes' : 'no'}` };
}

function textOf(
  { fact, title, lines }: Answer,
  say: (message: Message | LocalizedText) => string,
  countries: (codes: readonly string[]) => string,
): string[] {
  const said = (value: Answer['lines'][number][1]) => {
    if (typeof value === 'string') return value;
    if (!isList(value)) return say(value);
    return value.length > 0 ? countries(value) : say({ key: 'cli.fact.none' });
  };
  const named = (key: string, text: string) => `  ${say({ key: `cli.fact.${key}` })}: ${text}`;
  const { source, checked, confidence } = fact;
  return [
    title,
    ...lines.map(([key, value]) => named(key, said(value))),
    named('source', source),
    named('checked', `${checked} (${confidence})`),
  ];
}

function isList(value: readonly string[] | Message | LocalizedText): value is readonly string[] {
  return Array.isArray(value);
}
