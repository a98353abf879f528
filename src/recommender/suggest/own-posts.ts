import type { RankingModel } from '../../domain/models/ranking-model.ts';
import type { PostTag } from '../../domain/post/post.ts';
import type { LearntPost } from '../../history/history-store.ts';
import { NearestPosts } from '../personal/nearest-posts.ts';
import { LanguageMiddles, less } from './language-middles.ts';
import { Lexicon } from './lexicon.ts';

/** The last posts that `recent` looks at. */
const RECENT = 3;
/** How many of them stand in a reason: the nearest posts that carry the tag. */
const CLEARLY_NEAR = 0.05;

/** Vectors of the post being written; null without a photo, without a caption. */
export interface OwnQuestion {
  readonly photo: Float32Array | null;
  readonly caption: Float32Array | null;
  /** What the history is allowed to weigh, 0…1. */
  readonly strength: number;
}

/** What a person's posts say of one tag; every share is times c. */
export interface OwnEvidence {
  readonly tag: PostTag;
  /** Posts that carry it. */
  readonly uses: number;
  readonly nearPhoto: number;
  readonly nearCaption: number;
  readonly habit: number;
  readonly recent: number;
  /** −log of how many posts ago it was used last, times c. */
  readonly ago: number;
  /** Near posts that carry it and have a say worth telling. */
  readonly nearPosts: number;
  /** What the nearest post that carries it would say if it stood alone: e/(1 + e), 0…1. Not times c: it is no matter of how many there are. */
  readonly nearest: number;
}

export interface OwnAnswer {
  /** Posts with tags: n. */
  readonly posts: number;
  /** How often the person has taken a tag away since using it last, by key. */
  readonly removed: ReadonlyMap<string, number>;
  /** c = strength·n/(n + believed). */
  readonly belief: number;
  /** What the nearest of all own posts would say if it stood alone, 0…1: how much this post is like any of them. */
  readonly familiar: number;
  readonly byKey: ReadonlyMap<string, OwnEvidence>;
  /** The tags of `byKey` in its order, as captions name them. */
  readonly lexicon: Lexicon;
}

export const NO_OWN_POSTS: OwnAnswer = {
  ...{ posts: 0, belief: 0, familiar: 0, removed: new Map(), byKey: new Map() },
  lexicon: new Lexicon([]),
};

/** What likeness is measured by; the thresholds of gates.ts are not of it. */
export type Near = Omit<RankingModel['near'], 'least' | 'alone' | 'habit'>;

/** A post that was learnt, as the history gives it. */
export type OwnPost = LearntPost;

/** A person's posts, prepared once for all recommendations until they change. */
export class OwnPosts {
  readonly #near: Near;
  readonly #languages: LanguageMiddles;
  readonly #maker: string;
  readonly #tags = new Map<string, { readonly tag: PostTag; readonly uses: number; readonly last: number }>();
  readonly #removed = new Map<string, number>();
  /** Tag keys of each post, oldest first. */
  readonly #keys: (readonly string[])[] = [];
  #lexicon: Lexicon | null = null;
  readonly #like = { photo: new Likeness(), caption: new Likeness() };

  /**
   * @param posts oldest first; a tag is shown as it was written last
   * @param maker only vectors of these models are compared; other posts still count for habits
   */
  constructor(posts: readonly LearntPost[], maker: string, near: Near) {
    this.#near = near;
    this.#languages = new LanguageMiddles(near.languages);
    this.#maker = maker;
    for (const post of posts) this.add(post);
  }

