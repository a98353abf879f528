import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pairedDifference } from './bootstrap.ts';
import type { PairedPost } from './bootstrap.ts';
import { measure } from './metrics.ts';

const tags = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 4 });
const posts = fc.array(fc.record({ unit: fc.constantFrom('u', 'v', 'w'), assigned: tags, before: tags, after: tags }), { minLength: 1, maxLength: 20 }); // prettier-ignore
const f1Of = (list: readonly PairedPost[], side: 'before' | 'after'): number =>
  measure(list.map((post) => ({ assigned: post.assigned, recommended: post[side] }))).f1;

it('is the difference of the two F1, in its interval order, and the same for the same seed', () => {
  fc.assert(
    fc.property(posts, fc.nat(1000), (list, seed) => {
      const found = pairedDifference(list, seed);
      expect(found.f1).toBeCloseTo(f1Of(list, 'after') - f1Of(list, 'before'), 9);
      expect(found.low).toBeLessThanOrEqual(found.high);
      expect(pairedDifference(list, seed)).toEqual(found);
    }),
    { numRuns: 30 },
  );
});

it('is certain where every person gains the same, and open where one gains and one loses', () => {
  const post = (unit: string, before: string, after: string): PairedPost => ({ unit, assigned: ['a'], before: [before], after: [after] }); // prettier-ignore
  expect(pairedDifference([post('u', 'x', 'a'), post('v', 'x', 'a')], 1)).toEqual({ f1: 1, low: 1, high: 1 });
  const mixed = pairedDifference([post('u', 'x', 'a'), post('v', 'a', 'x')], 1);
  expect(mixed).toEqual({ f1: 0, low: -1, high: 1 });
  expect(pairedDifference([], 1)).toEqual({ f1: 0, low: 0, high: 0 });
});
