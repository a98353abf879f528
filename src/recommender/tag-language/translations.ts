import { hashtagKey } from '../../domain/tags/hashtag.ts';
import type { PostTag } from '../../domain/post/post.ts';

/** `tags.json` (training/languages/build.py). */
export interface TranslationTable {
  /** By language, lines of an English hashtag's key, the hashtag that says the same, and the words by which captions say it. */
  readonly words: Readonly<Record<string, string>>;
  /** By language, hashtags between spaces that stand for none of the vocabulary; the words of a phrase are joined by "_". */
  readonly things: Readonly<Record<string, string>>;
  /** By language, words between spaces that share a stem with one that names a hashtag, and mean another thing. */
  readonly refused: Readonly<Record<string, string>>;
  /** By language, its words between spaces that are spelled like an English hashtag and mean another thing: "Gift" in German. */
  readonly friends: Readonly<Record<string, string>>;
}

/** Hashtags in other languages. */
export class Translations {
  readonly #table: TranslationTable;
  readonly #byLanguage: ReadonlyMap<string, ReadonlyMap<string, PostTag>>;

  constructor(table: TranslationTable) {
    this.#table = table;
    this.#byLanguage = new Map(
      Object.entries(table.words).map(([language, lines]) => [language, new Map(lines.split('\n').flatMap(entryOf))]),
    );
  }

  /** Whether any hashtag is there in a language. @param language BCP 47 */
  speaks(language: string): boolean {
    return this.#byLanguage.has(language);
  }

  /** The words by which a language says hashtags, and those that only share a stem with one. */
  wordsOf(language: string): { readonly lines: string; readonly refused: string } {
    return { lines: this.#table.words[language] ?? '', refused: this.#table.refused[language] ?? '' };
  }

  /** What a language has hashtags of its own for, as {@link TranslationTable.things} has them; empty where none are known. */
  thingsOf(language: string): string {
    return this.#table.things[language] ?? '';
  }

  /** Keys of words that only look like an English hashtag. */
  falseFriends(language: string): ReadonlySet<string> {
    return new Set(this.#table.friends[language]?.split(' '));
  }

  /** The hashtag that says the same; null where none is known, or where it is written alike. @param key canonical, of the vocabulary */
  of(key: string, language: string): PostTag | null {
    return this.#byLanguage.get(language)?.get(key) ?? null;
  }
}

function entryOf(line: string): [string, PostTag][] {
  const [of = '', said = ''] = line.split(' ');
  const label = said.replace('=', '');
  const key = hashtagKey(label);
  return key === null || key === of ? [] : [[of, { key, label }]];
}
