import { expect, it } from 'vitest';
import { evaluationOf, readable } from './personal-report.ts';
import type { UserPost } from './personal-report.ts';

const none = { nothing: [], history: [], ownTags: [], head: [], popular: [], usual: [], nearest: [] };
const post = (n: number, earlier: number, lists: object): UserPost => ({
  ...{ id: `p${n}`, user: `u${n}`, earlier, assigned: ['a'], suggested: { ...none, ...lists } },
});
const intruders = { posts: 8, suggested: 20, share: 0.1, habits: 0.25 };
const about = { k: 1, split: 'test', seed: 1, skipped: 0, maker: 'm', intrusion: { ...intruders, unlike: { ...intruders, posts: 3, suggested: 0 }, elsewhere: { ...intruders, posts: 2 } } } as const; // prettier-ignore

it('compares the whole with the better floor and with nothing personal, band by band', () => {
  const replayed = [
    post(1, 1, { head: ['a'], usual: ['a'], nearest: ['x'], nothing: ['x'] }),
    post(2, 1, { head: ['a'], usual: ['x'], nearest: ['x'], nothing: ['x'] }),
    post(3, 4, { head: ['x'], usual: ['x'], nearest: ['a'], nothing: ['x'] }),
  ];
  const { comparisons } = evaluationOf(replayed, about);
  expect(comparisons.map(({ from, to, against, f1 }) => [from, to, against, f1])).toEqual([
    [1, 2, 'usual', 0.5],
    [1, 2, 'nothing', 1],
    [3, 5, 'nearest', -1],
    [3, 5, 'nothing', 0],
    [3, null, 'nearest', -1],
    [3, null, 'nothing', 0],
  ]);
  for (const { f1, low, high } of comparisons) {
    expect(low).toBeLessThanOrEqual(f1);
    expect(high).toBeGreaterThanOrEqual(f1);
  }
});

it('says whom it compares, and habits apart from intruders', () => {
  const text = readable(evaluationOf([post(1, 1, { head: ['a'], usual: ['x'] })], about));
  expect(text).toContain('1–2 earlier posts, all of it against floor: own most used tags: F1 +1.000');
  expect(text).toContain(
    'own tags on 8 posts of others with none of them: 10.0 % of 20 suggestions, and 25.0 % habits',
  );
  expect(text).toContain("of these on 3 posts like none of the person's own");
  expect(text).toContain("of these on 2 posts whose tags do not go with the person's: 10.0 % of 20");
});
