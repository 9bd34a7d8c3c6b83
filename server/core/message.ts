/**
 * A text for people, as a key and its arguments: nothing is chosen by message text, and every language is complete.
 * The texts are rows of rules/messages/*.yaml: `key: { en: "… {name} …", ko: "…" }`.
 */
export interface Message {
  readonly key: string;
  readonly args?: Readonly<Record<string, MessageArgument>>;
}

/** A plain string is put in as it is; a country code is put in as the country's name in the reader's language. */
export type MessageArgument = string | number | Message | LocalizedText | { readonly country: string };

/** A text in every language the product speaks. */
export interface LocalizedText {
  readonly en: string;
  readonly ko: string;
}

export type Language = 'en' | 'ko';

/** What could not be read or understood, and where. Never fatal: the rest goes on. */
export interface Problem {
  readonly path: string;
  /** Absent where the whole file is meant. */
  readonly range?: import('./source').Range;
  readonly message: Message;
}
