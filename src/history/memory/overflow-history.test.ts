import { describe, expect, it, vi } from 'vitest';
import { TagweaveError } from '../../domain/errors/errors.ts';
import type { SavedPost } from '../../domain/post/post.ts';
import type { HistoryEvent } from '../history-store.ts';
import { createMemoryHistory } from './memory-history.ts';
import { OverflowHistory } from './overflow-history.ts';
import { roomFor } from '../testing/full-disk.ts';

const post = (id: string, day: number): SavedPost => ({
  id,
  createdAt: new Date(Date.UTC(2026, 2, day)).toISOString(),
  caption: `Caption of ${id}`,
  tags: [{ key: 'dog', label: 'Dog' }],
  removedTags: [],
  thumbnail: null,
  platform: null,
  vector: null,
});

/** A disk for so many posts. */
function start(room = { posts: 2 }) {
  const disk = createMemoryHistory();
  const store = new OverflowHistory(roomFor(room, disk));
  const heard: HistoryEvent[] = [];
  store.subscribe((event) => heard.push(event));
  return { store, disk, heard };
}
const ids = (posts: readonly { readonly id: string }[]): string[] => posts.map((one) => one.id);

describe('a history on a full disk', () => {
  it('goes on in memory, says so, and shows everything in one order', async () => {
    const { store, disk, heard } = start();
    await store.add(post('b', 2));
    await store.add(post('d', 4));
    expect(heard.some((event) => event.type === 'overflow')).toBe(false);
    await store.add(post('c', 3));
    await store.add(post('a', 1));
    expect(heard.filter((event) => event.type === 'overflow')).toEqual([
      { type: 'overflow', posts: 1 },
      { type: 'overflow', posts: 2 },
    ]);
    expect([await store.count(), await disk.count()]).toEqual([4, 2]);
    expect(ids(await store.learnt())).toEqual(['a', 'b', 'c', 'd']);
    expect(await store.learnt()).toBe(await store.learnt());
    const page = await store.page({ offset: 1, limit: 2 });
    expect([ids(page.posts), page.total]).toEqual([['c', 'b'], 4]);
    expect((await store.page({ search: '#dog' })).total).toBe(4);
    expect((await store.page({ search: 'nobody' })).total).toBe(0);
    expect([...(await store.ids())].sort()).toEqual(['a', 'b', 'c', 'd']);
    expect((await store.get('a'))?.caption).toBe('Caption of a');
  });

  it('says that there is no room for a post that it has in an older form, rather than have it twice', async () => {
    const { store, heard } = start({ posts: 1 });
    await store.add(post('a', 1));
    await expect(store.add({ ...post('a', 2), caption: 'said anew' })).rejects.toMatchObject({ code: 'storage-full' });
    const { posts, total } = await store.page();
    expect([total, posts.map(({ caption }) => caption)]).toEqual([1, ['Caption of a']]);
    expect(heard.filter(({ type }) => type === 'overflow')).toEqual([]);
  });

  it('changes and forgets posts wherever they are, and moves them to the disk when there is room', async () => {
    const { store, disk } = start();
    for (const [index, id] of ['a', 'b', 'c'].entries()) await store.add(post(id, index + 1));
    expect((await store.update('c', { caption: 'New' })).caption).toBe('New');
    const vector = { maker: 'm', values: Float32Array.of(1) };
    await store.setVectors([{ id: 'c', caption: 'New', vector }, { id: 'a', caption: 'Caption of a', vector }]); // prettier-ignore
    expect((await store.learnt()).map((one) => one.vector !== null)).toEqual([true, false, true]);
    await store.remove('b');
    expect(await disk.ids()).toEqual(['a', 'c']);
    await store.add(post('d', 4));
    await store.remove('d');
    expect([await store.count(), await disk.count()]).toEqual([2, 2]);
    await store.add(post('e', 5));
    await store.wipe();
    expect([await store.count(), await disk.count()]).toEqual([0, 0]);
  });

  it('moves what fits, the oldest first, when a post fits again: somebody freed space elsewhere', async () => {
    const room = { posts: 1 };
    const { store, disk } = start(room);
    for (const [index, id] of ['a', 'b', 'c'].entries()) await store.add(post(id, index + 1));
    expect(await disk.ids()).toEqual(['a']);
    room.posts = 3;
    await store.add(post('d', 4));
    expect(await disk.ids()).toEqual(['a', 'b', 'd']);
    expect([await store.count(), ids(await store.learnt())]).toEqual([4, ['a', 'b', 'c', 'd']]);
    room.posts = 9;
    await store.add(post('e', 5));
    expect(await disk.ids()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('refuses many at once, so that an import knows where it stopped', async () => {
    const { store } = start();
    await expect(store.addAll([post('a', 1), post('b', 2), post('c', 3)])).rejects.toMatchObject({
      code: 'storage-full',
    });
    expect(await store.count()).toBe(0);
  });
});

describe('posts that wait in memory for room on the disk', () => {
  it('are gone when another tab forgets everything, and do not come back once there is room', async () => {
    const room = { posts: 1 };
    const { store, disk } = start(room);
    for (const [index, id] of ['a', 'b', 'c'].entries()) await store.add(post(id, index + 1));
    expect(await store.count()).toBe(3);
    await disk.wipe(); // as the other tab does it
    await vi.waitFor(async () => {
      expect(await store.ids()).toEqual([]);
    });
    room.posts = 9;
    await store.add(post('d', 4));
    expect([await store.ids(), await disk.ids()]).toEqual([['d'], ['d']]);
  });

  it('count in what is told of changes, here and in another tab', async () => {
    const { store, disk, heard } = start();
    for (const [index, id] of ['a', 'b', 'c'].entries()) await store.add(post(id, index + 1));
    const told = () => heard.flatMap((event) => (event.type === 'changed' ? [event.posts] : []));
    await vi.waitFor(() => {
      expect(told().at(-1)).toBe(3);
    });
    await disk.remove('a');
    await vi.waitFor(() => {
      expect(told().at(-1)).toBe(2);
    });
    await (await store.begin()).changeOwn('sets', () => ['one']);
    expect(heard.filter(({ type }) => type === 'own-changed').length).toBeGreaterThan(0);
  });

  it('are there by page in either order, beside those of the disk', async () => {
    const { store } = start();
    for (const [id, day] of [['a', 1], ['c', 3], ['b', 2], ['d', 4]] as const) await store.add(post(id, day)); // prettier-ignore
    const page = async (order: 'newest' | 'oldest', offset: number) => ids((await store.page({ order, offset, limit: 2 })).posts); // prettier-ignore
    expect([await page('oldest', 0), await page('oldest', 2), await page('oldest', 3)]).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['d'],
    ]);
    expect([await page('newest', 0), await page('newest', 2)]).toEqual([
      ['d', 'c'],
      ['b', 'a'],
    ]);
  });

  it('are none where the disk refuses for another reason: that is said', async () => {
    const disk = createMemoryHistory();
    const refusal = new TagweaveError('storage-unavailable', 'No.');
    const begin = async () => ({ ...(await disk.begin()), add: () => Promise.reject(refusal), isOver: false });
    const store = new OverflowHistory({ ...disk, begin });
    await expect(store.add(post('a', 1))).rejects.toBe(refusal);
    expect(await store.ids()).toEqual([]);
  });
});
