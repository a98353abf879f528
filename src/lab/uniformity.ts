import { LARGEST_K } from './judged.ts';

/** How uniform a set of lists is (systems.md §7: the paper's complaint about GPT). */
export interface Uniformity {
  /** Share of the vocabulary that comes up at all. */
  readonly coverage: number;
  /** Gini index of the uses over the whole vocabulary: 0 all tags alike, 1 one tag alone. */
  readonly gini: number;
  /** Mean number of uses in training posts of what comes up. */
  readonly popularity: number;
  /** Share of all uses that the most used tags take; {@link UPPER} of the vocabulary each. */
  readonly upper: readonly number[];
}

/** Shares of the vocabulary, most used tags first, that {@link Uniformity.upper} tells of. */
export const UPPER = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1] as const;

/** How often each tag is among the first `k` of every list. @param tags {@link LARGEST_K} a post @param vocabulary H */
export function usesIn(tags: Uint16Array, k: number, vocabulary: number): number[] {
  const uses = new Array<number>(vocabulary).fill(0);
  tags.forEach((tag, place) => {
    if (place % LARGEST_K < k) uses[tag] = (uses[tag] ?? 0) + 1;
  });
  return uses;
}

/** The same of lists of any length. */
export function usesOf(lists: readonly (readonly number[])[], vocabulary: number): number[] {
  const uses = new Array<number>(vocabulary).fill(0);
  for (const tag of lists.flat()) uses[tag] = (uses[tag] ?? 0) + 1;
  return uses;
}

/** As `spread` of training/evaluation/metrics.py has it. @param uses of each tag, H @param trained its uses in training posts, H */
export function uniformityOf(uses: readonly number[], trained: readonly number[]): Uniformity {
  const all = Math.max(1, sumOf(uses));
  const ordered = [...uses].sort((a, b) => a - b);
  const count = ordered.length;
  const moment = ordered.reduce((sum, times, n) => sum + (2 * (n + 1) - count - 1) * times, 0);
  return {
    coverage: uses.filter((times) => times > 0).length / count,
    gini: moment / (count * all),
    popularity: uses.reduce((sum, times, tag) => sum + times * (trained[tag] ?? 0), 0) / all,
    upper: UPPER.map((share) => sumOf(ordered.slice(count - Math.max(1, Math.round(share * count)))) / all),
  };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
