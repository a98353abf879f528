import type { Locale } from '../../i18n/locale.ts';
import { reasonSentence } from './reason-words.ts';
import type { Chip } from '../../post/chips.ts';

/** Why a tag is on the table: what the engine says of it, else how it came there. */
export function chipSentence(
  locale: Pick<Locale, 't' | 'language'>,
  { suggestion, origin }: Pick<Chip, 'suggestion' | 'origin'>,
): string {
  if (suggestion === null && origin === 'suggested') return locale.t('reason.added');
  return reasonSentence(locale, suggestion?.reason ?? null);
}
