import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../history-store.ts';
import { closeAll, freshDatabase, ids, open, post } from '../testing/opened-history.ts';
import { stored } from '../testing/stored-record.ts';

beforeEach(freshDatabase);
afterEach(closeAll);

describe('a damaged record', () => {
  it.each([
    ['nonsense', { id: 'bad', createdAt: '2026-03-05T10:00:00.000Z', tags: ['dog'] }],
    ['tags of another kind', { ...stored(), tags: ['dog'] }],
    ['a later schema', { ...stored(), schema: 2 }],
  ])('skips and reports a record that is %s', async (_, record) => {
    const store = await open();
    await store.add(post('a', 1));
    await store.add(post('z', 9));
    const database = await openDB('test');
    await database.put('posts', record);
    database.close();
    const heard: HistoryEvent[] = [];
    store.subscribe((event) => heard.push(event));
    expect(ids(await store.learnt())).toEqual(['a', 'z']);
    expect(await store.get('bad')).toBeNull();
    expect(await store.page()).toMatchObject({ posts: [{ id: 'z' }, { id: 'a' }], total: 2 });
    expect(await store.page({ search: 'caption' })).toMatchObject({ posts: [{ id: 'z' }, { id: 'a' }], total: 2 });
    expect(heard).toEqual([{ type: 'damaged', id: 'bad' }]);
    await expect(store.update('bad', { caption: '' })).rejects.toMatchObject({ code: 'history-invalid' });
    await store.remove('bad');
    expect(await store.count()).toBe(2);
  });

  it('turns pages past damaged records, each sound post once', async () => {
    const store = await open();
    for (const [at, id] of ['a', 'b', 'c', 'd', 'e', 'f', 'g'].entries()) await store.add(post(id, 2 * at + 1));
    const database = await openDB('test');
    for (const [at, day] of ['04', '08', '12'].entries()) {
      await database.put('posts', {
        id: `bad-${String(at)}`,
        createdAt: `2026-03-${day}T10:00:00.000Z`,
        tags: ['dog'],
      });
    }
    // One without a date is in no list and is counted by nobody.
    await database.put('posts', { id: 'undated', tags: ['dog'] });
    database.close();
    expect(await store.get('undated')).toBeNull();
    const pages = [];
    for (const offset of [0, 2, 4, 6]) pages.push((await store.page({ offset, limit: 2 })).posts);
    expect(pages.map(ids)).toEqual([['g', 'f'], ['e', 'd'], ['c', 'b'], ['a']]);
    expect(await store.count()).toBe(7);
  });

  it.each([
    ['no row of float32', { maker: 'm', float32: new ArrayBuffer(7) }],
    ['without a maker', { float32: new ArrayBuffer(8) }],
    ['beside a photo’s that is none', { maker: 'm', float32: new ArrayBuffer(8), photo: 'no' }],
    ['text', 'no'],
  ])('keeps words and tags of a post whose vector is %s', async (_, vector) => {
    const store = await open();
    const database = await openDB('test');
    await database.put('posts', { ...stored(), vector });
    database.close();
    const heard: HistoryEvent[] = [];
    store.subscribe((event) => heard.push(event));
    expect(await store.learnt()).toMatchObject([{ id: 'bad', vector: null }]);
    expect((await store.page()).posts).toMatchObject([{ id: 'bad', vector: null }]);
    expect(heard).toEqual([]);
  });

  it('shows a post whose thumbnail is damaged without it', async () => {
    const store = await open();
    await store.add(post('a', 1));
    const database = await openDB('test');
    await database.put('thumbnails', { id: 'a', type: 'image/webp', bytes: 'no' });
    database.close();
    expect(await store.get('a')).toEqual(post('a', 1));
  });
});
