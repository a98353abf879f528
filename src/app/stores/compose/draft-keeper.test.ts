// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDraftStore } from '../../../drafts/draft-store.ts';
import type { DraftStore } from '../../../drafts/draft-store.ts';
import { createDraftJournal } from '../../../drafts/forgotten-drafts.ts';
import { addTyped } from '../../post/chips.ts';
import { createFakeEngine } from '../../fake-engine.ts';
import { createCompose } from './compose-store.ts';
import { MOST_KEPT_BYTES, createDraftKeeper } from './draft-keeper.ts';
import type { Slots } from './draft-keeper.ts';
import { createEngineController } from '../engine/engine-store.ts';
import { createSettingsStore } from '../settings/settings-store.ts';

const photo = (name: string, size = 9): File => new File([new Uint8Array(size)], name, { type: 'image/png' });
let store: DraftStore;
let made = 0;

const values = new Map<string, string>();
const journal = createDraftJournal({
  getItem: (key) => values.get(key) ?? null,
  setItem: (key, value) => values.set(key, value),
  removeItem: (key) => values.delete(key),
});
/** Slots that some other open window holds. */
const held = new Set<string>();
const slots: Slots = {
  claim: () => Promise.resolve('slot'),
  whenFree: (slot, work) => (held.has(slot) ? Promise.resolve() : work()),
};

async function visit(kept = store) {
  const engine = createEngineController(() => createFakeEngine({ downloadMs: 1, recommendMs: 1 }));
  const compose = createCompose(engine, createSettingsStore(null));
  const keeper = createDraftKeeper(compose, kept, slots, journal);
  await keeper.start();
  return { engine, compose, keeper, posts: () => compose.store.get().posts };
}

beforeEach(() => {
  made += 1;
  values.clear();
  held.clear();
  store = openDraftStore(Date.now, `keeper-${String(made)}`);
});
afterEach(() => store.close());

describe('what was on the table', () => {
  it('comes back on the next visit: captions, photos, own tags', async () => {
    const first = await visit();
    first.compose.addPhotos([photo('a.png'), photo('b.png')]);
    first.compose.setCaption('Half a sente');
    first.compose.editTags((table) => addTyped(table, 'Mine'));
    await first.keeper.flush();
    const second = await visit();
    expect(second.posts().map((post) => [post.photoName, post.caption, post.status])).toEqual([
      ['a.png', 'Half a sente', 'waiting'],
      ['b.png', '', 'waiting'],
    ]);
    expect(second.posts()[0]?.table.chips.map((chip) => chip.label)).toEqual(['Mine']);
    expect(second.engine.store.get().phase).toBe('idle');
  });

  it('is written by itself after a pause, and when the page goes out of sight', async () => {
    const { compose } = await visit();
    compose.setCaption('By itself');
    await vi.waitFor(async () => {
      expect(await store.read('slot')).toMatchObject([{ caption: 'By itself' }]);
    });
    compose.setCaption('Out of sight');
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.waitFor(async () => {
      expect(await store.read('slot')).toMatchObject([{ caption: 'Out of sight' }]);
    }, 100);
  });

  it('is forgotten when the post is saved, emptied or removed, and the photo with it', async () => {
    const { compose, keeper, posts } = await visit();
    compose.addPhotos([photo('a.png'), photo('b.png'), photo('c.png')]);
    await vi.waitFor(() => {
      expect(posts().every((post) => post.status === 'done')).toBe(true);
    });
    await keeper.flush();
    expect(await store.read('slot')).toHaveLength(3);
    await compose.keep();
    compose.removePost(posts()[1]?.id ?? 0);
    compose.activate(posts()[1]?.id ?? 0);
    compose.dropPhoto();
    await keeper.flush();
    expect(await store.read('slot')).toEqual([]);
  });

  it('a photo is written once, however much is typed', async () => {
    const { compose, keeper } = await visit();
    const write = vi.spyOn(store, 'write');
    compose.addPhotos([photo('a.png')]);
    await keeper.flush();
    for (const caption of ['o', 'on', 'one']) {
      compose.setCaption(caption);
      await keeper.flush();
    }
    expect(write.mock.calls.map(([, change]) => [change.words.length, change.photos.length])).toEqual([
      [1, 1],
      [1, 0],
      [1, 0],
      [1, 0],
    ]);
    await keeper.flush();
    expect(write).toHaveBeenCalledTimes(4);
  });
});

