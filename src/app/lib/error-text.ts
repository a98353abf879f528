import { errorSentence } from '../../domain/error-sentences.ts';
import type { Locale } from '../i18n/locale.ts';
import type { ShownError } from './plain-error.ts';

/** An error as a sentence of the person's language: by its code, with the facts where they are known. */
export function errorText({ language }: Pick<Locale, 'language'>, error: ShownError): string {
  return errorSentence(language, error);
}
