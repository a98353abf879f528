import type { VocabularyIndex } from '../reading/vocabulary-index.ts';
import type { CaptionReading } from '../suggest/caption-reading.ts';
import type { Heard } from '../suggest/hearing.ts';
import { namingsIn } from '../suggest/namings.ts';
import { HeardThings } from './heard-things.ts';
import { tagLanguages } from './tag-languages.ts';
import type { TagLanguages } from './tag-languages.ts';
import { TranslatedWords } from './translated-words.ts';

/** A language more probable than this is taken at its word. */
const SURE = 0.5;
/** Of a short caption several languages may be the one ("Radtour durch den Wald"): those that are so probable are asked. */
const PERHAPS = 0.15;
/** From here on a caption is in English, whatever else it may be. */
const ENGLISH = 0.7;
/** Where it may be in English, a single word that another language knows too says nothing. */
const LEAST_BESIDE_ENGLISH = 2;

type Words = Pick<CaptionReading, 'words'>;

/** Hears the hashtags of a vocabulary in captions of other languages. */
export class HeardWords {
  readonly #vocabulary: Pick<VocabularyIndex, 'indexOf' | 'canonical'>;
  readonly #languages: () => Promise<TagLanguages | null>;
  readonly #words = new Map<string, TranslatedWords>();
  readonly #things = new Map<string, HeardThings>();

  constructor(vocabulary: Pick<VocabularyIndex, 'indexOf' | 'canonical'>, languages = tagLanguages) {
    this.#vocabulary = vocabulary;
    this.#languages = languages;
  }

  /** Null for English, where the language cannot be told, and where the tables cannot be fetched. */
  readonly hear = async (reading: Words): Promise<Heard | null> => {
    if (reading.words.length === 0) return null;
    const languages = await this.#languages();
    if (languages === null) return null;
    const { languages: asked, least } = possible(languages, reading);
    const heard = asked.map((language) => {
      const one = this.#heard(languages, reading, language);
      return { ...one, named: namingsIn(reading, one.lexicon).size + one.things.length };
    });
    // A sure language is heard even where it names nothing: its false friends are none of English.
    const [first] = heard.sort((one, other) => other.named - one.named);
    return first === undefined || (asked.length > 1 && first.named === 0) || (least > 1 && first.named < least)
      ? null
      : first;
  };

  #heard(languages: TagLanguages, { words }: Words, language: string): Heard {
    const said = this.#of(languages, language);
    const friends = languages.translations.falseFriends(language);
    const cased = said.raisesNouns && words.some(({ capital, opens }) => capital && !opens);
    return {
      ...{ language, raisesNouns: said.raisesNouns },
      lexicon: { find: (text) => said.find(text, cased) },
      things: this.#thingsOf(languages, language).thingsIn({ words }),
      isFalseFriend: (key) => friends.has(key),
    };
  }

  #thingsOf({ translations }: TagLanguages, language: string): HeardThings {
    const known = this.#things.get(language) ?? new HeardThings(translations.thingsOf(language), language);
    this.#things.set(language, known);
    return known;
  }

  #of({ translations }: TagLanguages, language: string): TranslatedWords {
    const known = this.#words.get(language);
    if (known !== undefined) return known;
    const entryOf = (key: string): number | null => this.#vocabulary.indexOf(this.#vocabulary.canonical(key));
    const made = new TranslatedWords(translations.wordsOf(language), language, entryOf);
    this.#words.set(language, made);
    return made;
  }
}

interface Possible {
  /** That have words for hashtags, the most probable first. */
  readonly languages: readonly string[];
  /** So many words must be heard. */
  readonly least: number;
}

/** Languages that a caption may be in, beside English. */
function possible({ detector, translations }: TagLanguages, { words }: Words): Possible {
  const guesses = detector.guesses(words.map(({ text }) => text).join(' '));
  const [first] = guesses;
  if (first === undefined || (first.language === 'en' && first.probability >= ENGLISH)) return NONE;
  if (first.probability >= SURE && translations.speaks(first.language))
    return { languages: [first.language], least: 1 };
  const perhaps = guesses.flatMap(({ language, probability }) => (probability >= PERHAPS ? [language] : []));
  return {
    languages: perhaps.filter((language) => translations.speaks(language)),
    least: perhaps.includes('en') ? LEAST_BESIDE_ENGLISH : 1,
  };
}

const NONE: Possible = { languages: [], least: 1 };
