// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDraftStore } from '../../drafts/draft-store.ts';
import type { DraftStore } from '../../drafts/draft-store.ts';
import { addTyped } from '../compose/chips.ts';
import { createFakeEngine } from '../fake-engine.ts';
import { createCompose } from './compose-store.ts';
import { MOST_KEPT_BYTES, createDraftKeeper } from './draft-keeper.ts';
import { createEngineController } from './engine-store.ts';
import { createSettingsStore } from './settings-store.ts';

const photo = (name: string, size = 9): File => new File([new Uint8Array(size)], name, { type: 'image/png' });
let store: DraftStore;
let made = 0;

async function visit(kept = store) {
  const engine = createEngineController(() => createFakeEngine({ downloadMs: 1, recommendMs: 1 }));
  const compose = createCompose(engine, createSettingsStore(null));
  const keeper = createDraftKeeper(compose, kept, () => Promise.resolve('slot'));
  await keeper.start();
  return { engine, compose, keeper, posts: () => compose.store.get().posts };
}

beforeEach(() => {
  made += 1;
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
