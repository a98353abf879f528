import { hashtagKey } from '../../domain/tags/hashtag.ts';
import { neverSuggestKeys } from '../../domain/tags/never-suggest.ts';
import type { TagKind, Vocabulary } from '../../domain/models/network-manifest.ts';
import type { PostTag } from '../../domain/post/post.ts';

/** A network's hashtags by class index and by key. */
export class VocabularyIndex {
  /** By class index. */
  readonly tags: readonly PostTag[];
  /** By class index: may be suggested (first of its key, not on the never-suggest list). */
  readonly allowed: readonly boolean[];
  /** Keys that are never suggested, as {@link canonical} gives them. */
  readonly never: ReadonlySet<string>;
  /** By class index: log of its uses in training against those of the commonest, 0…1. */
  readonly commonness: readonly number[];
  readonly #rows: Vocabulary['tags'];
  /** By class index: uses in training posts. */
  readonly counts: readonly number[];
  /** By class index: what it is about. */
  readonly kinds: readonly TagKind[];
  /** By class index: joyful or romantic; nobody's but the writer's to know. */
  readonly light: readonly boolean[];
  readonly personal: readonly boolean[];
  /** By class index: the language that a word is of; null for English and for what every language writes. */
  readonly languages: readonly (string | null)[];
  /** By class index: all spellings of the hashtag, its key first. */
  readonly spellings: readonly (readonly string[])[];
  readonly #byKey: ReadonlyMap<string, number>;
  /** Spelling twins too: `north_america` and `northamerica` are one class. */
  readonly #bySpelling: ReadonlyMap<string, number>;

  constructor(vocabulary: Vocabulary) {
    // The files' keys were made by training/; ours decide, so that "İzmir" typed here and "izmir" learnt there are one tag.
    this.#rows = vocabulary.tags;
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
    this.counts = vocabulary.tags.map(({ count }) => count);
    this.kinds = vocabulary.tags.map(({ kind = 'topic' }) => kind);
    this.light = vocabulary.tags.map(({ light = false }) => light);
    this.personal = vocabulary.tags.map(({ personal = false }) => personal);
    this.languages = vocabulary.tags.map(({ language }) => language ?? null);
    this.spellings = vocabulary.tags.map(({ key, also = [] }) => [key, ...also].map((one) => hashtagKey(one) ?? one));
    const most = Math.log1p(vocabulary.tags.reduce((highest, { count }) => Math.max(highest, count), 1));
    this.commonness = vocabulary.tags.map(({ count }) => Math.log1p(count) / most);
    const never = neverSuggestKeys();
    this.allowed = this.tags.map(({ key }, index) => byKey.get(key) === index && !never.has(key));
    this.never = new Set([...never].map((key) => this.canonical(key)));
  }

  /** Whether the network suggests this very spelling; a person's own spelling of a twin stays theirs. */
  has(key: string): boolean {
    return this.#byKey.has(key);
  }

  /** What the vocabulary says that a tag is about; nothing where it does not say, or does not know the tag. */
  factsOf(key: string): { readonly kind?: TagKind | undefined; readonly light?: boolean | undefined } {
    const { kind, light } = this.#rows[this.#byKey.get(key) ?? -1] ?? {};
    return { kind, light };
  }

  /** Class index of this very spelling; null for one that the network does not suggest. */
  indexOf(key: string): number | null {
    return this.#byKey.get(key) ?? null;
  }

  /** The tag with its label; null for one that the network does not suggest. */
  tagOf(key: string): PostTag | null {
    return this.tags[this.#byKey.get(key) ?? -1] ?? null;
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
