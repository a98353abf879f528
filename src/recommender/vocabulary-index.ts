import { hashtagKey } from '../domain/hashtag.ts';
import { neverSuggestKeys } from '../domain/never-suggest.ts';
import type { Vocabulary } from '../domain/network-manifest.ts';
import type { PostTag } from '../domain/post.ts';

/** A network's hashtags by class index and by key. */
export class VocabularyIndex {
  /** By class index. */
  readonly tags: readonly PostTag[];
  /** By class index: may be suggested (first of its key, not on the never-suggest list). */
  readonly allowed: readonly boolean[];
  /** By class index: log of its uses in training against those of the commonest, 0…1. */
  readonly commonness: readonly number[];
  readonly #byKey: ReadonlyMap<string, number>;

  constructor(vocabulary: Vocabulary) {
    // The files' keys were made by training/; ours decide, so that "İzmir" typed here and "izmir" learnt there are one tag.
    this.tags = vocabulary.tags.map(({ key, label }) => ({ key: hashtagKey(key) ?? key, label }));
    const byKey = new Map<string, number>();
    this.tags.forEach(({ key }, index) => {
      if (!byKey.has(key)) byKey.set(key, index);
    });
    this.#byKey = byKey;
    const most = Math.log1p(vocabulary.tags.reduce((highest, { count }) => Math.max(highest, count), 1));
    this.commonness = vocabulary.tags.map(({ count }) => Math.log1p(count) / most);
    const never = neverSuggestKeys();
    this.allowed = this.tags.map(({ key }, index) => byKey.get(key) === index && !never.has(key));
  }

  has(key: string): boolean {
    return this.#byKey.has(key);
  }

  /** Class index of a tag; null for one that the network does not know. */
  indexOf(key: string): number | null {
    return this.#byKey.get(key) ?? null;
  }

  /** The tag with its label; null for one that the network does not know. */
  tagOf(key: string): PostTag | null {
    return this.tags[this.#byKey.get(key) ?? -1] ?? null;
  }

  /** Class indices of the tags that the network knows; the others are dropped. */
  indicesOf(tags: readonly PostTag[]): number[] {
    return tags.flatMap(({ key }) => this.#byKey.get(key) ?? []);
  }
}
