import { add, clone, concat, matMul, mul, tanh, tensor2d } from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { dense, softmaxOfColumn, tidied } from '../tensors/tensors.ts';
import type { HistoryWeights } from '../tensors/weights.ts';
import { additiveScores } from './word-attention.ts';

/** An earlier post: its fused vector p_j (d numbers, cached when it was saved) and the class indices of its known hashtags. */
export interface EarlierPost {
  readonly vector: Float32Array;
  readonly tags: readonly number[];
}

/** What of the person counts for a post. */
export interface HistorySummary {
  /** u, 1×d. */
  readonly user: Tensor2D;
  /** a, 1×L: how much each earlier post counts; null where none does. */
  readonly attention: Tensor2D | null;
}

/**
 * u (systems.md §4): s_j = [p_j⊙p ; g_j]; a = softmax_j(tanh(wᵀs_j + b)); u = W_u Σ a_j s_j + b_u. Without an earlier post u_0.
 * @param post p, 1×d
 * @param earlier p_j of the L posts that count, L×d, and their g_j, L×d; null without any
 * @param strength what the earlier posts weigh, 0…1: u_0 + strength·(u − u_0) [D]; 0 is exactly a person without posts
 */
export function historySummary(
  weights: HistoryWeights,
  post: Tensor2D,
  earlier: { readonly vectors: Tensor2D; readonly tags: Tensor2D } | null,
  strength = 1,
): HistorySummary {
  if (earlier === null || strength === 0) return { user: clone(weights.none), attention: null };
  const summaries: Tensor2D = concat([mul(earlier.vectors, post), earlier.tags], 1);
  const attention = softmaxOfColumn(tanh(dense(summaries, weights.score, weights.scoreBias)));
  const user = dense(matMul(attention, summaries), weights.project, weights.bias);
  return { user: strength === 1 ? user : add(mul(user, strength), mul(weights.none, 1 - strength)), attention };
}

/**
 * g_j of an earlier post: additive attention over its hashtags' embeddings x, e = uᵀ·tanh(W x + b) (systems.md §4).
 * e depends on the hashtag alone, so it is computed once for the whole vocabulary when a network is loaded; what remains per post
 * is a softmax over a handful of numbers.
 */
export class TagSummaries {
  readonly #embeddings: Float32Array;
  readonly #scores: Float32Array;
  readonly #width: number;

  /** @param embeddings H×d @param scores e, H */
  constructor(embeddings: Float32Array, scores: Float32Array) {
    this.#embeddings = embeddings;
    this.#scores = scores;
    this.#width = embeddings.length / scores.length;
  }

  static async of(weights: HistoryWeights): Promise<TagSummaries> {
    const { scores } = tidied(() => ({ scores: additiveScores(weights.tagAttention, weights.tags) }));
    try {
      return new TagSummaries(await weights.tags.data<'float32'>(), await scores.data<'float32'>());
    } finally {
      scores.dispose();
    }
  }

  /** g of a post with these hashtags, d numbers. Indices outside the vocabulary do not count; without any known tag g = 0 [D]. */
  summary(tags: readonly number[]): Float32Array {
    const result = new Float32Array(this.#width);
    const known = tags.filter((tag) => this.#scores[tag] !== undefined);
    const highest = Math.max(...known.map((tag) => this.#scores[tag] ?? 0));
    const raised = known.map((tag) => Math.exp((this.#scores[tag] ?? 0) - highest));
    const sum = raised.reduce((total, x) => total + x, 0);
    known.forEach((tag, n) => {
      const share = (raised[n] ?? 0) / sum;
      const row = tag * this.#width;
      for (let i = 0; i < result.length; i += 1)
        result[i] = (result[i] ?? 0) + share * (this.#embeddings[row + i] ?? 0);
    });
    return result;
  }

  /** p_j and g_j of the given posts as L×d tensors; null without any. */
  tensors(posts: readonly EarlierPost[]): { readonly vectors: Tensor2D; readonly tags: Tensor2D } | null {
    if (posts.length === 0) return null;
    const vectors = new Float32Array(posts.length * this.#width);
    const tags = new Float32Array(posts.length * this.#width);
    posts.forEach((post, j) => {
      vectors.set(post.vector, j * this.#width);
      tags.set(this.summary(post.tags), j * this.#width);
    });
    const shape: [number, number] = [posts.length, this.#width];
    return { vectors: tensor2d(vectors, shape), tags: tensor2d(tags, shape) };
  }
}
