import { sentenceOf } from '../../domain/errors/error-sentence.ts';
import { errorsOf } from '../i18n/catalogues.ts';
import type { Locale } from '../i18n/locale.ts';
import type { ShownError } from './plain-error.ts';

/** An error as a sentence of the person's language: by its code, with the facts where they are known. */
export function errorText({ language }: Pick<Locale, 'language'>, error: Pick<ShownError, 'code' | 'details'>): string {
  return sentenceOf(errorsOf(language), language, error);
}
