import { describe, expect, it } from 'vitest';
import { hitCount, measure } from './metrics.ts';

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
