import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { Draft } from './draft.ts';
import { openDraftStore } from './draft-store.ts';
import { claimSlot } from './slot.ts';

let made = 0;
const fresh = (now?: () => number) => openDraftStore(now, `drafts-${String((made += 1))}`);
const draft = (id: number, change: Partial<Draft> = {}): Draft => ({
  id,
  caption: `caption ${String(id)}`,
  photo: null,
  photoName: '',
  tags: [],
  cleared: false,
  keepId: null,
  savedId: null,
  altText: null,
  ...change,
});
const change = (words: readonly Draft[], photos: readonly Draft[] = [], gone: readonly number[] = []) => ({
  words,
  photos,
  gone,
});

describe('the drafts', () => {
  it('come back in order, with photo, name and decided tags, each slot its own', async () => {
    const store = fresh();
    const tags = [{ key: 'mine', label: 'Mine', typed: true, kept: true, removed: false }];
    const photo = new Blob(['pixels'], { type: 'image/jpeg' });
    const second = draft(10, { photo, photoName: 'b.jpg', tags, altText: 'A boat', keepId: 'kept-as' });
    await store.write('one', change([second, draft(2)], [second]));
    await store.write('two', change([draft(1)]));
    const found = await store.read('one');
    expect(found.map(({ id, caption, photoName }) => [id, caption, photoName])).toEqual([
      [2, 'caption 2', ''],
      [10, 'caption 10', 'b.jpg'],
    ]);
    expect(found.map(({ altText }) => altText)).toEqual([null, 'A boat']);
    expect(found.map(({ keepId }) => keepId)).toEqual([null, 'kept-as']);
    expect(found[1]?.tags).toEqual(tags);
    expect(found[1]?.photo).toMatchObject({ name: 'b.jpg', type: 'image/jpeg' });
    expect(await found[1]?.photo?.text()).toBe('pixels');
    expect(await store.read('two')).toHaveLength(1);
    await store.close();
  });

  it('new words leave the photo alone; a removed photo and a removed post are gone', async () => {
    const store = fresh();
    const first = draft(1, { photo: new Blob(['a']) });
    await store.write('s', change([first, draft(2)], [first]));
    await store.write('s', change([{ ...first, caption: 'other' }]));
    expect(await (await store.read('s'))[0]?.photo?.text()).toBe('a');
    await store.write('s', change([], [{ ...first, photo: null }], [2]));
    expect(await store.read('s')).toMatchObject([{ id: 1, caption: 'other', photo: null }]);
    await store.close();
  });

  it('a month without a visit, and they are thrown away', async () => {
    let now = 0;
    const store = fresh(() => now);
    await store.write('old', change([draft(1)]));
    now = 20 * 24 * 3_600_000;
    await store.write('new', change([draft(1)]));
    expect(await store.slots()).toEqual(['new', 'old']);
    now = 31 * 24 * 3_600_000;
    expect(await store.slots()).toEqual(['new', 'old']);
    now = 39 * 24 * 3_600_000;
    expect(await store.slots()).toEqual(['new']);
    expect(await store.read('old')).toEqual([]);
    await store.close();
  });

  it.each([
    ['that was years ahead for a moment', [0, 4000, 0, 1, 20]],
    ['that was put right after years behind', [0, 4000, 4001, 4006]],
    ['that goes to and fro', [0, 4000, -4000, 4000, 4001]],
  ])('a clock %s throws nothing away', async (_, days) => {
    let now = 0;
    const store = fresh(() => now);
    const first = draft(1, { photo: new Blob(['a']) });
    await store.write('one', change([first], [first]));
    for (const day of days) {
      now = day * 24 * 3_600_000;
      expect(await store.slots()).toEqual(['one']);
    }
    expect(await (await store.read('one'))[0]?.photo?.text()).toBe('a');
    await store.close();
  });
});

/** Web Locks of one origin: a held name is never given to a second window. */
function lockManager(): Pick<LockManager, 'request'> {
  const held = new Set<string>();
  const request = async (name: string, options: LockOptions, work: (lock: Lock | null) => Promise<void>) => {
    while (held.has(name)) {
      if (options.ifAvailable === true) return work(null);
      options.signal?.throwIfAborted();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    held.add(name);
    return work({ name, mode: 'exclusive' });
  };
  return { request } as unknown as Pick<LockManager, 'request'>;
}

function session(own: string | null = null) {
  let value = own;
  return { getItem: () => value, setItem: (_key: string, next: string) => void (value = next) };
}

describe('the slot of a window', () => {
  const claim = (locks: Pick<LockManager, 'request'> | null, own: string | null, left: readonly string[] = []) =>
    claimSlot({
      locks,
      session: session(own),
      stored: () => Promise.resolve(left),
      newName: () => `fresh-${String((made += 1))}`,
    });

  it('is its own after a reload', async () => {
    expect(await claim(lockManager(), 'mine', ['left', 'mine'])).toBe('mine');
    expect(await claim(null, 'mine')).toBe('mine');
  });

  it('is what a closed window left, the newest first, never one that is open', async () => {
    const locks = lockManager();
    expect(await claim(locks, null, ['newest', 'older'])).toBe('newest');
    expect(await claim(locks, null, ['newest', 'older'])).toBe('older');
    expect(await claim(locks, null, ['newest', 'older'])).toMatch(/^fresh/u);
  });

  it('is a fresh one for a duplicated tab, which brings the name of its original along', async () => {
    const locks = lockManager();
    await claim(locks, 'mine');
    expect(await claim(locks, 'mine')).toMatch(/^fresh/u);
  });

  it('is a fresh one where storage is denied', async () => {
    const denied = {
      getItem: () => {
        throw new Error('denied');
      },
      setItem: () => {
        throw new Error('denied');
      },
    };
    const stored = () => Promise.reject(new Error('denied'));
    expect(await claimSlot({ locks: lockManager(), session: denied, stored, newName: () => 'fresh' })).toBe('fresh');
  });
});
