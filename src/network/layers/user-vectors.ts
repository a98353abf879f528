import { tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import type { NetworkConfig } from '../../domain/models/network-manifest.ts';
import { TagSummaries } from './history.ts';
import { dense, tidied } from '../tensors/tensors.ts';
import { decodeNetworkWeights, disposeWeights } from '../tensors/weights.ts';

/** A post among others: the class indices of its hashtags, and which of the others are its earlier ones. */
export interface TimedPost {
  readonly tags: readonly number[];
  /** Places, oldest first; those that count (`history.length`) and no more. */
  readonly earlier: readonly number[];
}

/** The numbers of systems.md §4. */
interface HistoryNumbers {
  readonly score: Float32Array;
  readonly scoreBias: number;
  readonly project: Float32Array;
  readonly bias: Float32Array;
  readonly none: Float32Array;
}

const ROWS = 1024;

/** u of many posts at once, for training that changes their p from epoch to epoch; the same numbers as historySummary gives one by one. */
export class UserVectors {
  readonly #d: number;
  readonly #numbers: HistoryNumbers;
  readonly #posts: readonly TimedPost[];
  /** g_j of every post, d numbers each: hashtags do not change. */
  readonly #tags: Float32Array;

  private constructor(d: number, numbers: HistoryNumbers, posts: readonly TimedPost[], summaries: TagSummaries) {
    this.#d = d;
    this.#numbers = numbers;
    this.#posts = posts;
    this.#tags = new Float32Array(posts.length * d);
    posts.forEach(({ tags }, n) => {
      this.#tags.set(summaries.summary(tags), n * d);
    });
  }

  /** @throws TagweaveError `model-invalid` when weights and configuration do not fit together */
  static async of(config: NetworkConfig, file: ArrayBuffer, posts: readonly TimedPost[]): Promise<UserVectors> {
    const weights = decodeNetworkWeights(config, file);
    try {
      const { history } = weights;
      const [score, scoreBias, project, bias, none] = (await Promise.all(
        [history.score, history.scoreBias, history.project, history.bias, history.none].map(async (tensor) =>
          (await tensor.data<'float32'>()).slice(),
        ),
      )) as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
      const numbers = { score, scoreBias: scoreBias[0] ?? 0, project, bias, none };
      return new UserVectors(config.d, numbers, posts, await TagSummaries.of(history));
    } finally {
      disposeWeights(weights);
    }
  }

  /** u of every post, posts × d. @param post p of every post, posts × d */
  async users(post: Float32Array): Promise<Float32Array> {
    const d = this.#d;
    const { none, project, bias } = this.#numbers;
    const users = new Float32Array(this.#posts.length * d);
    const withHistory = this.#posts.flatMap(({ earlier }, n) => (earlier.length > 0 ? [n] : []));
    this.#posts.forEach(({ earlier }, n) => {
      if (earlier.length === 0) users.set(none, n * d);
    });
    for (let from = 0; from < withHistory.length; from += ROWS) {
      const some = withHistory.slice(from, from + ROWS);
      const sums = new Float32Array(some.length * 2 * d);
      some.forEach((n, row) => {
        this.#sum(n, post, sums.subarray(row * 2 * d, (row + 1) * 2 * d));
      });
      const { made } = tidied(() => ({
        made: dense(tensor2d(sums, [some.length, 2 * d]), tensor2d(project, [2 * d, d]), tensor1d(bias)),
      }));
      const values = await made.data<'float32'>();
      made.dispose();
      some.forEach((n, row) => {
        users.set(values.subarray(row * d, (row + 1) * d), n * d);
      });
    }
    return users;
  }

  /** Σ a_j s_j of a post: s_j = [p_j⊙p ; g_j], a = softmax_j(tanh(wᵀs_j + b)). */
  #sum(place: number, post: Float32Array, into: Float32Array): void {
    const d = this.#d;
    const { score, scoreBias } = this.#numbers;
    const { earlier } = this.#posts[place] ?? { earlier: [] };
    const own = post.subarray(place * d, (place + 1) * d);
    const raised = earlier.map((other) => {
      let sum = scoreBias;
      for (let i = 0; i < d; i += 1) {
        sum += (score[i] ?? 0) * (post[other * d + i] ?? 0) * (own[i] ?? 0);
        sum += (score[d + i] ?? 0) * (this.#tags[other * d + i] ?? 0);
      }
      return Math.exp(Math.tanh(sum));
    });
    const total = raised.reduce((sum, value) => sum + value, 0);
    earlier.forEach((other, j) => {
      const share = (raised[j] ?? 0) / total;
      for (let i = 0; i < d; i += 1) {
        into[i] = (into[i] ?? 0) + share * (post[other * d + i] ?? 0) * (own[i] ?? 0);
        into[d + i] = (into[d + i] ?? 0) + share * (this.#tags[other * d + i] ?? 0);
      }
    });
  }
}
