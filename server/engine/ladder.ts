import type { Message, MessageArgument } from '../core/message';
import { type Facet, type Facts, type Property, UNKNOWN } from './types';

/**
 * How far a key is under control, in words: which key it is, its step on the ladder of 0 to 4, and who holds it.
 * Undefined for what is no key, and where the step cannot be told.
 */
export function ladderMessage(
  { kind, resource, properties, value }: Facet,
  facts: Facts,
): Message | undefined {
  const { level, holder } = properties;
  if ((kind !== 'key' && kind !== 'holder') || typeof level !== 'number') return undefined;
  const named = kind === 'holder' ? (textOf(properties.value) ?? resource.address) : textOf(properties.key);
  const shown = value?.sensitive ? '(sensitive)' : named;
  const operator = typeof holder === 'string' ? facts.operator(holder) : undefined;
  const step: Message = { key: 'ladder.step', args: { level, 'level-name': { key: `level.${level}` } } };
  const held: MessageArgument = operator
    ? { key: 'ladder.held', args: { step, name: operator.name, countries: control(operator.control) } }
    : step;
  return shown === undefined ? held : { key: 'ladder.key', args: { key: shown, step: held } };
}

function textOf(property: Property | undefined): string | undefined {
  return property === undefined || property === UNKNOWN ? undefined : String(property);
}

function control(countries: readonly string[]): MessageArgument {
  return countries.length === 1 ? { country: countries[0]! } : countries.join(', ');
}
