import type { Reason } from '../../domain/recommendation.ts';
import type { Locale } from '../i18n/locale.ts';
import { loudest } from './reason.ts';

/** Why a tag is there, as one sentence; null = the person typed it and the engine had not thought of it. */
export function reasonSentence({ t }: Pick<Locale, 't'>, reason: Reason | null): string {
  if (reason === null) return t('reason.typed');
  const first = t(`reason.${loudest(reason)}`);
  return reason.usedInPosts === 0 ? `${first}.` : `${first}; ${t('reason.used', { count: reason.usedInPosts })}.`;
}
