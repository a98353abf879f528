import { hasMessage } from '../i18n/locale.ts';
import type { Locale } from '../i18n/locale.ts';
import type { ShownError } from './plain-error.ts';

/** An error as a sentence of the person's language: by its code, with the facts where they are known. */
export function errorText({ t }: Pick<Locale, 't'>, error: ShownError): string {
  const { looksLike } = error.details;
  if (error.code === 'photo-not-an-image' && looksLike !== undefined) {
    return t('error.photo-not-an-image.known', { looksLike });
  }
  // A code of a newer engine that this page does not know yet is still an error with a sentence.
  const key = `error.${error.code}` as const;
  return t(hasMessage(key) ? key : 'error.unexpected');
}
