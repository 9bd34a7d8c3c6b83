import type { Language, LocalizedText, Message, MessageArgument } from '../core/message';

/** Texts by key, from rules/messages/*.yaml and rules/facts/countries.yaml. */
export interface Texts {
  readonly messages: ReadonlyMap<string, LocalizedText>;
  readonly countries: ReadonlyMap<string, LocalizedText>;
}

/** Gathers the texts of every room from the bundled rule data. */
export function loadTexts(data: Readonly<Record<string, unknown>>): Texts {
  const messages = new Map<string, LocalizedText>();
  for (const [name, content] of Object.entries(data)) {
    if (!name.startsWith('messages/')) continue;
    for (const [key, text] of Object.entries(content as Record<string, LocalizedText>))
      messages.set(key, text);
  }
  const table = data['facts/countries.yaml'] as { countries?: Record<string, LocalizedText> } | undefined;
  const rows = (table?.countries ?? table ?? {}) as Record<string, LocalizedText>;
  return { messages, countries: new Map(Object.entries(rows)) };
}

/** A message in one language; a missing key shows itself, so that a test can find it. */
export function localize(message: Message | LocalizedText, language: Language, texts: Texts): string {
  if (!('key' in message)) return message[language];
  const text = texts.messages.get(message.key);
  if (!text) return message.key;
  return fill(text[language], message.args ?? {}, language, texts);
}

/** A message in every language at once. */
export function inAllLanguages(text: LocalizedText, args: Arguments, texts: Texts): LocalizedText {
  return {
    en: sentence(text.en, fill(text.en, args, 'en', texts), args),
    ko: fill(text.ko, args, 'ko', texts),
  };
}

/** A sentence that begins with what a thing is begins with a capital; one that begins with a name keeps it. */
function sentence(template: string, text: string, { thing }: Arguments): string {
  const begins = template.startsWith('{thing}') && typeof thing === 'object';
  return begins ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

export type Arguments = Readonly<Record<string, MessageArgument | undefined>>;

/** A country's name in the reader's language; the code itself where no name is known. */
export function countryName(code: string, language: Language, texts: Texts): string {
  return texts.countries.get(code)?.[language] ?? code;
}

function fill(template: string, args: Arguments, language: Language, texts: Texts): string {
  return template.replace(/\{([a-zA-Z][\w-]*)\}/g, (whole, name: string) => {
    const argument = args[name];
    return argument === undefined ? whole : textOf(argument, language, texts);
  });
}

function textOf(argument: MessageArgument, language: Language, texts: Texts): string {
  if (typeof argument !== 'object') return String(argument);
  if ('country' in argument) return countryName(argument.country, language, texts);
  return localize(argument, language, texts);
}
