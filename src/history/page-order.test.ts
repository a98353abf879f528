import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SavedPost } from '../domain/post/post.ts';
import type { HistoryStore, PageRequest } from './history-store.ts';
import { createMemoryHistory } from './memory/memory-history.ts';
import { openHistory } from './open-history.ts';
import { OverflowHistory } from './memory/overflow-history.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const post = (id: string, day: number, platform: string, caption: string): SavedPost => ({
  ...{ id, caption, platform, createdAt: new Date(Date.UTC(2026, 0, day)).toISOString() },
  ...{ tags: [], removedTags: [], thumbnail: null, vector: null },
});

describe.each<[string, () => HistoryStore | Promise<HistoryStore>]>([
  ['memory', () => createMemoryHistory()],
  ['IndexedDB', () => openHistory()],
  ['memory over a full disk', () => new OverflowHistory(createMemoryHistory())],
])('pages of a history in %s', (_, make) => {
  it('are sorted the other way round and kept to a platform when asked to', async () => {
    const store = await make();
    await store.add(post('a', 1, 'x', 'sea'));
    await store.add(post('b', 2, 'instagram', 'sea'));
    await store.add(post('c', 3, 'x', 'sand'));
    const found = async (request: PageRequest): Promise<unknown> => {
      const { posts, total } = await store.page(request);
      return [posts.map(({ id }) => id).join(''), total];
    };
    expect(await found({})).toEqual(['cba', 3]);
    expect(await found({ order: 'oldest' })).toEqual(['abc', 3]);
    expect(await found({ order: 'oldest', offset: 1, limit: 1 })).toEqual(['b', 3]);
    expect(await found({ platform: 'x' })).toEqual(['ca', 2]);
    expect(await found({ platform: 'x', order: 'oldest', search: 'se' })).toEqual(['a', 1]);
    expect(await found({ platform: 'flickr' })).toEqual(['', 0]);
    store.close();
  });
});
