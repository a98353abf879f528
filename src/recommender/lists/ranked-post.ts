import type { Recommendation } from '../../domain/recommendation.ts';
import type { LearntPost } from '../../history/history-store.ts';
import type { NetworkOutput } from '../../network/network.ts';
import type { EncodedDraft } from '../reading/encodings.ts';
import type { ReadWords } from '../hybrid/explanation.ts';
import type { RecommendOptions } from '../recommender.ts';

/** Tags suggested when nobody says how many. */
export const DEFAULT_COUNT = 5;

/** A draft that is encoded, with the posts before it. */
export interface EncodedPost {
  readonly encoded: EncodedDraft;
  /** The person's posts that count, oldest first. */
  readonly learnt: readonly LearntPost[];
  readonly options: RecommendOptions;
  /** Mean of the gate that the person asked for, where there is something to weigh. */
  readonly gate: number | null;
}

/** What either way of ranking gives. */
export interface RankedPost extends Pick<Recommendation, 'tags' | 'alternatives' | 'floor' | 'typed' | 'grave'> {
  readonly output: NetworkOutput;
  readonly words: ReadWords;
  readonly networkMs: number;
}
