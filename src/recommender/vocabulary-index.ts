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
  readonly #byKey: ReadonlyMap<string, number>;
  /** Spelling twins too: `north_america` and `northamerica` are one class. */
  readonly #bySpelling: ReadonlyMap<string, number>;

  constructor(vocabulary: Vocabulary) {
    // The files' keys were made by training/; ours decide, so that "İzmir" typed here and "izmir" learnt there are one tag.
    this.tags = vocabulary.tags.map(({ key, label }) => ({ key: hashtagKey(key) ?? key, label }));
    const byKey = new Map<string, number>();
    this.tags.forEach(({ key }, index) => {
      if (!byKey.has(key)) byKey.set(key, index);
    });
    this.#byKey = byKey;
    const bySpelling = new Map(
      vocabulary.tags.flatMap(({ also = [] }, index) =>
        also.map((other) => [hashtagKey(other) ?? other, index] as const),
      ),
    );
    this.#bySpelling = new Map([...bySpelling, ...byKey]);
    const never = neverSuggestKeys();
    this.allowed = this.tags.map(({ key }, index) => byKey.get(key) === index && !never.has(key));
  }

  /** Whether the network suggests this very spelling; a person's own spelling of a twin stays theirs. */
  has(key: string): boolean {
    return this.#byKey.has(key);
  }

  /** The key that the network uses for a hashtag, whatever its spelling; one it does not know is returned as it is. */
  canonical(key: string): string {
    return this.tags[this.#bySpelling.get(key) ?? -1]?.key ?? key;
  }

  /** Class indices of the tags that the network knows, each once; the others are dropped. */
  indicesOf(tags: readonly PostTag[]): number[] {
    return [...new Set(tags.flatMap(({ key }) => this.#bySpelling.get(key) ?? []))];
  }
}
