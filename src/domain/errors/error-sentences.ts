import { sentenceOf } from './error-sentence.ts';
import type { ErrorSentences } from './error-sentence.ts';
import { errorsEn } from './errors-en.ts';
import { errorsUk } from './errors-uk.ts';
import type { Language } from '../text/format.ts';

/** All languages at once, for the widget; the page fetches a language when it is spoken (app/i18n/catalogues.ts). */
export const ERROR_SENTENCES: Readonly<Record<Language, ErrorSentences>> = { en: errorsEn, uk: errorsUk };

/** The sentence for an error as it crossed a boundary; a code of a newer engine counts as `unexpected`. */
export function errorSentence(language: Language, error: Parameters<typeof sentenceOf>[2]): string {
  return sentenceOf(ERROR_SENTENCES[language], language, error);
}
