import type { Language, Message } from '../../domain/format.ts';
import { en } from './en.ts';

export type Catalogue = Readonly<Record<keyof typeof en, Message>>;

/** English is always there; other languages are fetched when they are first spoken. */
const loaded: { en: Catalogue; uk?: Catalogue } = { en };

/** The words of a language, for the first screen and for a change of language. @throws where they cannot be fetched */
export async function loadCatalogue(language: Language): Promise<void> {
  if (language === 'uk') loaded.uk ??= (await import('./uk.ts')).uk;
}

export function isLoaded(language: Language): boolean {
  return loaded[language] !== undefined;
}

/** Words at hand; English stands in for a language that is not loaded. */
export function catalogueOf(language: Language): Catalogue {
  return loaded[language] ?? en;
}
