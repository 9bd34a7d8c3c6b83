import type { Language, LocalizedText, Message } from '../core/message';
import { localize, type Texts } from '../engine/messages';

/** A text for people in the reader's language. */
export type Say = (message: Message | LocalizedText) => string;

export function speaker(language: Language, texts: Texts): Say {
  return (message) => localize(message, language, texts);
}

/** The language for a locale such as `ko-KR`. */
export function languageOf(locale: string | undefined): Language {
  return locale?.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}
