import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HistoryEvent, HistoryStore } from './history-store.ts';
import { createMemoryHistory } from './memory/memory-history.ts';
import { UPGRADES } from './indexeddb/schema.ts';
import { closeAll, freshDatabase, open, post } from './testing/opened-history.ts';

beforeEach(freshDatabase);
afterEach(closeAll);

const put = async (store: HistoryStore, name: string, value: unknown): Promise<void> =>
  (await store.begin()).changeOwn(name, () => value);

describe.each([
  ['IndexedDB', (): Promise<HistoryStore> => open()],
  ['memory', (): Promise<HistoryStore> => Promise.resolve(createMemoryHistory())],
])('what is kept beside the posts, in %s', (_, make) => {
  it('comes back, changes from what it was, and goes', async () => {
    const store = await make();
    expect(await store.own('sets')).toBeUndefined();
    await put(store, 'sets', [1]);
    await (await store.begin()).changeOwn('sets', (now) => [...(now as number[]), 2]);
    expect([await store.own('sets'), await store.own('else')]).toEqual([[1, 2], undefined]);
    await put(store, 'sets', undefined);
    expect(await store.own('sets')).toBeUndefined();
  });

  it('is told of once for each change, by its name; the posts are not said to have changed', async () => {
    const store = await make();
    const heard: HistoryEvent[] = [];
    store.subscribe((event) => heard.push(event));
    await put(store, 'sets', [1]);
    await (await store.begin()).changeOwn('sets', (now) => now);
    expect(heard).toEqual([{ type: 'own-changed', name: 'sets' }]);
  });

  it('stays as it was when the change cannot be made', async () => {
    const store = await make();
    await put(store, 'sets', [1]);
    const failing = (): never => {
      throw new RangeError('No.');
    };
    await expect((await store.begin()).changeOwn('sets', failing)).rejects.toThrow();
    expect(await store.own('sets')).toEqual([1]);
  });

  it('is forgotten with everything, and what was begun before does not bring it back', async () => {
    const store = await make();
    await put(store, 'sets', [1]);
    const writer = await store.begin();
    await store.wipe();
    await expect(writer.changeOwn('sets', () => [2])).rejects.toMatchObject({ code: 'history-forgotten' });
    expect(await store.own('sets')).toBeUndefined();
  });
});

describe('what is kept beside the posts, in two tabs', () => {
  it('changes one after the other, and each hears of it', async () => {
    const [here, there] = [await open(), await open()];
    const heard = new Promise<HistoryEvent>((resolve) => {
      there.subscribe(resolve);
    });
    await put(here, 'sets', []);
    expect(await heard).toEqual({ type: 'own-changed', name: 'sets' });
    const add = async (store: HistoryStore, n: number): Promise<void> =>
      (await store.begin()).changeOwn('sets', (now) => [...(now as number[]), n]);
    await Promise.all([1, 2, 3, 4].map((n) => add(n % 2 === 0 ? here : there, n)));
    expect(((await here.own('sets')) as number[]).toSorted()).toEqual([1, 2, 3, 4]);
  });

  it('is refused to a tab that began before everything was forgotten in the other', async () => {
    const [here, there] = [await open(), await open()];
    const writer = await there.begin();
    await here.wipe();
    await expect(writer.changeOwn('sets', () => [1])).rejects.toMatchObject({ code: 'history-forgotten' });
    expect(await here.own('sets')).toBeUndefined();
  });
});

describe('what is kept beside the posts, on a disk', () => {
  it('is there in the next visit, beside posts of the version before it', async () => {
    const before = await open({ upgrades: UPGRADES.slice(0, 3) });
    await before.add(post('a', 1));
    before.close();
    const now = await open();
    await put(now, 'sets', [1]);
    now.close();
    const later = await open();
    expect([await later.own('sets'), await later.ids()]).toEqual([[1], ['a']]);
    const seen = await openDB('test');
    expect([...seen.objectStoreNames]).toContain('own');
    seen.close();
  });

  it('that is full says so, and what was there stays', async () => {
    const store = await open();
    await put(store, 'sets', [1]);
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(put(store, 'sets', [1, 2])).rejects.toMatchObject({ code: 'storage-full' });
    vi.restoreAllMocks();
    expect(await store.own('sets')).toEqual([1]);
  });

  it('goes on in memory when a newer version has taken the disk', async () => {
    const old = await open();
    await put(old, 'sets', [1]);
    await open({ upgrades: [...UPGRADES, (database) => void database.createObjectStore('later' as 'posts')] });
    await put(old, 'sets', [2]);
    expect(await old.own('sets')).toEqual([2]);
  });
});
