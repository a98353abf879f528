import type { TagLanguage } from '../../../domain/tags/tag-language.ts';
import { chooseLanguage } from '../../i18n/locale.ts';
import type { Settings } from './settings-store.ts';

/**
 * The language of suggested tags: the person's choice; without one, English tags in an English interface, and in a Ukrainian one those of the
 * caption's language (docs/decisions/0020-tag-language-by-default.md).
 * @param browser languages of the browser, the best first
 */
export function wantedTagLanguage(
  { tagLanguage, language }: Pick<Settings, 'tagLanguage' | 'language'>,
  browser = browserLanguages(),
): TagLanguage {
  return tagLanguage ?? (chooseLanguage(language, browser) === 'uk' ? 'caption' : 'english');
}

/** None where there is no browser. */
function browserLanguages(): readonly string[] {
  return (globalThis as { readonly navigator?: { readonly languages?: readonly string[] } }).navigator?.languages ?? [];
}
