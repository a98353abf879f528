import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shippedLab } from './lab.test-support.ts';
import { uniformityOf, usesIn, usesOf } from './uniformity.ts';

test('one tag alone and all tags alike are the ends of the index', () => {
  const alike = uniformityOf([3, 3, 3, 3], [8, 4, 2, 2]);
  expect(alike).toMatchObject({ coverage: 1, gini: 0, popularity: 4 });
  const alone = uniformityOf([0, 12, 0, 0], [8, 4, 2, 2]);
  expect(alone).toMatchObject({ coverage: 0.25, gini: 0.75, popularity: 4 });
  expect(alone.upper).toEqual([1, 1, 1, 1, 1, 1, 1]);
});

test('the shares of the most used tags grow to 1, and are never below an even share', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { minLength: 100, maxLength: 100 }), (uses) => {
      fc.pre(uses.some((times) => times > 0));
      const { upper, gini } = uniformityOf(uses, uses);
      expect(upper.at(-1)).toBeCloseTo(1, 9);
      [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1].forEach((even, n) => {
        expect(upper[n]).toBeGreaterThanOrEqual(even - 1e-9);
      });
      expect(gini).toBeGreaterThanOrEqual(0);
      expect(gini).toBeLessThan(1);
    }),
  );
});

test('what is computed here is what training told of the same lists', { timeout: 120_000 }, async () => {
  const lab = shippedLab();
  const [data, vocabulary] = await Promise.all([lab.open(), lab.vocabulary()]);
  const made = await lab.evaluate({ network: 'vit-weighted', history: true });
  for (const [head, list] of [
    ['classification', 'classification'],
    ['A2', 'hybrid'],
  ] as const) {
    const told = data.lists.find((one) => one.system === 'vit-weighted' && one.seed === 0 && one.list === list)!;
    const found = uniformityOf(usesIn(made.heads[head].tags, 7, data.vocabulary), vocabulary.uses);
    expect(Math.abs(found.coverage - told.coverage!)).toBeLessThan(0.003); // two tags of 763
    expect(Math.abs(found.gini - told.gini!)).toBeLessThan(0.001);
  }
  const own = uniformityOf(usesOf(data.tags, data.vocabulary), vocabulary.uses);
  expect(own.coverage).toBeGreaterThan(0.5);
});
