import { describe, expect, it } from 'vitest';
import { calibrationError, hitCount, measure, ndcgOf } from './metrics.ts';

describe('measure', () => {
  it('averages hit, precision and recall over posts and takes F1 of the averages', () => {
    const result = measure([
      { assigned: ['a', 'b'], recommended: ['a', 'x'] }, // P .5, R .5, F1 .5
      { assigned: ['c'], recommended: ['x', 'y'] }, // nothing
      { assigned: [], recommended: ['x', 'y'] }, // not counted
    ]);
    expect(result).toEqual({ posts: 2, hit: 0.5, precision: 0.25, recall: 0.25, f1: 0.25, f1PerPost: 0.25 });
  });

  it('differs from the mean of F1 per post', () => {
    const result = measure([
      { assigned: ['a', 'b', 'c', 'd'], recommended: ['a'] }, // P 1, R .25, F1 .4
      { assigned: ['a'], recommended: ['a', 'b', 'c', 'd'] }, // P .25, R 1, F1 .4
    ]);
    expect(result.f1).toBeCloseTo(0.625, 12);
    expect(result.f1PerPost).toBeCloseTo(0.4, 12);
  });

  it('is zero without posts', () => {
    expect(measure([])).toEqual({ posts: 0, hit: 0, precision: 0, recall: 0, f1: 0, f1PerPost: 0 });
  });

  it('counts common tags', () => {
    expect(hitCount(['a', 'b'], ['b', 'c', 'a'])).toBe(2);
  });
});

describe('NDCG', () => {
  it('counts a hit for more the earlier it stands, of the most that K places could have', () => {
    expect(ndcgOf(['a'], ['a', 'x'], 5)).toBe(1);
    expect(ndcgOf(['a'], ['x', 'a'], 5)).toBeCloseTo(1 / Math.log2(3), 12);
    expect(ndcgOf(['a', 'b'], ['a'], 5)).toBeCloseTo(1 / (1 + 1 / Math.log2(3)), 12); // a short list is not better
    expect(ndcgOf(['a', 'b'], ['a'], 1)).toBe(1);
    expect(ndcgOf(['a'], ['x', 'a'], 1)).toBe(0);
    expect(ndcgOf([], ['a'], 5)).toBe(0);
  });
});

describe('calibration error', () => {
  const said = (probability: number, used: number, of: number) =>
    Array.from({ length: of }, (_, n) => ({ probability, used: n < used }));

  it('is how far what was said lies from what came, bin by bin', () => {
    expect(calibrationError([...said(0.2, 1, 5), ...said(0.8, 4, 5)], 2)).toBeCloseTo(0, 12);
    expect(calibrationError([...said(0.2, 2, 5), ...said(0.8, 3, 5)], 2)).toBeCloseTo(0.2, 12); // each bin by .2, either way
    expect(calibrationError([...said(0.2, 2, 5), ...said(0.8, 3, 5)], 1)).toBeCloseTo(0, 12);
  });

  it('is zero without suggestions, and minds no bin that is empty', () => {
    expect(calibrationError([])).toBe(0);
    expect(calibrationError(said(0.25, 1, 1))).toBeCloseTo(0.75, 12);
  });
});
