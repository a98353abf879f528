import { differenceOfUnits } from '../domain/metrics/bootstrap.ts';
import type { Difference } from '../domain/metrics/bootstrap.ts';
import { measureCounts } from '../domain/metrics/metrics.ts';
import type { Metrics } from '../domain/metrics/metrics.ts';

/** Lists are judged to this length. */
export const LARGEST_K = 15;

/** How one system's lists met the assigned tags: a bit a rank, the first rank in the highest of 15 bits, a number a post. */
export type Met = Uint16Array;

/** Metrics at one K, those of systems.md §7. */
export interface MetricsAt extends Metrics {
  readonly ndcg: number;
}

/** Bits of a ranked list. @param recommended at most 15 class indices, best first */
export function metOf(recommended: readonly number[], assigned: ReadonlySet<number>): number {
  return recommended.reduce((bits, tag, rank) => (assigned.has(tag) ? bits | (1 << (LARGEST_K - 1 - rank)) : bits), 0);
}

/** |C| of the first `k` of a list. */
export function commonOf(bits: number, k: number): number {
  let common = 0;
  for (let left = bits >> (LARGEST_K - k); left !== 0; left &= left - 1) common += 1;
  return common;
}

/**
 * All metrics at K over the posts `rows` (all by default). `f1` is the harmonic mean of the averaged precision and recall: the paper's.
 * @param sizes |G| of each post
 */
export function metricsAt(met: Met, sizes: readonly number[], k: number, rows: readonly number[]): MetricsAt {
  const counts = rows.map((row) => ({
    assigned: sizes[row] ?? 0,
    recommended: k,
    common: commonOf(met[row] ?? 0, k),
  }));
  const gains = rows.reduce((sum, row) => sum + ndcg(met[row] ?? 0, sizes[row] ?? 0, k), 0);
  return { ...measureCounts(counts), ndcg: gains / Math.max(1, rows.length) };
}

/** NDCG@K of a post: Σ rel_r / log2(1+r) over the best possible sum. */
function ndcg(bits: number, size: number, k: number): number {
  let [found, best] = [0, 0];
  for (let rank = 0; rank < k; rank += 1) {
    const gain = 1 / Math.log2(rank + 2);
    if (rank < size) best += gain;
    if ((bits & (1 << (LARGEST_K - 1 - rank))) !== 0) found += gain;
  }
  return best === 0 ? 0 : found / best;
}

/** Mean of the metrics of several runs (seeds), and the standard deviation of F1 over them; null for a single run. */
export function meanOfRuns(runs: readonly MetricsAt[]): MetricsAt & { readonly f1Deviation: number | null } {
  const mean = (value: (run: MetricsAt) => number): number =>
    runs.reduce((sum, run) => sum + value(run), 0) / Math.max(1, runs.length);
  const f1 = mean((run) => run.f1);
  const squares = runs.reduce((sum, run) => sum + (run.f1 - f1) ** 2, 0);
  return {
    posts: runs[0]?.posts ?? 0,
    hit: mean((run) => run.hit),
    precision: mean((run) => run.precision),
    recall: mean((run) => run.recall),
    f1,
    f1PerPost: mean((run) => run.f1PerPost),
    ndcg: mean((run) => run.ndcg),
    f1Deviation: runs.length < 2 ? null : Math.sqrt(squares / (runs.length - 1)),
  };
}

/** One run of a system: its seed (null where nothing was learnt) and what its lists met. */
export interface Run {
  readonly seed: number | null;
  readonly met: Met;
}

/** Runs of two systems, two by two: of the same seed; what was not learnt goes with every run of the other. */
export function pairsOf(before: readonly Run[], after: readonly Run[]): [Run, Run][] {
  return before.flatMap((one) =>
    after.flatMap((other): [Run, Run][] =>
      one.seed === other.seed || one.seed === null || other.seed === null ? [[one, other]] : [],
    ),
  );
}

/**
 * F1@K of `after` − `before` with the 95 % interval of a paired bootstrap over the posts `rows` (systems.md §7): 2,000 draws, the mean of
 * the differences of runs with the same seed. Null without a pair or a post.
 */
export function differenceAt(
  before: readonly Run[],
  after: readonly Run[],
  sizes: readonly number[],
  k: number,
  rows: readonly number[],
): (Difference & { readonly runs: number }) | null {
  const pairs = pairsOf(before, after);
  if (pairs.length === 0 || rows.length === 0) return null;
  const units = rows.map((row) => ({
    posts: 1,
    runs: pairs.map(([{ met: a }, { met: b }]) => {
      const [one, other] = [commonOf(a[row] ?? 0, k), commonOf(b[row] ?? 0, k)];
      const size = sizes[row] ?? 1;
      return { precision: [one / k, other / k] as const, recall: [one / size, other / size] as const };
    }),
  }));
  return { ...differenceOfUnits(units, 0), runs: pairs.length };
}
