import type { ErrorSentences } from '../../domain/errors/error-sentence.ts';
import { errorsEn } from '../../domain/errors/errors-en.ts';
import type { Language, Message } from '../../domain/text/format.ts';
import type { en } from './words/en/all.ts';
import { startEn } from './words/en/start.ts';

export type Catalogue = Readonly<Record<keyof typeof en, Message>>;

/** Messages of a language, and what it says of errors. */
interface Words {
  readonly catalogue: Catalogue;
  readonly errors: ErrorSentences;
}

/**
 * English of the first screen; the rest comes with the parts that say it ({@link addEnglish}), so that a message is there whenever one
 * of them is drawn.
 */
const english = { ...startEn } as Catalogue;

/** English is always there; other languages are fetched when they are first spoken. */
const loaded: Partial<Record<Language, Words>> & { readonly en: Words } = {
  en: { catalogue: english, errors: errorsEn },
};

/** A chunk for each other language. */
const FETCHED: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Words>>> = {
  uk: async () => {
    const { uk, errorsUk } = await import('./words/uk/all.ts');
    return { catalogue: uk, errors: errorsUk };
  },
};

/** English of parts that are fetched when they are first opened. */
export function addEnglish(words: Partial<Catalogue>): void {
  Object.assign(english, words);
}

/** The words of a language, for the first screen and for a change of language. @throws where they cannot be fetched */
export async function loadCatalogue(language: Language): Promise<void> {
  if (language !== 'en') loaded[language] ??= await FETCHED[language]();
}

export function isLoaded(language: Language): boolean {
  return loaded[language] !== undefined;
}

/** Words at hand; English stands in for a language that is not loaded. */
export function catalogueOf(language: Language): Catalogue {
  return (loaded[language] ?? loaded.en).catalogue;
}

/** Sentences for errors; English ones as in {@link catalogueOf}. */
export function errorsOf(language: Language): ErrorSentences {
  return (loaded[language] ?? loaded.en).errors;
}
