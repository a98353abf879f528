import { hashtagKey } from '../../domain/tags/hashtag.ts';
import { foldedKey, stemOf } from './stem.ts';

/** How a hashtag was found in a caption, the surest first. */
export const NAMING_WAYS = ['exact', 'folded', 'inflected', 'translated'] as const;
export type NamingWay = (typeof NAMING_WAYS)[number];

export interface Found {
  readonly entry: number;
  readonly way: NamingWay;
}

/** Shorter hashtags, and shorter words, share their stem with too much. */
const SHORTEST_KEY = 3;
const SHORTEST_WORD = 4;

/** Hashtags by what may stand for them in a caption: their key, other spellings, the same without diacritics, an inflected form. */
export class Lexicon {
  readonly #spelled = new Map<string, number>();
  readonly #folded = new Map<string, number>();
  readonly #stems = new Map<string, number>();
  readonly #keys: readonly string[];
  readonly #refused: ReadonlySet<string>;

  /**
   * @param entries spellings of each hashtag, its own key first; the earlier one wins where two could be meant
   * @param refused `form>key` pairs that share a stem and not a meaning
   */
  constructor(entries: readonly (readonly string[])[], refused: ReadonlySet<string> = new Set()) {
    this.#keys = entries.map(([key = '']) => key);
    this.#refused = refused;
    entries.forEach((spellings, entry) => {
      for (const spelling of spellings) {
        setOnce(this.#spelled, spelling, entry);
        const plain = withoutSigns(spelling);
        setOnce(this.#spelled, plain, entry);
        setOnce(this.#folded, foldedKey(plain), entry);
        if (plain.length >= SHORTEST_KEY) setOnce(this.#stems, stemOf(foldedKey(plain)), entry);
      }
    });
  }

  /** The hashtag that a word, or a few joined ones, stand for. */
  find(text: string): Found | null {
    const key = hashtagKey(text);
    if (key === null) return null;
    const exact = this.#spelled.get(key) ?? this.#spelled.get(withoutSigns(key));
    if (exact !== undefined) return { entry: exact, way: 'exact' };
    const folded = foldedKey(withoutSigns(key));
    const plain = this.#folded.get(folded);
    if (plain !== undefined) return { entry: plain, way: 'folded' };
    if (folded.length < SHORTEST_WORD) return null;
    const inflected = this.#stems.get(stemOf(folded));
    const hashtag = inflected === undefined ? undefined : this.#keys[inflected];
    if (inflected === undefined || hashtag === undefined || this.#refused.has(`${key}>${hashtag}`)) return null;
    // "Ringing" is a verb's form and no form of #rings; "earring" is one of #earrings.
    if (folded.endsWith('ing') && hashtag.endsWith('s') && hashtag !== `${folded}s`) return null;
    return { entry: inflected, way: 'inflected' };
  }
}

/** `golden_hour` and `goldenhour` are said alike. */
function withoutSigns(key: string): string {
  return key.replaceAll(/[_·\u200c\u200d]+/gu, '');
}

function setOnce(map: Map<string, number>, key: string, entry: number): void {
  if (!map.has(key)) map.set(key, entry);
}
