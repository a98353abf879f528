import type { NetworkConfig } from '../../domain/models/network-manifest.ts';
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
 * A1 (systems.md §5): hashtags in both heads' lists of `count` first, by the sum of their places; then from both lists in turn, the
 * classifier's first [D]. As training/design/hybrid.py has it, whose lists docs/results.md judges. The order becomes scores: the n-th
 * of `count` gets 1 − n/(2·count), the rest in their order less than ½.
 */
export function a1Scores(probabilities: Float32Array, decoded: Decoded, count: number): HybridScores {
  const [byClassifier, bySequence] = [probabilities, sequenceScores(decoded).scores].map(placesOf) as [
    Int32Array,
    Int32Array,
  ];
  const key = probabilities.map((_, tag) => {
    const [first, second] = [byClassifier[tag] ?? 0, bySequence[tag] ?? 0];
    const inBoth = first < count && second < count;
    return inBoth ? (first + second) * count + first : 2 * count * count + count + Math.min(2 * first, 2 * second + 1);
  });
  const order = placesOf(key.map((place) => -place));
  const scores = Float32Array.from(order, (n) => (n < count ? 1 - n / (2 * count) : 0.49 * (1 - n / order.length)));
  const sequence = scores.map((score, tag) =>
    (bySequence[tag] ?? count) >= count ? 0 : score / ((byClassifier[tag] ?? count) < count ? 2 : 1),
  );
  return { scores, classifier: scores.map((score, tag) => score - (sequence[tag] ?? 0)), sequence };
}

/** Place of each index among the scores, 0 for the highest; ties to the lower index. */
function placesOf(scores: Float32Array): Int32Array {
  const places = new Int32Array(scores.length);
  rank(scores, scores.length).forEach((tag, place) => {
    places[tag] = place;
  });
  return places;
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

/** Above this many, sorting all is quicker than keeping the best. */
const MANY = 512;

/** The `count` indices with the highest scores, highest first; ties go to the lower index. */
export function rank(scores: Float32Array, count: number): number[] {
  const wanted = Math.min(count, scores.length);
  if (wanted > MANY) {
    return Array.from(scores.keys())
      .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
      .slice(0, wanted);
  }
  // A few of many: kept in order while the scores are read once, a tenth of the time of sorting them.
  const [indices, values] = [new Int32Array(wanted), new Float32Array(wanted)];
  let size = 0;
  for (let index = 0; index < scores.length && wanted > 0; index += 1) {
    const score = scores[index] ?? 0;
    if (size === wanted && score <= (values[wanted - 1] ?? 0)) continue;
    let [low, high] = [0, size];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[middle] ?? 0) < score) high = middle;
      else low = middle + 1;
    }
    if (size < wanted) size += 1;
    indices.copyWithin(low + 1, low, size - 1);
    values.copyWithin(low + 1, low, size - 1);
    indices[low] = index;
    values[low] = score;
  }
  return Array.from(indices.subarray(0, size));
}
