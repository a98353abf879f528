import { expect, it } from 'vitest';
import type { LearntPost } from '../../history/history-store.ts';
import { tasteOf } from './taste.ts';

const day = (n: number): string => new Date(Date.UTC(2026, 0, 1 + n)).toISOString();
const history = (...tags: string[][]): LearntPost[] =>
  tags.map((labels, n) => ({
    ...{ id: `p${n}`, createdAt: day(n), caption: '', removedTags: [], vector: null },
    tags: labels.map((label) => ({ key: label.toLowerCase(), label })),
  }));

it('counts tags, most used first, as they were written last', () => {
  const { posts, tags, recentPosts, shifts } = tasteOf(history(['Sea', 'sun'], ['SEA'], [], ['Dog']), null);
  expect([posts, recentPosts, shifts]).toEqual([3, 2, []]);
  expect(tags.map(({ key, label, posts: count }) => [key, label, count])).toEqual([['sea', 'SEA', 2], ['dog', 'Dog', 1], ['sun', 'sun', 1]]); // prettier-ignore
  expect(tags[0]).toMatchObject({ lastUsedAt: day(1), recentPosts: 1 });
});

it('tells what is new, rising, steady and falling', () => {
  const old = Array.from({ length: 10 }, (_, n) => ['same', ...(n < 8 ? ['less'] : []), ...(n < 2 ? ['more'] : [])]);
  const late = Array.from({ length: 10 }, (_, n) => ['same', ...(n < 2 ? ['less'] : []), ...(n < 8 ? ['more', 'fresh'] : [])]); // prettier-ignore
  const { tags, recentPosts } = tasteOf(history(...old, ...late), null);
  expect(recentPosts).toBe(10);
  expect(Object.fromEntries(tags.map(({ key, trend }) => [key, trend]))).toEqual({ same: 'steady', less: 'falling', more: 'rising', fresh: 'new' }); // prettier-ignore
});

it('is believed more with more posts, and as much as the slider says', () => {
  const weights = [0, 1, 5, 50].map(
    (count) => tasteOf(history(...new Array<string[]>(count).fill(['a'])), null).weight,
  );
  expect(weights[0]).toBe(0);
  expect(weights).toEqual([...weights].sort((a, b) => a - b));
  expect(weights[3]).toBeLessThan(1);
  expect(tasteOf(history(['a']), null, 0.5).weight).toBeCloseTo((weights[1] ?? NaN) / 2, 12);
});