  /** One more post, newer than all before it. */
  add({ tags, removedTags, vector }: LearntPost): void {
    for (const key of removedTags) this.#removed.set(key, (this.#removed.get(key) ?? 0) + 1);
    for (const { key } of tags) this.#removed.delete(key);
    if (tags.length === 0) return;
    this.#lexicon = null;
    const own = new Map(tags.map((tag) => [tag.key, tag]));
    this.#keys.push([...own.keys()]);
    for (const [key, tag] of own) {
      this.#tags.set(key, { tag, uses: (this.#tags.get(key)?.uses ?? 0) + 1, last: this.#keys.length });
    }
    if (vector?.maker !== this.#maker) return;
    const place = this.#keys.length - 1;
    for (const seat of ['photo', 'caption'] as const) {
      this.#like[seat].add(this.#centred(vector[seat] ?? null, seat), place);
    }
  }

  get posts(): number {
    return this.#keys.length;
  }

  usesOf(key: string): number {
    return this.#tags.get(key)?.uses ?? 0;
  }

  tags(): readonly PostTag[] {
    return [...this.#tags.values()].map(({ tag }) => tag);
  }

  ask({ photo, caption, strength }: OwnQuestion): OwnAnswer {
    const posts = this.#keys.length;
    const belief = (strength * posts) / (posts + this.#near.believed);
    const removed = strength === 0 ? NO_OWN_POSTS.removed : this.#removed;
    if (belief === 0) return { ...NO_OWN_POSTS, removed };
    const near = {
      photo: this.#like.photo.shares(this.#centred(photo, 'photo'), this.#near, 'photo'),
      caption: this.#like.caption.shares(this.#centred(caption, 'caption'), this.#near, 'caption'),
    };
    const byKey = new Map<string, Mutable<OwnEvidence>>();
    for (const [key, { tag, uses, last }] of this.#tags) {
      const ago = -belief * Math.log(posts + 1 - last);
      const habit = (belief * uses) / posts;
      byKey.set(key, { tag, uses, nearPhoto: 0, nearCaption: 0, habit, recent: 0, ago, nearPosts: 0, nearest: 0 });
    }
    let familiar = 0;
    const last = this.#keys.slice(-RECENT);
    for (const key of last.flat()) raise(byKey.get(key), 'recent', belief / last.length);
    for (const [what, says] of [
      ['nearPhoto', near.photo],
      ['nearCaption', near.caption],
    ] as const) {
      for (const [place, { share, alone }] of says) {
        familiar = Math.max(familiar, alone);
        for (const key of this.#keys[place] ?? []) {
          const evidence = byKey.get(key);
          raise(evidence, what, belief * share);
          if (evidence !== undefined) evidence.nearest = Math.max(evidence.nearest, alone);
        }
      }
    }
    for (const place of new Set([...near.photo.keys(), ...near.caption.keys()])) {
      const say = Math.max(near.photo.get(place)?.share ?? 0, near.caption.get(place)?.share ?? 0);
      if (say >= CLEARLY_NEAR) for (const key of this.#keys[place] ?? []) raise(byKey.get(key), 'nearPosts', 1);
    }
    this.#lexicon ??= new Lexicon([...this.#tags.keys()].map((key) => [key]));
    return { posts, belief, familiar, removed, byKey, lexicon: this.#lexicon };
  }

  /** The vector seen from the middle of all posts, a caption's from that of its language: raw ones all lie close together. */
  #centred(vector: Float32Array | null, seat: 'photo' | 'caption'): Float32Array | null {
    if (vector === null) return null;
    const seen = less(vector, this.#near.centre[seat]);
    return seat === 'caption' ? this.#languages.seenFrom(seen) : seen;
  }
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

function raise(
  evidence: Mutable<OwnEvidence> | undefined,
  what: 'nearPhoto' | 'nearCaption' | 'recent' | 'nearPosts',
  by: number,
): void {
  if (evidence !== undefined) evidence[what] += by;
}

/** What one of the nearest posts has to say: beside the others, and as if it stood alone; both 0…1. */
interface Say {
  readonly share: number;
  readonly alone: number;
}

/** Vectors of one kind and the posts that they are of. */
class Likeness {
  readonly #vectors = new NearestPosts();
  readonly #places: number[] = [];

  add(vector: Float32Array | null, place: number): void {
    if (vector !== null && this.#vectors.add(vector) !== null) this.#places.push(place);
  }

  /**
   * What each of the nearest posts has to say, by its place: e_j/(1 + Σ e), e = exp((cosine − reference)/temperature). Far ones together say nearly
   * nothing, for "none of them is near" counts 1.
   */
  shares(
    vector: Float32Array | null,
    { neighbours, temperature, reference }: Near,
    seat: 'photo' | 'caption',
  ): ReadonlyMap<number, Say> {
    const near = vector === null ? [] : this.#vectors.near(vector, neighbours);
    const says = near.map(({ cosine }) => Math.exp((cosine - reference[seat]) / temperature[seat]));
    const total = says.reduce((sum, say) => sum + say, 1);
    return new Map(
      says.map((say, n) => [this.#places[near[n]?.place ?? 0] ?? 0, { share: say / total, alone: say / (1 + say) }]),
    );
  }
}
