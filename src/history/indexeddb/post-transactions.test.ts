import { expect, it } from 'vitest';
import type { HistoryDatabase } from './schema.ts';
import { deletePosts } from './post-transactions.ts';

it('forgets more posts at once than arguments fit on a stack', async () => {
  let deleted = 0;
  const store = { delete: () => Promise.resolve((deleted += 1)) };
  const transaction = { objectStore: () => store, done: Promise.resolve(), abort: () => undefined };
  const database = { transaction: () => transaction } as unknown as HistoryDatabase;
  const ids = Array.from({ length: 200_000 }, (_, n) => String(n));
  await deletePosts(database, ids);
  expect(deleted).toBe(400_000); // the post, its thumbnail
});
