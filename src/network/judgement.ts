import type { NetworkConfig } from '../domain/models/network-manifest.ts';
import { probabilitiesOf } from './heads/classification-head.ts';
import { scoresOf } from './heads/hybrid.ts';
import type { HybridScores } from './heads/hybrid.ts';
import type { Decoded } from './heads/sequence-head.ts';

/** What the classifier sees of a post and says: what the personal head learns from. */
export interface Representation {
  /** u, d numbers: what the earlier posts say; z = [p;u]. */
  readonly user: Float32Array;
  /** H numbers. */
  readonly logits: Float32Array;
}

/** What the heads say about a post. H numbers each but for `user` and `sequence`. */
export interface Judgement {
  /** u, d numbers. */
  readonly user: Float32Array;
  readonly logits: Float32Array;
  /** ŷ. */
  readonly probabilities: Float32Array;
  /** What the list is ranked by (S(h) of A2 in the shipped networks) = classifierScores + sequenceScores. */
  readonly scores: Float32Array;
  readonly classifierScores: Float32Array;
  readonly sequenceScores: Float32Array;
  /** q_h = max_n P_n(h); zeros for a network without the sequence head. */
  readonly q: Float32Array;
  /** The decoder's hashtags in its order (class indices). */
  readonly sequence: readonly number[];
}

/** What follows from logits and decoder. A list by the ranking model asks for no score, which is half a millisecond a post. */
export class Judged implements Judgement {
  readonly user: Float32Array;
  readonly logits: Float32Array;
  readonly q: Float32Array;
  readonly sequence: readonly number[];
  readonly #config: NetworkConfig;
  readonly #decoded: Decoded | null;
  #probabilities: Float32Array | null = null;
  #scores: HybridScores | null = null;

  constructor(config: NetworkConfig, user: Float32Array, logits: Float32Array, decoded: Decoded | null) {
    this.#config = config;
    this.#decoded = decoded;
    this.user = user;
    this.logits = logits;
    this.q = decoded?.q ?? new Float32Array(config.vocabulary);
    this.sequence = decoded?.tags ?? [];
  }

  get probabilities(): Float32Array {
    return (this.#probabilities ??= probabilitiesOf(this.logits));
  }

  get scores(): Float32Array {
    return this.#hybrid().scores;
  }

  get classifierScores(): Float32Array {
    return this.#hybrid().classifier;
  }

  get sequenceScores(): Float32Array {
    return this.#hybrid().sequence;
  }

  #hybrid(): HybridScores {
    return (this.#scores ??= scoresOf(this.#config, this.probabilities, this.#decoded));
  }
}
