import { OnceMade } from '../../domain/once-made.ts';
import { LanguageModel } from './language-of.ts';
import { Translations } from './translations.ts';

/** What a list in another language is made with. */
export interface TagLanguages {
  readonly detector: LanguageModel;
  readonly translations: Translations;
}

const tables = new OnceMade(async (): Promise<TagLanguages> => {
  const [{ default: languages }, { default: tags }] = await Promise.all([
    import('./languages.json'),
    import('./tags.json'),
  ]);
  return { detector: new LanguageModel(languages), translations: new Translations(tags) };
});

/** Fetched when a list in another language is first asked for; a list in English is better than none, and the next one tries again. */
export function tagLanguages(): Promise<TagLanguages | null> {
  return tables.get().catch(() => null);
}
