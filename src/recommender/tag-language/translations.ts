import { hashtagKey } from '../../domain/tags/hashtag.ts';
import type { PostTag } from '../../domain/post/post.ts';

/** `tags.json` (training/languages/build.py): by language, lines of an English hashtag's key and the hashtag that says the same. */
export type TranslationTable = Readonly<Record<string, string>>;

/** Hashtags in other languages. */
export class Translations {
  readonly #byLanguage: ReadonlyMap<string, ReadonlyMap<string, PostTag>>;

  constructor(table: TranslationTable) {
    this.#byLanguage = new Map(
      Object.entries(table).map(([language, lines]) => [language, new Map(lines.split('\n').flatMap(entryOf))]),
    );
  }

  /** Whether any hashtag is there in a language. @param language BCP 47 */
  speaks(language: string): boolean {
    return this.#byLanguage.has(language);
  }

  /** The hashtag that says the same; null where none is known, or where it is written alike. @param key canonical, of the vocabulary */
  of(key: string, language: string): PostTag | null {
    return this.#byLanguage.get(language)?.get(key) ?? null;
  }
}

function entryOf(line: string): [string, PostTag][] {
  const [of = '', label = ''] = line.split(' ');
  const key = hashtagKey(label);
  return key === null || key === of ? [] : [[of, { key, label }]];
}
