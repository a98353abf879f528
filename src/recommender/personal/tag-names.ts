import type { PostTag } from '../../domain/post/post.ts';
import { wordsOfTag } from '../../domain/tags/tag-words.ts';
import type { CaptionEncoding } from '../../encoders/caption/caption-encoder.ts';
import { meanOfOwnTokens } from '../reading/caption-mean.ts';
import type { Models } from '../models/engine-parts.ts';
import type { OwnTags } from './own-tags.ts';
import type { VocabularyIndex } from '../reading/vocabulary-index.ts';

/** Names that are encoded, the most used first: about 1.5 KB each and one run of the caption encoder. */
export const MOST_NAMES = 500;
/** A name has to be this many spreads closer to the caption than the person's names are on average. */
const THRESHOLD = 1;
/** So many spreads further on it fits fully. */
const RANGE = 3;

/**
 * Meanings of the names of a person's tags that the network does not know, kept in memory for as long as a post carries the tag
 * [D: docs/decisions/0007-own-tags.md]. Cosines of this kind of encoder all lie high (.7 to .9), so a name is measured against the
 * person's other names:
 *
 *     fit(h) = min(1, max(0, (z_h − 1) / 3)),  z_h = (cos(caption, name_h) − mean) / spread over these names
 *
 * A lone name has nothing to be measured against and fits nothing.
 */
export class TagNames {
  readonly #tools: { readonly caption: Pick<Models['caption'], 'encode'>; readonly vocabulary: VocabularyIndex };
  /** By label, since "GoldenHour" reads as other words than "goldenhour"; null = it has no meaning, or could not be read. */
  #meanings = new Map<string, Float32Array | null>();
  #tags: readonly PostTag[] = [];
  #of: { readonly own: OwnTags; readonly posts: number } | null = null;

  constructor(tools: { readonly caption: Pick<Models['caption'], 'encode'>; readonly vocabulary: VocabularyIndex }) {
    this.#tools = tools;
  }

  /** Encodes one name that is missing; for idle time. @returns whether there was one */
  async encodeNext(own: OwnTags): Promise<boolean> {
    this.#follow(own);
    const next = this.#tags.find(({ label }) => !this.#meanings.has(label));
    if (next === undefined) return false;
    const meanings = this.#meanings;
    // Once only: a name that cannot be encoded must not be tried for ever.
    meanings.set(next.label, null);
    meanings.set(next.label, meanOfOwnTokens(await this.#tools.caption.encode(wordsOfTag(next.label))));
    return true;
  }

  /** How well the names that are encoded fit a caption, by tag key; those that do not are left out. Nothing is encoded. */
  fits(own: OwnTags, caption: CaptionEncoding | null): ReadonlyMap<string, number> {
    this.#follow(own);
    const meaning = caption === null ? null : meanOfOwnTokens(caption);
    if (meaning === null) return NO_FITS;
    const rows = this.#tags.flatMap(({ key, label }) => {
      const name = this.#meanings.get(label);
      return name === null || name === undefined ? [] : [{ key, cosine: product(meaning, name) }];
    });
    const mean = rows.reduce((sum, { cosine }) => sum + cosine, 0) / rows.length;
    const spread = Math.sqrt(rows.reduce((sum, { cosine }) => sum + (cosine - mean) ** 2, 0) / rows.length);
    if (!(spread > 0)) return NO_FITS;
    return new Map(
      rows.flatMap(({ key, cosine }) => {
        const fit = Math.min(1, ((cosine - mean) / spread - THRESHOLD) / RANGE);
        return fit > 0 ? [[key, fit] as const] : [];
      }),
    );
  }

  /** The names to know now; those of tags that no post carries any more are forgotten. */
  #follow(own: OwnTags): void {
    if (this.#of?.own === own && this.#of.posts === own.posts) return;
    this.#of = { own, posts: own.posts };
    this.#tags = own.mostUsed(MOST_NAMES, ({ key }) => !this.#tools.vocabulary.has(key));
    const labels = new Set(this.#tags.map(({ label }) => label));
    this.#meanings = new Map([...this.#meanings].filter(([label]) => labels.has(label)));
  }
}

const NO_FITS: ReadonlyMap<string, number> = new Map();

function product(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0);
}
