/** Counts of one post: G assigned, R recommended, C = G ∩ R (systems.md §7). Lists hold distinct keys. */
export function hitCount(assigned: readonly string[], recommended: readonly string[]): number {
  const wanted = new Set(assigned);
  return recommended.reduce((count, key) => count + (wanted.has(key) ? 1 : 0), 0);
}

/** How well recommended tags met the assigned ones (systems.md §7); each but `posts` in 0…1. */
export interface Metrics {
  /** Posts counted. */
  readonly posts: number;
  /** Hit = min(1, |C|), averaged over posts. */
  readonly hit: number;
  /** |C| / |R|, averaged over posts. */
  readonly precision: number;
  /** |C| / |G|, averaged over posts. */
  readonly recall: number;
  /** Harmonic mean of the averaged precision and recall: the paper's F1. */
  readonly f1: number;
  /** Mean of the posts' own F1, beside it. */
  readonly f1PerPost: number;
}

/** What the metrics need of one post: |G|, |R| and |C|. */
export interface PostCounts {
  readonly assigned: number;
  readonly recommended: number;
  readonly common: number;
}

/** Metrics over posts; posts without an assigned tag are not counted. No posts: all zero. */
export function measure(
  posts: readonly { readonly assigned: readonly string[]; readonly recommended: readonly string[] }[],
): Metrics {
  return measureCounts(
    posts.map(({ assigned, recommended }) => ({
      assigned: assigned.length,
      recommended: recommended.length,
      common: hitCount(assigned, recommended),
    })),
  );
}

/** {@link measure}, of counts. */
export function measureCounts(posts: readonly PostCounts[]): Metrics {
  const counted = posts.filter((post) => post.assigned > 0);
  let hit = 0;
  let precision = 0;
  let recall = 0;
  let perPost = 0;
  for (const { assigned, recommended, common } of counted) {
    hit += Math.min(1, common);
    precision += recommended === 0 ? 0 : common / recommended;
    recall += common / assigned;
    perPost += common === 0 ? 0 : (2 * common) / (assigned + recommended);
  }
  const n = Math.max(1, counted.length);
  const p = precision / n;
  const r = recall / n;
  return {
    posts: counted.length,
    hit: hit / n,
    precision: p,
    recall: r,
    f1: f1Of(p, r),
    f1PerPost: perPost / n,
  };
}

/** Harmonic mean of precision and recall, 0 where both are 0. */
export function f1Of(precision: number, recall: number): number {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

/** Normalised discounted cumulative gain at K: Σ over the hits of 1/log₂(place + 1), of the most that K places could have; 0 without an assigned tag. */
export function ndcgOf(assigned: readonly string[], recommended: readonly string[], k: number): number {
  const wanted = new Set(assigned);
  const worth = (place: number): number => 1 / Math.log2(place + 2);
  const gain = recommended.slice(0, k).reduce((sum, key, place) => sum + (wanted.has(key) ? worth(place) : 0), 0);
  const most = Array.from({ length: Math.min(k, wanted.size) }, (_, place) => worth(place));
  return wanted.size === 0 ? 0 : gain / most.reduce((sum, value) => sum + value, 0);
}

/** A suggestion, how probable it was said to be, and whether the person used it. */
export interface Forecast {
  readonly probability: number;
  readonly used: boolean;
}

/** Expected calibration error: |mean probability − share used|, over bins of equally many suggestions (training/ranking/logistic.py). */
export function calibrationError(forecasts: readonly Forecast[], bins = 10): number {
  const sorted = [...forecasts].sort((a, b) => a.probability - b.probability);
  let [error, start] = [0, 0];
  for (let bin = 0; bin < bins; bin += 1) {
    const end = Math.round(((bin + 1) * sorted.length) / bins);
    const off = sorted.slice(start, end).reduce((sum, { probability, used }) => sum + probability - Number(used), 0);
    error += Math.abs(off);
    start = end;
  }
  return sorted.length === 0 ? 0 : error / sorted.length;
}
