import type { Reason } from '../../../domain/recommendation.ts';
import type { Locale } from '../../i18n/locale.ts';
import { evidenceOf, speaksAgainst } from './reason.ts';
import type { Evidence } from './reason.ts';

/** Why a tag is there, in one or two plain sentences; null = the person typed it and the engine had not thought of it. */
export function reasonSentence(locale: Pick<Locale, 't' | 'language'>, reason: Reason | null): string {
  const { t } = locale;
  if (reason === null) return t('reason.typed');
  const { translationOf } = reason;
  if (translationOf === undefined) return evidenceWords(locale, reason);
  const language = new Intl.DisplayNames(locale.language, { type: 'language' }).of(translationOf.language);
  const translated = t('reason.translation', {
    tag: translationOf.label,
    language: language ?? translationOf.language,
  });
  return `${translated} ${evidenceWords(locale, reason)}`;
}

function evidenceWords(locale: Pick<Locale, 't'>, reason: Reason): string {
  const { t } = locale;
  const [first, second] = evidenceOf(reason);
  if (first === undefined) return t('reason.common');
  const more = secondSentence(locale, reason, first, second);
  return more === null ? firstSentence(locale, reason, first) : `${firstSentence(locale, reason, first)} ${more}`;
}

function firstSentence({ t }: Pick<Locale, 't'>, reason: Reason, evidence: Evidence): string {
  switch (evidence) {
    case 'named':
      return reason.named?.as === 'form'
        ? t('reason.form', { text: reason.named.text })
        : t(
            reason.named?.as === 'place'
              ? 'reason.place'
              : reason.named?.as === 'name'
                ? 'reason.name'
                : 'reason.named',
          );
    case 'near':
      return reason.nearPosts > 0 ? t('reason.nearPosts', { count: reason.nearPosts }) : t('reason.near');
    case 'habit':
      return t('reason.used', { count: reason.usedInPosts });
    default:
      return t(`reason.${evidence}`);
  }
}

/** What agrees, or what speaks against it. */
function secondSentence(
  { t }: Pick<Locale, 't'>,
  reason: Reason,
  first: Evidence,
  second: Evidence | undefined,
): string | null {
  if (second === 'photo') return t('reason.photoAgrees');
  if (second === 'caption' && first !== 'named') return t('reason.captionAgrees');
  if (second === 'near' || second === 'habit' || second === 'head') {
    return reason.usedInPosts > 0 ? t('reason.used', { count: reason.usedInPosts }) : null;
  }
  if (second === 'named') return t('reason.alsoNamed');
  if (first !== 'photo' && speaksAgainst(reason, 'photo')) return t('reason.photoAgainst');
  if (first !== 'caption' && first !== 'named' && speaksAgainst(reason, 'caption')) return t('reason.captionAgainst');
  return null;
}
