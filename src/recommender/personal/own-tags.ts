import type { PostTag } from '../../domain/post/post.ts';
import type { LearntPost } from '../../history/history-store.ts';
import { namesIn } from '../reading/names-in.ts';
import { NearestPosts } from './nearest-posts.ts';

/**
 * How own tags enter the list [D: systems.md §8 names the term, not its form; values measured in docs/decisions/0007-own-tags.md]:
 *
 *     near(h)  = Σ_j e_j·[h ∈ T_j] / (μ + Σ_j e_j),  e_j = exp((cos(p, p_j) − 1) / τ),  j over the nearest own posts
 *     usual(h) = n_h / (n + m)                        n posts of the person, n_h of them with h
 *     named(h) = 1 where the caption names the tag, else 0
 *     fit(h)   = how well the tag's name fits the caption (tag-names.ts), 0…1; 0 for the network's tags
 *     own(h)   = a·near(h) + (1 − a)·usual(h) + λ·named(h) + η·fit(h)
 *     S'(h)    = (1 − ω_n)·S(h) + ω_n·own(h) / max(c, max own),  ω_n = ω·n / (n + m)
 *
 * Neither sum looks at when a post was made: the network's history (§4) already is about the last few.
 */
export interface OwnTagWeights {
  /** ω: the most that own tags may weigh against the network, reached with many posts. */
  readonly weight: number;
  /** ω where the personal head speaks as well, which knows much of the same. */
  readonly weightBesideHead: number;
  /** m: how many posts it takes to believe half of what they say. */
  readonly shrinkage: number;
  /** a: nearest posts against usual tags. */
  readonly nearShare: number;
  /** τ: how fast the say of a post falls with its distance. */
  readonly temperature: number;
  /** λ: a tag of one's own that stands in the caption. */
  readonly named: number;
  /** η: a tag of one's own whose name fits the caption. */
  readonly fitting: number;
  /** μ: weight of "no post is near". */
  readonly nearShrinkage: number;
  /** c: what own(h) has to reach to weigh fully; a lone post of another kind does not. */
  readonly confidence: number;
  /** How many nearest posts have a say. */
  readonly neighbours: number;
}

export const OWN_TAG_WEIGHTS: OwnTagWeights = {
  weight: 0.45,
  weightBesideHead: 0.3,
  shrinkage: 2,
  nearShare: 0.98,
  temperature: 0.06,
  named: 0.6,
  fitting: 0.1,
  nearShrinkage: 0.5,
  confidence: 1,
  neighbours: 20,
};

/** What a person's own posts say for one tag; `nearest + usual + named + fitting` is its share of the score. */
export interface OwnTagScore {
  readonly tag: PostTag;
  readonly nearest: number;
  readonly usual: number;
  readonly named: number;
  readonly fitting: number;
  /** Own posts that carry it. */
  readonly uses: number;
}

export interface OwnTagScores {
  /** ω_n, 0 without own posts: the network's scores count 1 − ω_n. */
  readonly weight: number;
  readonly byKey: ReadonlyMap<string, OwnTagScore>;
}

export const NO_OWN_TAGS: OwnTagScores = { weight: 0, byKey: new Map() };

/** A post being written. */
export interface OwnTagQuestion {
  /** p, d numbers. */
  readonly vector: Float32Array;
  readonly caption: string;
  /** How well names fit the caption, by tag key. */
  readonly fits?: ReadonlyMap<string, number> | undefined;
  /** The personal head has learnt something and speaks as well. */
  readonly besideHead?: boolean;
  /** Scales ω, 0…1. */
  readonly strength?: number;
}

/** A person's posts, prepared once for all recommendations until they change. */
export class OwnTags {
  readonly #tags = new Map<string, { tag: PostTag; uses: number }>();
  readonly #near = new NearestPosts();
  /** Tag keys of each post that may be near, by its place there. */
  readonly #keys: (readonly string[])[] = [];
  readonly #maker: string;
  #posts = 0;

  /**
   * @param posts oldest first; a tag is shown as it was written last
   * @param maker only vectors of these models are compared; other posts still count for what is usual
   */
  constructor(posts: readonly LearntPost[], maker: string) {
    this.#maker = maker;
    for (const post of posts) this.add(post);
  }

  /** One more post, newer than all before it. */
  add({ tags, vector }: LearntPost): void {
    if (tags.length === 0) return;
    this.#posts += 1;
    const own = new Map(tags.map((tag) => [tag.key, tag]));
    for (const [key, tag] of own) this.#tags.set(key, { tag, uses: (this.#tags.get(key)?.uses ?? 0) + 1 });
    if (vector?.maker !== this.#maker || this.#near.add(vector.values) === null) return;
    this.#keys.push([...own.keys()]);
  }

  /** Posts with tags. */
  get posts(): number {
    return this.#posts;
  }

  /** The tags on most posts, of those wanted. */
  mostUsed(count: number, isWanted: (tag: PostTag) => boolean): PostTag[] {
    return [...this.#tags.values()]
      .filter(({ tag }) => isWanted(tag))
      .sort((a, b) => b.uses - a.uses)
      .slice(0, count)
      .map(({ tag }) => tag);
  }

  /** Posts of the person that carry the tag. */
  usesOf(key: string): number {
    return this.#tags.get(key)?.uses ?? 0;
  }

  score(
    { vector, caption, fits, besideHead = false, strength = 1 }: OwnTagQuestion,
    weights = OWN_TAG_WEIGHTS,
  ): OwnTagScores {
    if (this.#posts === 0 || strength === 0) return NO_OWN_TAGS;
    const names = namesIn(caption);
    const near = this.#nearest(vector, weights);
    const rows = [...this.#tags].map(([key, { tag, uses }]) => ({
      ...{ key, tag, uses },
      nearest: weights.nearShare * (near.get(key) ?? 0),
      usual: ((1 - weights.nearShare) * uses) / (this.#posts + weights.shrinkage),
      named: names.has(key) ? weights.named : 0,
      fitting: weights.fitting * (fits?.get(key) ?? 0),
    }));
    const highest = rows.reduce(
      (most, { nearest, usual, named, fitting }) => Math.max(most, nearest + usual + named + fitting),
      weights.confidence,
    );
    const most = strength * (besideHead ? weights.weightBesideHead : weights.weight);
    const weight = (most * this.#posts) / (this.#posts + weights.shrinkage);
    const scale = highest > 0 ? weight / highest : 0;
    return {
      weight,
      byKey: new Map(
        rows.map(({ key, tag, uses, nearest, usual, named, fitting }) => [
          key,
          {
            ...{ tag, uses, nearest: scale * nearest, usual: scale * usual },
            ...{ named: scale * named, fitting: scale * fitting },
          },
        ]),
      ),
    };
  }

  /** near(h) of every tag on a near post. */
  #nearest(vector: Float32Array, weights: OwnTagWeights): Map<string, number> {
    const near = new Map<string, number>();
    let total = weights.nearShrinkage;
    for (const { place, cosine } of this.#near.near(vector, weights.neighbours)) {
      const say = Math.exp((cosine - 1) / weights.temperature);
      total += say;
      for (const key of this.#keys[place] ?? []) near.set(key, (near.get(key) ?? 0) + say);
    }
    for (const [key, say] of near) near.set(key, say / total);
    return near;
  }
}