describe('where there is no room', () => {
  it('words are kept without their photos, and it is said', async () => {
    const { compose, keeper } = await visit();
    const write = store.write.bind(store);
    vi.spyOn(store, 'write').mockImplementation((slot, change) =>
      change.photos.length > 0 ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : write(slot, change),
    );
    compose.setCaption('Words');
    compose.addPhotos([photo('a.png')]);
    await keeper.flush();
    expect(keeper.partly.get()).toBe(true);
    expect(await store.read('slot')).toMatchObject([{ caption: 'Words', photo: null }]);
  });

  it('more than fits is left out from the end', async () => {
    const { compose, keeper } = await visit();
    const large = (name: string): File => Object.defineProperty(photo(name), 'size', { value: MOST_KEPT_BYTES * 0.7 });
    compose.addPhotos([large('a.png'), large('b.png')]);
    await keeper.flush();
    expect(keeper.partly.get()).toBe(true);
    expect((await store.read('slot')).map((draft) => [draft.photoName, draft.photo !== null])).toEqual([
      ['a.png', true],
    ]);
  });

  it('denied storage leaves the page as it is', async () => {
    const denied = { ...store, read: () => Promise.reject(new Error('denied')) };
    const { compose, keeper, posts } = await visit(denied);
    compose.setCaption('Still works');
    await keeper.flush();
    expect(posts()[0]?.caption).toBe('Still works');
  });
});

describe('forgetting everything', () => {
  const draft = (id: number, caption: string) => ({
    ...{
      id,
      caption,
      photo: photo(`${caption}.png`),
      photoName: `${caption}.png`,
      tags: [],
      cleared: false,
      keepId: null,
      savedId: null,
      altText: null,
    },
  });
  const put = (slot: string, id: number, caption: string) =>
    store.write(slot, { words: [draft(id, caption)], photos: [draft(id, caption)], gone: [] });
  const left = async (slot: string) => (await store.read(slot)).map((one) => one.caption);

  it('leaves what open windows have on the table, and nothing else', async () => {
    await put('crashed', 1, 'Left behind');
    await put('window', 1, 'In the other window');
    held.add('window');
    const { compose, keeper, posts } = await visit();
    compose.setCaption('Kept');
    await keeper.flush();
    await compose.keep();
    compose.newPost();
    compose.addPhotos([], 'Being written');
    await keeper.flush();
    compose.forget();
    await keeper.forget();
    expect([await left('slot'), await left('crashed'), await left('window')]).toEqual([
      ['Being written'],
      [],
      ['In the other window'],
    ]);
    expect(posts().map((one) => one.caption)).toContain('Being written');
    expect(values.size).toBe(0);
  });

  it('is finished by the next start when the page ends before anything is written', async () => {
    await put('crashed', 1, 'Left behind');
    const dead: DraftStore = { ...store, forget: () => new Promise(() => undefined) };
    const first = await visit(dead);
    first.compose.setCaption('Kept');
    await first.keeper.flush();
    await first.compose.keep();
    first.compose.newPost();
    first.compose.addPhotos([], 'Being written');
    await first.keeper.flush();
    await put('slot', 1, 'Kept'); // as it is when the page ends before the keeping is noted
    first.compose.forget();
    void first.keeper.forget();
    const second = await visit();
    expect(second.posts().map((one) => one.caption)).toEqual(['Being written']);
    expect([await left('slot'), await left('crashed')]).toEqual([['Being written'], []]);
    expect(values.size).toBe(0);
  });

  it('is tried again at the next start when the database refuses it', async () => {
    const refusing: DraftStore = { ...store, forget: () => Promise.reject(new DOMException('no', 'UnknownError')) };
    const first = await visit(refusing);
    await put('crashed', 1, 'Left behind');
    await first.keeper.forget();
    expect(values.size).toBe(1);
    await visit();
    expect([await left('crashed'), values.size]).toEqual([[], 0]);
  });

  it('in a window that cannot see this one is made good by writing the table again', async () => {
    const { compose, keeper } = await visit();
    compose.addPhotos([photo('a.png')], 'On the table');
    await keeper.flush();
    await store.forget('slot', []);
    await keeper.rewrite();
    expect(await left('slot')).toEqual(['On the table']);
    expect((await store.read('slot'))[0]?.photo).not.toBeNull();
  });
});

it('does not bring a post back as unsaved when the page ends right after it was kept', async () => {
  const gone: number[] = [];
  const watched: DraftStore = {
    ...store,
    write: (slot, change) => {
      gone.push(...change.gone);
      return store.write(slot, change);
    },
  };
  const { compose, keeper } = await visit(watched);
  compose.setCaption('Kept');
  await keeper.flush();
  await compose.keep();
  await new Promise((resolve) => setImmediate(resolve)); // no pause in typing is waited for
  expect(gone).toEqual([1]);
});
