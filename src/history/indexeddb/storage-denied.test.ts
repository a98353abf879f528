import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { SavedPost } from '../../domain/post/post.ts';
import { UPGRADES } from './schema.ts';
import { closeAll, freshDatabase, open } from '../testing/opened-history.ts';

const post = (id: string, day: number): SavedPost => ({
  id,
  createdAt: new Date(Date.UTC(2026, 2, day)).toISOString(),
  caption: '',
  tags: [{ key: 'dog', label: 'Dog' }],
  removedTags: [],
  thumbnail: null,
  platform: null,
  vector: null,
});

beforeEach(freshDatabase);
afterEach(closeAll);

describe('without IndexedDB', () => {
  it('uses memory and says why: absent', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const store = await open();
    expect([store.kept, store.problem?.code]).toEqual([false, 'storage-unavailable']);
    await store.add(post('a', 1));
    expect(await store.count()).toBe(1);
  });

  it.each(['the look', 'open', 'the first request'])('uses memory and says why: denied at %s', async (when) => {
    if (when === 'the look') {
      const real = globalThis.indexedDB;
      onTestFinished(() => {
        Object.defineProperty(globalThis, 'indexedDB', { value: real, configurable: true, writable: true });
      });
      Object.defineProperty(globalThis, 'indexedDB', {
        configurable: true,
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    } else if (when === 'open') {
      vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
        throw new DOMException('denied', 'SecurityError');
      });
    } else {
      vi.spyOn(IDBIndex.prototype, 'count').mockImplementation(() => {
        throw new DOMException('denied', 'UnknownError');
      });
    }
    const store = await open();
    expect([store.kept, store.problem?.code]).toEqual([false, 'storage-unavailable']);
    expect(store.problem?.message).toMatch(/does not let the page keep data/);
  });

  it('uses memory when a tab that will not close holds an older version', async () => {
    const stubborn = await openDB('test', 1);
    const store = await open({ upgrades: [...UPGRADES, () => undefined] });
    expect([store.kept, store.problem]).toEqual([
      false,
      expect.objectContaining({ code: 'storage-blocked', message: expect.stringContaining('Another tab') as string }),
    ]);
    stubborn.close();
  });
});

describe('in a queue behind another tab that waits for an older one', () => {
  it('uses memory and says why: nobody tells who stands there', async () => {
    vi.spyOn(globalThis.indexedDB, 'open').mockReturnValueOnce(new IDBOpenDBRequest());
    const store = await open({ silentMs: 20 });
    expect([store.kept, store.problem?.code]).toEqual([false, 'storage-blocked']);
  });
});
