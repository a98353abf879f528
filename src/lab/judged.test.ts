import { describe, expect, it } from 'vitest';
import { measure } from '../domain/metrics/metrics.ts';
import { commonOf, differenceAt, meanOfRuns, metOf, metricsAt, pairsOf } from './judged.ts';

const list = [5, 3, 9, 1];
const assigned = new Set([3, 1, 7]);
const bits = metOf(list, assigned);

describe('what a list met', () => {
  it('is a bit a rank', () => {
    expect([1, 2, 3, 4, 15].map((k) => commonOf(bits, k))).toEqual([0, 1, 1, 2, 2]);
  });

  it('gives the metrics that lists of keys give', () => {
    const posts = [list, [3, 1, 7, 8], [0, 2, 4, 6]];
    const met = Uint16Array.from(posts, (one) => metOf(one, assigned));
    const named = posts.map((one) => ({ assigned: [...assigned].map(String), recommended: one.map(String) }));
    expect(metricsAt(met, [3, 3, 3], 4, [0, 1, 2])).toMatchObject(measure(named));
  });

  it('has the NDCG of training/evaluation/metrics.py', () => {
    // ranks 2 and 4 of a post with three hashtags, at 4
    const best = 1 + 1 / Math.log2(3) + 1 / 2;
    expect(metricsAt(Uint16Array.of(bits), [3], 4, [0]).ndcg).toBeCloseTo(
      (1 / Math.log2(3) + 1 / Math.log2(5)) / best,
      9,
    );
  });
});

describe('runs', () => {
  const run = (seed: number | null, ...met: number[]) => ({ seed, met: Uint16Array.from(met) });

  it('are paired by their seed; what learnt nothing goes with all', () => {
    expect(pairsOf([run(0), run(1)], [run(1), run(2)])).toHaveLength(1);
    expect(pairsOf([run(null)], [run(0), run(1)])).toHaveLength(2);
  });

  it('differ by nothing from themselves, with an interval of nothing', () => {
    const same = [run(0, bits, 0, bits)];
    expect(differenceAt(same, same, [3, 3, 3], 4, [0, 1, 2])).toEqual({ f1: 0, low: 0, high: 0, runs: 1 });
    expect(differenceAt([run(0)], [run(1)], [3], 4, [0])).toBeNull();
  });

  it('have a deviation only where there are several', () => {
    const [a, b] = [metricsAt(Uint16Array.of(bits), [3], 2, [0]), metricsAt(Uint16Array.of(0), [3], 2, [0])];
    expect(meanOfRuns([a]).f1Deviation).toBeNull();
    expect(meanOfRuns([a, b]).f1).toBeCloseTo(a.f1 / 2, 9);
    expect(meanOfRuns([a, b]).f1Deviation).toBeCloseTo(a.f1 / Math.SQRT2, 9);
  });
});
