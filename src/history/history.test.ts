import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HistoryEvent, HistoryStore } from './history-store.ts';
import { createMemoryHistory } from './memory/memory-history.ts';
import { UPGRADES, climb } from './indexeddb/schema.ts';
import { closeAll, freshDatabase, ids, open, post } from './testing/opened-history.ts';
import { stored } from './testing/stored-record.ts';

beforeEach(freshDatabase);
afterEach(closeAll);

describe.each([
  ['IndexedDB', (): Promise<HistoryStore> => open()],
  ['memory', (): Promise<HistoryStore> => Promise.resolve(createMemoryHistory())],
])('history in %s', (_, make) => {
  it('gives back what was saved', async () => {
    const store = await make();
    const thumbnail = new Blob([Uint8Array.of(1, 2, 3)], { type: 'image/webp' });
    await store.add(post('a', 1, { thumbnail, altText: 'A dog in the snow' }));
    const found = await store.get('a');
    expect({ ...found, thumbnail: null }).toEqual(post('a', 1, { altText: 'A dog in the snow' }));
    expect(found?.thumbnail?.type).toBe('image/webp');
    expect(new Uint8Array(await found!.thumbnail!.arrayBuffer())).toEqual(Uint8Array.of(1, 2, 3));
    expect(await store.get('b')).toBeNull();
  });

  it('orders by time whatever the order of saving and the zone of the date', async () => {
    const store = await make();
    await store.add(post('c', 3));
    await store.add(post('a', 1));
    await store.add(post('d', 1, { createdAt: '2026-03-04T00:30:00+02:00' })); // 3 March, 22:30 UTC
    await store.add(post('b', 2));
    expect(ids(await store.learnt())).toEqual(['a', 'b', 'c', 'd']);
    const page = await store.page({ offset: 1, limit: 2 });
    expect([ids(page.posts), page.total]).toEqual([['c', 'b'], 4]);
    expect(await store.page({ offset: 9, limit: 2 })).toEqual({ posts: [], total: 4 });
  });

  it('finds words in captions and tags, in any script and case', async () => {
    const store = await make();
    await store.add(post('a', 1, { caption: 'Осінь у Києві', tags: [{ key: 'осінь', label: 'Осінь' }] }));
    await store.add(post('b', 2, { caption: 'Sea', tags: [{ key: 'goldenhour', label: 'GoldenHour' }] }));
    await store.add(post('c', 3, { caption: 'golden sea', tags: [] }));
    const search = async (words: string): Promise<string[]> => ids((await store.page({ search: words })).posts);
    expect(await search('КИЄВІ')).toEqual(['a']);
    expect(await search('golden')).toEqual(['c', 'b']);
    expect(await search('#golden')).toEqual(['b']);
    expect(await search('sea golden')).toEqual(['c', 'b']);
    expect(await search(' # ')).toEqual(['c', 'b', 'a']);
    expect(await store.page({ search: 'golden', limit: 1, offset: 1 })).toMatchObject({
      total: 2,
      posts: [{ id: 'b' }],
    });
  });

  it('changes a post and nothing else of it', async () => {
    const store = await make();
    const thumbnail = new Blob(['x'], { type: 'image/webp' });
    await store.add(post('a', 1, { thumbnail }));
    const changed = await store.update('a', { caption: 'New', tags: [{ key: 'sea', label: 'Sea' }], vector: null });
    const stored = await store.get('a');
    expect(stored?.thumbnail).not.toBeNull();
    expect({ ...stored, thumbnail: null }).toEqual({ ...changed, thumbnail: null });
    expect(stored).toMatchObject({
      caption: 'New',
      tags: [{ key: 'sea', label: 'Sea' }],
      vector: null,
      removedTags: ['cat'],
    });
    await expect(store.update('nobody', { caption: '' })).rejects.toMatchObject({ code: 'post-forgotten' });
  });

  it('forgets one post, puts it back, and forgets everything', async () => {
    const store = await make();
    await store.add(post('a', 1));
    await store.add(post('b', 2));
    const a = await store.get('a');
    await store.remove('a');
    expect([await store.get('a'), await store.count()]).toEqual([null, 1]);
    await store.add(a!);
    expect(await store.get('a')).toEqual(a);
    await store.wipe();
    expect([await store.count(), await store.learnt(), (await store.page()).total]).toEqual([0, [], 0]);
  });

  it('gives all posts to learn from, the same list until something changes', async () => {
    const store = await make();
    expect(await store.learnt()).toEqual([]);
    await store.add(post('b', 2));
    await store.add(post('a', 1));
    const first = await store.learnt();
    expect(first.map(({ id, tags, vector }) => ({ id, tags, vector }))).toEqual(
      ['a', 'b'].map((id) => ({ id, tags: post(id, 1).tags, vector: post(id, 1).vector })),
    );
    expect(await store.learnt()).toBe(first);
    await store.update('a', { tags: [{ key: 'море', label: 'Море' }] });
    expect((await store.learnt()).map((one) => one.tags[0]?.key)).toEqual(['море', 'dog']);
    await store.add(post('c', 1, { createdAt: '2026-03-01T23:00:00+02:00' }));
    expect((await store.learnt()).map((one) => one.id)).toEqual(['a', 'c', 'b']);
    await store.remove('a');
    expect((await store.learnt()).map((one) => one.id)).toEqual(['c', 'b']);
    await store.wipe();
    expect(await store.learnt()).toEqual([]);
  });

  it('saves and forgets many at once, all or none', async () => {
    const store = await make();
    const heard: HistoryEvent[] = [];
    store.subscribe((event) => heard.push(event));
    await store.addAll([post('c', 3), post('a', 1, { thumbnail: new Blob(['x']) }), post('b', 2)]);
    expect(heard).toEqual([{ type: 'changed', posts: 3 }]);
    expect(await store.ids()).toEqual(['a', 'b', 'c']);
    expect(await store.ids('2026-03-02T12:00:00+02:00')).toEqual(['b', 'c']);
    expect((await store.get('a'))?.thumbnail).not.toBeNull();
    await expect(store.addAll([post('d', 4), post('e', 5, { createdAt: 'never' })])).rejects.toMatchObject({
      code: 'history-invalid',
    });
    expect(await store.ids()).toEqual(['a', 'b', 'c']);
    await store.learnt();
    await store.removeAll(['a', 'c', 'nobody']);
    expect([await store.ids(), ids(await store.learnt())]).toEqual([['b'], ['b']]);
  });

  it('gives vectors to posts that still say what they said', async () => {
    const store = await make();
    await store.addAll([post('a', 1, { vector: null }), post('b', 2, { vector: null })]);
    const vector = { maker: 'new', values: Float32Array.of(1) };
    await store.update('b', { caption: 'Meanwhile' });
    await store.setVectors([
      { id: 'a', caption: 'Caption of a', vector },
      { id: 'b', caption: 'Caption of b', vector },
      { id: 'gone', caption: '', vector },
    ]);
    expect((await store.learnt()).map((one) => one.vector)).toEqual([vector, null]);
    expect(await store.ids()).toEqual(['a', 'b']);
  });

  it('tells listeners the number of posts after each change, until they stop listening', async () => {
    const store = await make();
    const heard: HistoryEvent[] = [];
    const stop = store.subscribe((event) => heard.push(event));
    await store.add(post('a', 1));
    await store.remove('a');
    stop();
    await store.add(post('b', 1));
    expect(heard).toEqual([{ type: 'changed', posts: 1 }, { type: 'changed', posts: 0 }]); // prettier-ignore
  });

  it('refuses a post without a date and keeps nothing of it', async () => {
    const store = await make();
    await expect(store.add(post('a', 1, { createdAt: 'yesterday' }))).rejects.toMatchObject({
      code: 'history-invalid',
    });
    expect(await store.count()).toBe(0);
  });
});

