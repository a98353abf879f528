import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NearestPosts } from './nearest-posts.ts';

// As vectors are kept: below 1e-38 rounding to float32 turns a vector, which is not what is tested.
const number = fc.double({ min: -3, max: 3, noNaN: true }).map(Math.fround);
const numbers = fc.array(number, { minLength: 3, maxLength: 3 });
const cosine = (a: readonly number[], b: readonly number[]): number => {
  const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
};

it('finds the posts of the highest cosine, nearest first, however many there are', () => {
  fc.assert(
    fc.property(
      fc.array(numbers, { maxLength: 150 }),
      numbers,
      fc.integer({ min: 1, max: 30 }),
      (rows, asked, count) => {
        const posts = new NearestPosts();
        const sound = rows.filter((row) => posts.add(Float32Array.from(row)) !== null);
        const near = posts.near(Float32Array.from(asked), count);
        if (!asked.some((value) => Math.abs(value) > 1e-15)) return;
        expect(near).toHaveLength(Math.min(count, sound.length));
        const best = sound.map((row) => cosine(asked, row)).sort((a, b) => b - a);
        for (const [rank, { place, cosine: found }] of near.entries()) {
          expect(found).toBeCloseTo(best[rank]!, 5);
          expect(found).toBeCloseTo(cosine(asked, sound[place]!), 5);
        }
      },
    ),
  );
});

it('takes nothing that has no direction or another width, and finds nothing for it', () => {
  const posts = new NearestPosts();
  expect(posts.near(Float32Array.of(1, 0), 5)).toEqual([]);
  expect(posts.add(Float32Array.of(0, 0))).toBeNull();
  expect(posts.add(Float32Array.of(Number.NaN, 1))).toBeNull();
  expect(posts.add(Float32Array.of(2, 0))).toBe(0);
  expect(posts.add(Float32Array.of(1, 0, 0))).toBeNull();
  expect(posts.near(Float32Array.of(0, 0), 5)).toEqual([]);
  expect(posts.near(Float32Array.of(3, 0), 5)).toEqual([{ place: 0, cosine: 1 }]);
});
