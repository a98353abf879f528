import type { NetworkConfig } from '../domain/network-manifest.ts';
import type { Decoded } from './sequence-head.ts';

/** Scores over the vocabulary; classifier + sequence = scores wherever both heads take part. Each H numbers. */
export interface HybridScores {
  readonly scores: Float32Array;
  readonly classifier: Float32Array;
  readonly sequence: Float32Array;
}

/**
 * A2 (systems.md §5, default): S(h) = β·ŷ_h/max ŷ + (1−β)·q_h/max q, and its two summands.
 * @param probabilities ŷ, H @param q H
 */
export function a2Scores(probabilities: Float32Array, q: Float32Array, beta: number): HybridScores {
  const classifier = shareOf(probabilities, beta);
  const sequence = shareOf(q, 1 - beta);
  return { scores: classifier.map((score, tag) => score + (sequence[tag] ?? 0)), classifier, sequence };
}

function shareOf(values: Float32Array, weight: number): Float32Array {
  const highest = values.reduce((a, b) => Math.max(a, b), 0);
  return values.map((value) => (highest > 0 ? (weight * value) / highest : 0));
}

/**
 * A1 (systems.md §5): hashtags in both lists first, then alternately from each, the classifier's first [D]; after them the rest as
 * the classifier ranks them. The order becomes scores: the n-th of `count` gets 1 − n/(2·count), the rest less than ½.
 */
export function a1Scores(probabilities: Float32Array, decoded: Decoded, count: number): HybridScores {
  const classified = rank(probabilities, count);
  const both = classified.filter((tag) => decoded.tags.includes(tag));
  const rest = [classified, decoded.tags].map((list) => list.filter((tag) => !both.includes(tag)));
  const turns = Array.from({ length: count }, (_, n) => rest.flatMap((list) => list.slice(n, n + 1))).flat();
  const order = [...both, ...turns];
  const scores = listFirst(order.slice(0, count), shareOf(probabilities, 1));
  const sequence = scores.map((score, tag) =>
    decoded.tags.includes(tag) ? score / (classified.includes(tag) ? 2 : 1) : 0,
  );
  return { scores, classifier: scores.map((score, tag) => score - (sequence[tag] ?? 0)), sequence };
}

/** The sequence head alone: its list in its order, then the rest by q [D: always K distinct hashtags]. */
export function sequenceScores(decoded: Decoded): HybridScores {
  const scores = listFirst(decoded.tags, shareOf(decoded.q, 1));
  return { scores, classifier: new Float32Array(scores.length), sequence: scores };
}

function listFirst(list: readonly number[], rest: Float32Array): Float32Array {
  const scores = rest.map((share) => 0.49 * share);
  list.forEach((tag, n) => {
    scores[tag] = 1 - n / (2 * list.length);
  });
  return scores;
}

/** The scores a network ranks by, as its manifest says. `count` = length of the lists that A1 merges. */
export function scoresOf(
  config: Pick<NetworkConfig, 'head' | 'hybrid' | 'sequence'>,
  probabilities: Float32Array,
  decoded: Decoded | null,
): HybridScores {
  if (config.head === 'classification' || decoded === null) {
    return { scores: probabilities, classifier: probabilities, sequence: new Float32Array(probabilities.length) };
  }
  if (config.head === 'sequence') return sequenceScores(decoded);
  if (config.hybrid.rule === 'A1') return a1Scores(probabilities, decoded, config.sequence.steps);
  return a2Scores(probabilities, decoded.q, config.hybrid.beta);
}

/** The `count` indices with the highest scores, highest first; ties go to the lower index. */
export function rank(scores: Float32Array, count: number): number[] {
  return Array.from(scores.keys())
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
    .slice(0, count);
}