describe('history in IndexedDB', () => {
  it('is still there for the next visit', async () => {
    const first = await open();
    await first.add(post('a', 1));
    first.close();
    const second = await open();
    expect([second.kept, second.problem, ids(await second.learnt())]).toEqual([true, null, ['a']]);
  });

  it('keeps nothing of what is forgotten: no post, no thumbnail, no index entry', async () => {
    const store = await open();
    const thumbnail = new Blob(['pixels'], { type: 'image/webp' });
    const add = (id: string, day: number) => store.add(post(id, day, { thumbnail }));
    await add('a', 1);
    await add('b', 2);
    await add('c', 3);
    const left = async (): Promise<unknown[]> => {
      const database = await openDB('test');
      const stores = [...database.objectStoreNames].filter((name) => name !== 'wipes'); // only how often there was one
      const keys = await Promise.all(stores.map((name) => database.getAllKeys(name)));
      database.close();
      return [...new Set(keys.flat())].sort();
    };
    expect(await left()).toEqual(['a', 'b', 'c']);
    await store.remove('a');
    expect(await left()).toEqual(['b', 'c']);
    await store.removeAll(await store.ids('2026-03-03T00:00:00Z'));
    expect(await left()).toEqual(['b']);
    await store.wipe();
    expect(await left()).toEqual([]);
  });

  it('is shared by two tabs, which hear of each other and lose nothing', async () => {
    const [one, other] = [await open(), await open()];
    const heard: HistoryEvent[] = [];
    other.subscribe((event) => heard.push(event));
    await Promise.all([one.add(post('a', 1)), other.add(post('b', 2)), one.add(post('c', 3))]);
    await Promise.all([one.update('b', { caption: 'one' }), other.update('b', { tags: [] })]);
    expect(ids(await one.learnt())).toEqual(['a', 'b', 'c']);
    expect(await other.get('b')).toMatchObject({ caption: 'one', tags: [] });
    await vi.waitFor(() => {
      expect(heard).toContainEqual({ type: 'changed', posts: 3 });
    });
    heard.splice(0);
    await one.wipe();
    await vi.waitFor(() => {
      expect(heard).toContainEqual({ type: 'changed', posts: 0 });
    });
  });

  it('keeps a post within 2 KB beside its thumbnail, d = 256', async () => {
    const store = await open();
    await store.add(post('a', 1, { vector: { maker: 'm', values: new Float32Array(256).fill(0.1) } }));
    const database = await openDB('test');
    const record = (await database.get('posts', 'a')) as { vector: { float32: ArrayBuffer } };
    database.close();
    expect(record.vector.float32.byteLength).toBe(1024);
  });

  it('keeps nothing of a post on a full disk, but holds it in memory and says so', async () => {
    const store = await open();
    await store.add(post('a', 1));
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    put.mockImplementation(function (this: IDBObjectStore, ...args: Parameters<IDBObjectStore['put']>) {
      put.mockRestore(); // posts as usual …
      const request = this.put(...args);
      vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
        throw new DOMException('full', 'QuotaExceededError'); // … thumbnails no more
      });
      return request;
    });
    const heard: HistoryEvent[] = [];
    store.subscribe((event) => heard.push(event));
    await store.add(post('b', 2, { thumbnail: new Blob(['x']) }));
    expect(heard).toContainEqual({ type: 'overflow', posts: 1 });
    vi.restoreAllMocks();
    expect(ids(await store.learnt())).toEqual(['a', 'b']);
    const otherTab = await open();
    expect(ids(await otherTab.learnt())).toEqual(['a']);
    await store.add(post('c', 3));
    await store.remove('a');
    expect(ids(await otherTab.learnt())).toEqual(['b', 'c']);
  });

  it('opens again after the browser closed the connection', async () => {
    const store = await open();
    await store.add(post('a', 1));
    await deleteDB('test'); // asks every connection to close, as a newer tab does
    await store.add(post('b', 2));
    expect(ids(await store.learnt())).toEqual(['b']);
  });

  it('lets a newer version through, then says that the page is old', async () => {
    const old = await open();
    await old.add(post('a', 1));
    const newer = await open({
      upgrades: [...UPGRADES, (database) => void database.createObjectStore('later' as 'posts')],
    });
    expect([newer.kept, ids(await newer.learnt())]).toEqual([true, ['a']]);
    const heard: HistoryEvent[] = [];
    old.subscribe((event) => heard.push(event));
    // The old page goes on in memory and says so; what is on the disk is the newer one's.
    await old.add(post('b', 2));
    expect(heard).toContainEqual({ type: 'unavailable', error: expect.objectContaining({ code: 'storage-newer' }) as unknown }); // prettier-ignore
    expect([old.kept, old.problem?.code]).toEqual([false, 'storage-newer']);
    expect([ids(await old.learnt()), await old.ids(), (await old.page()).total]).toEqual([['b'], ['b'], 1]);
    await old.addAll([post('c', 3)]);
    expect([await old.count(), await old.get('a'), (await old.get('c'))?.id]).toEqual([2, null, 'c']);
    await expect(old.remove('a')).rejects.toMatchObject({ code: 'storage-newer' });
    await expect(old.wipe()).rejects.toMatchObject({ code: 'storage-newer' });
    expect(ids(await newer.learnt())).toEqual(['a']);
    expect(heard.filter((event) => event.type === 'unavailable')).toHaveLength(1);
    const reopened = await open();
    expect([reopened.kept, reopened.problem?.code]).toEqual([false, 'storage-newer']);
    expect(reopened.problem?.message).toContain('newer version');
  });

  it('climbs from every earlier version', async () => {
    for (const [version] of UPGRADES.entries()) {
      const name = `version ${version}`;
      if (version > 0) {
        const then = await openDB(name, version, {
          upgrade: (database, from, _, transaction) => {
            climb(UPGRADES.slice(0, version), from, database as never, transaction as never);
          },
        });
        // What version 1 wrote; it kept the tags' keys a second time.
        await then.put('posts', { ...stored(), id: 'a', tags: [{ key: 'dog', label: 'Dog' }], tagKeys: ['dog'] });
        then.close();
      }
      const now = await open({ name });
      expect([now.kept, ids(await now.learnt())]).toEqual([true, version === 0 ? [] : ['a']]);
      await now.add(post('b', 2));
      expect(ids(await now.learnt())).toContain('b');
      const seen = await openDB(name);
      expect([seen.version, [...seen.transaction('posts').store.indexNames]]).toEqual([4, ['createdAt']]);
      seen.close();
    }
  });
});
