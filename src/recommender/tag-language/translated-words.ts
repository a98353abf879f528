import { hashtagKey } from '../../domain/tags/hashtag.ts';
import type { Found } from '../suggest/lexicon.ts';
import { foldedKey } from '../suggest/stem.ts';
import { headOf } from './compounds.ts';
import { stemIn, turkishNouns } from './inflection.ts';

/** Shorter words share their stem with too much. */
const SHORTEST_WORD = 4;
/** "l’océan", "un'altra": what is elided before a word is none of it. */
const ELIDED = /^(?:[cdjlmnstv]|qu|un|dell|nell|all|sull|dall|quell|quest|bell|quand|jusqu)['’](?=\p{L}{2})/iu;
const ELIDES = new Set(['fr', 'it']);

interface Word {
  readonly entry: number;
  /** Written with a capital letter, as German nouns are: "Morgen" and "morgen" are two words. */
  readonly raised: boolean;
}

/** Words of one language that name hashtags of the vocabulary, in whatever form the caption has them. */
export class TranslatedWords {
  readonly #language: string;
  readonly #elides: boolean;
  readonly #exact = new Map<string, Word>();
  readonly #folded = new Map<string, Word>();
  readonly #stems = new Map<string, Word>();
  readonly #foldedStems = new Map<string, Word>();
  readonly #refused: Set<string>;

  /**
   * @param table of `tags.json`; a line: an English key, the words that say it, those of a phrase joined by "_"; "=word" in no other form; "!word" names nothing
   * @param entryOf class index of an English key; null = not in this vocabulary
   */
  constructor(
    { lines, refused }: { readonly lines: string; readonly refused: string },
    language: string,
    entryOf: (key: string) => number | null,
  ) {
    this.#language = language;
    this.#elides = ELIDES.has(language);
    this.#refused = new Set(refused.split(' '));
    const entries = lines.split('\n').flatMap((line) => {
      const [of = '', ...said] = line.split(' ');
      const entry = entryOf(of);
      return said.flatMap((written) => {
        const [, sign = '', word = ''] = /^([=!]?)(.+)$/u.exec(written) ?? [];
        const keys = this.#keysOf(word.split('_'));
        if (sign === '!') this.#refused.add(keys.join(' '));
        return sign === '!' || entry === null ? [] : [{ keys, entry, raised: isRaised(word), inflects: sign === '' }];
      });
    });
    // A word of its own comes before a hashtag that is written alike: "anniversaire" is a birthday sooner than an anniversary.
    for (const { keys, inflects, ...word } of entries.sort((a, b) => Number(b.inflects) - Number(a.inflects))) {
      setOnce(this.#exact, keys.join(' '), word);
      setOnce(this.#folded, keys.map(foldedKey).join(' '), word);
      if (!inflects) continue;
      const stems = this.#stemsOf(keys);
      setOnce(this.#stems, stems, word);
      setOnce(this.#foldedStems, foldedKey(stems), word);
    }
  }

  /**
   * The hashtag that a word, or a few joined ones, say in this language.
   * @param cased the caption has small and capital letters, so that a noun without its capital is none (German)
   */
  find(text: string, cased: boolean): Found | null {
    const word =
      this.#known(this.#keysOf(text.split(' '))) ??
      this.#known(this.#keysOf(this.#withoutElision(text).split(' '))) ??
      this.#headOf(text);
    if (word === null || (cased && word.raised && !isRaised(text))) return null;
    return { entry: word.entry, way: 'translated' };
  }

  /** Whether nouns have capital letters here. */
  get raisesNouns(): boolean {
    return this.#language === 'de';
  }

  /** "Apfelkuchen" says what "Kuchen" says. */
  #headOf(text: string): Word | null {
    const key = text.includes(' ') ? null : hashtagKey(text);
    if (key === null || this.#refused.has(key)) return null;
    const head = headOf(key, this.#language);
    return head === null ? null : this.#known([head]);
  }

  #known(keys: readonly string[]): Word | null {
    const key = keys.join(' ');
    if (key === '' || this.#refused.has(key)) return null;
    // Diacritics are left out by haste, never put in: "gory" may be "góry", but "même" is not "mémé".
    const isPlain = !this.raisesNouns && foldedKey(key) === key;
    const exact = this.#exact.get(key) ?? (isPlain ? this.#folded.get(key) : undefined);
    if (exact !== undefined) return exact;
    if (key.length < SHORTEST_WORD) return null;
    const stems = isPlain ? this.#foldedStems : this.#stems;
    for (const one of this.#possibleStems(keys)) {
      const found = stems.get(one);
      if (found !== undefined) return found;
    }
    return null;
  }

  #possibleStems(keys: readonly string[]): readonly string[] {
    if (this.#language !== 'tr') return [this.#stemsOf(keys)];
    const before = keys.slice(0, -1);
    return turkishNouns(keys.at(-1) ?? '').map((noun) => [...before, noun].join(' '));
  }

  #stemsOf(keys: readonly string[]): string {
    return keys.map((key) => stemIn(key, this.#language)).join(' ');
  }

  /** What is elided keeps its apostrophe: "l'une" is not "lune". */
  #keysOf(words: readonly string[]): string[] {
    return words.flatMap((word) => {
      const key = hashtagKey(word);
      return key === null ? [] : [this.#elides && ELIDED.test(word) ? `'${key}` : key];
    });
  }

  #withoutElision(text: string): string {
    return this.#elides ? text.replace(ELIDED, '') : text;
  }
}

function isRaised(text: string): boolean {
  return /^\p{Lu}/u.test(text);
}

/** The first word stays; a verb beside its noun ("kochen", "Kochen") is one without a capital as well. */
function setOnce(map: Map<string, Word>, key: string, word: Word): void {
  const known = map.get(key);
  if (known === undefined || (known.entry === word.entry && known.raised)) map.set(key, word);
}
