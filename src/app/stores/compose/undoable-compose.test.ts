import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acceptAll, addTyped, clear, move, remove, toggleKept } from '../../post/chips.ts';
import { activePost } from '../../post/post.ts';
import type { ComposeState } from '../../post/post.ts';
import type { SavedPost } from '../../../domain/post/post.ts';
import { createFakeEngine } from '../../fake-engine.ts';
import { createCompose } from './compose-store.ts';
import { createEngineController } from '../engine/engine-store.ts';
import { createSettingsStore } from '../settings/settings-store.ts';
import { createUndo } from '../page/undo-store.ts';
import { undoableCompose } from './undoable-compose.ts';

const photo = (name: string, size = 9): File => new File([new Uint8Array(size)], name, { type: 'image/png' });

function start() {
  const engine = createEngineController(() => createFakeEngine({ downloadMs: 20, recommendMs: 8 }));
  const undo = createUndo();
  const compose = undoableCompose(createCompose(engine, createSettingsStore(null)), undo, engine);
  const post = () => activePost(compose.store.get());
  return { engine, undo, compose, post };
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(5000);
/** What a person sees of the table. */
const seen = ({ posts }: ComposeState) =>
  posts.map(({ photoName, caption, table }) => ({
    photoName,
    caption,
    tags: table.chips.map(({ label, kept }) => (kept ? `+${label}` : label)),
    removed: table.removed.map(({ label }) => label),
  }));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('undo and redo', () => {
  it('of tags: removed, chosen, typed, cleared, one by one', async () => {
    const { compose, undo } = start();
    compose.addPhotos([photo('dog.png')]);
    await settle();
    const states = [seen(compose.store.get())];
    const key = compose.store.get().posts[0]?.table.chips[1]?.key ?? '';
    for (const act of [
      () => {
        compose.editTags((table, now, count) => remove(table, key, now.recommendation, count));
      },
      () => {
        compose.editTags(acceptAll);
      },
      () => {
        compose.editTags((table) => addTyped(table, 'Rex'));
      },
      () => {
        compose.editTags(clear);
      },
    ]) {
      act();
      states.push(seen(compose.store.get()));
    }
    for (const state of states.slice(0, -1).toReversed()) {
      await undo.undo();
      expect(seen(compose.store.get())).toEqual(state);
    }
    for (const state of states.slice(1)) {
      await undo.redo();
      expect(seen(compose.store.get())).toEqual(state);
    }
    expect(await undo.redo()).toBeNull();
  });

  it('of a photo: taken off, brought back with its tags, without reading it again', async () => {
    const { compose, undo, post, engine } = start();
    compose.addPhotos([photo('dog.png')]);
    await settle();
    const before = seen(compose.store.get());
    const recommend = vi.spyOn(engine.recommender(), 'recommend');
    compose.dropPhoto();
    expect(post().photo).toBeNull();
    expect(await undo.undo()).toBe('undo.photo');
    await settle();
    expect(seen(compose.store.get())).toEqual(before);
    expect(post()).toMatchObject({ status: 'done' });
    expect(post().photoUrl).toMatch(/^blob:/u);
    expect(recommend).not.toHaveBeenCalled();
  });

  it('of posts: added, removed, begun; words written since stay', async () => {
    const { compose, undo } = start();
    compose.addPhotos([photo('a.png'), photo('b.png', 10)]);
    await settle();
    const two = seen(compose.store.get());
    compose.removePost(compose.store.get().activeId);
    expect(compose.store.get().posts).toHaveLength(1);
    await undo.undo();
    expect(seen(compose.store.get())).toEqual(two);
    compose.newPost();
    compose.setCaption('Begun');
    await undo.undo();
    // The new post has words by now: taking it back would take them along.
    expect(compose.store.get().posts.map(({ caption }) => caption)).toEqual(['', '', 'Begun']);
    expect(compose.store.get().posts.find(({ id }) => id === compose.store.get().activeId)?.photoName).toBe('a.png');
  });

  it('of tags meets what was read since: decisions come back, suggestions are those of now', async () => {
    const { compose, undo, post } = start();
    compose.addPhotos([photo('dog.png')]);
    await settle();
    const kept = post().table.chips[0]?.key ?? '';
    compose.editTags((table) => toggleKept(table, kept));
    compose.editTags(clear);
    compose.setCaption('Golden hours');
    await settle();
    await undo.undo();
    expect(post().table.chips.find((chip) => chip.key === kept)?.kept).toBe(true);
    expect(post().table.chips).toHaveLength(5);
    expect(post().table.chips.map((chip) => chip.label)).toContain('Golden');
  });

  it('of keeping: forgotten and kept again; of kept changes: as they were', async () => {
    const { compose, undo, engine, post } = start();
    const total = async () => {
      const page = engine.recommender().history();
      await settle();
      return (await page).posts.map(({ tags }) => tags.map(({ label }) => label));
    };
    const doing = async (work: () => Promise<unknown>) => {
      const going = work();
      await settle();
      await going;
    };
    compose.setCaption('In the park');
    await settle();
    compose.editTags((table) => addTyped(acceptAll(table), 'Milo'));
    await doing(() => compose.keep());
    const [first] = await total();
    compose.editTags((table) => addTyped(table, 'Rex'));
    await doing(() => compose.keep());
    expect(await total()).toEqual([[...(first ?? []), 'Rex']]);
    await doing(undo.undo);
    expect(await total()).toEqual([first]);
    await doing(undo.undo);
    await doing(undo.undo);
    expect(await total()).toEqual([]);
    expect(post().savedId).toBeNull();
    await doing(undo.redo);
    expect(await total()).toEqual([first]);
    expect(post().savedId).not.toBeNull();
  });

  it('of changes to a post that an earlier visit kept: as it was kept then, not deleted', async () => {
    const { compose, undo, engine, post } = start();
    const doing = async <T>(work: () => Promise<T>): Promise<T> => {
      const going = work();
      await settle();
      return going;
    };
    compose.setCaption('In the park');
    await settle();
    const first = await doing(() => compose.keep());
    compose.setCaption('In the park, later');
    await settle();
    const { id, caption, altText, photo: none, photoName, keepId, savedId } = post();
    const draft = { id, caption, altText, photo: none, photoName, tags: [], cleared: false, keepId, savedId };
    // Another visit: the same history, and nothing remembered but the draft.
    const later = createUndo();
    const visit = undoableCompose(createCompose(engine, createSettingsStore(null)), later, engine);
    visit.restore([draft]);
    await settle();
    await doing(() => visit.keep());
    const kept = async () =>
      (await doing(() => engine.recommender().history())).posts.map((one) => [one.id, one.caption]);
    expect(await kept()).toEqual([[first.id, 'In the park, later']]);
    expect(await doing(later.undo)).toBe('undo.keepChanges');
    expect(await kept()).toEqual([[first.id, 'In the park']]);
    expect(await doing(undo.undo)).toBe('undo.keep');
  });

  it('holds no kept post that no step leads back to any more', async () => {
    const { undo, engine, compose: inner } = start();
    const saved = (caption: string): SavedPost => ({
      ...{ id: 'one', createdAt: '2026-01-01T00:00:00.000Z', platform: 'instagram', thumbnail: null, vector: null },
      ...{ caption, tags: [], removedTags: [] },
    });
    const keepOver = () => Promise.resolve({ saved: saved('Kept'), before: saved('Before') });
    const compose = undoableCompose({ ...inner, keepOver, keep: async () => (await keepOver()).saved }, undo, engine);
    const kept: WeakRef<SavedPost>[] = [];
    for (let n = 0; n < 5; n += 1) kept.push(new WeakRef(await compose.keep()));
    for (let n = 0; n < 100; n += 1) undo.record({ what: 'undo.tags', undo: vi.fn(), redo: vi.fn() });
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    vi.useRealTimers();
    await new Promise((done) => setTimeout(done));
    collect();
    expect(kept.filter((one) => one.deref() !== undefined)).toEqual([]);
  });

  it('ends where everything was forgotten, wherever that was', async () => {
    const { compose, undo, engine } = start();
    compose.editTags((table) => addTyped(table, 'A'));
    const forgetting = engine.recommender().forgetEverything();
    await settle();
    await forgetting;
    expect(await undo.undo()).toBeNull();
  });

  it('one message takes back its own act only, whatever came after it', async () => {
    const { compose, undo, post } = start();
    compose.editTags((table) => addTyped(table, 'A'));
    const takeBack = undo.last();
    compose.editTags((table) => addTyped(table, 'B'));
    await undo.undo();
    await takeBack();
    await takeBack();
    expect(post().table.chips).toEqual([]);
    expect(undo.store.get()).toEqual({ undo: null, redo: 'undo.tags' });
  });

  it('what failed stays to be tried again; cleared, nothing comes back', async () => {
    const undo = createUndo();
    const act = { what: 'undo.keep', undo: vi.fn(() => Promise.reject(new Error('full'))), redo: vi.fn() } as const;
    undo.record(act);
    await expect(undo.undo()).rejects.toThrow('full');
    expect(undo.store.get().undo).toBe('undo.keep');
    undo.clear();
    expect(await undo.undo()).toBeNull();
  });

  it('all the way back is as at first, all the way forth as at last, whatever was done', async () => {
    const act = fc.oneof(
      fc.record({ what: fc.constantFrom('type', 'choose', 'remove', 'move'), at: fc.nat(6) }),
      fc.record({
        what: fc.constantFrom('all', 'clear', 'new', 'photo', 'photos', 'drop', 'delete', 'go'),
        at: fc.nat(6),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 14 }), async (acts) => {
        const { compose, undo } = start();
        const first = seen(compose.store.get());
        for (const { what, at } of acts) {
          const { posts } = compose.store.get();
          const key = activePost(compose.store.get()).table.chips[at]?.key ?? '';
          if (what === 'type') compose.editTags((table) => addTyped(table, `Tag${String.fromCharCode(65 + at)}`));
          if (what === 'choose') compose.editTags((table) => toggleKept(table, key));
          if (what === 'remove') compose.editTags((table, now, count) => remove(table, key, now.recommendation, count));
          if (what === 'move') compose.editTags((table) => move(table, key, 0));
          if (what === 'all') compose.editTags(acceptAll);
          if (what === 'clear') compose.editTags(clear);
          if (what === 'new') compose.newPost();
          if (what === 'photo') compose.addPhotos([photo(`${String(at)}.png`, at + 1)]);
          if (what === 'photos') compose.addPhotos([photo('x.png', at + 1), photo('y.png', at + 2)]);
          if (what === 'drop') compose.dropPhoto();
          if (what === 'delete') compose.removePost(posts[at % posts.length]?.id ?? 0);
          if (what === 'go') compose.activate(posts[at % posts.length]?.id ?? 0);
        }
        const last = seen(compose.store.get());
        while ((await undo.undo()) !== null);
        expect(seen(compose.store.get())).toEqual(first);
        while ((await undo.redo()) !== null);
        expect(seen(compose.store.get())).toEqual(last);
      }),
      { numRuns: 60 },
    );
  });

  it('of several posts at once: one caption, one tag, kept together, each one step back', async () => {
    const { engine, compose, undo } = start();
    compose.addPhotos([photo('a.png'), photo('b.png', 10), photo('c.png', 11)]);
    await settle();
    const ids = compose.store.get().posts.map(({ id }) => id);
    compose.editPosts(ids.slice(1), () => ({ caption: 'Lisbon' }));
    await settle();
    expect(compose.store.get().posts.map((one) => [one.caption, one.readCaption, one.status])).toEqual([
      ['', '', 'done'],
      ['Lisbon', 'Lisbon', 'done'],
      ['Lisbon', 'Lisbon', 'done'],
    ]);
    compose.editPosts(ids, ({ table }) => ({ table: addTyped(table, 'Trip') }));
    expect(seen(compose.store.get()).every(({ tags }) => tags.includes('+Trip'))).toBe(true);

    const keeping = compose.keepAll(ids);
    await settle();
    expect(await keeping).toEqual({ count: 3, error: null });
    const total = async (): Promise<number> => {
      const page = engine.recommender().history();
      await settle();
      return (await page).total;
    };
    expect(await total()).toBe(3);
    const back = async (): Promise<void> => {
      const done = undo.undo();
      await settle();
      await done;
    };
    await back();
    expect(await total()).toBe(0);
    expect(compose.store.get().posts.every(({ savedId }) => savedId === null)).toBe(true);
    await back();
    expect(seen(compose.store.get()).some(({ tags }) => tags.includes('+Trip'))).toBe(false);
    await back();
    expect(compose.store.get().posts.map(({ caption }) => caption)).toEqual(['', '', '']);
  });

  it('keeps the posts that can be kept where one cannot, and says what was wrong', async () => {
    const { engine, compose } = start();
    compose.addPhotos([photo('a.png'), photo('b.png', 10)]);
    await settle();
    const ids = compose.store.get().posts.map(({ id }) => id);
    const recommender = engine.recommender();
    vi.spyOn(recommender, 'learn').mockRejectedValueOnce({ code: 'storage-full', message: '' });
    const keeping = compose.keepAll(ids);
    await settle();
    expect(await keeping).toMatchObject({ count: 1, error: { code: 'storage-full' } });
    expect(compose.store.get().posts.map(({ savedId }) => savedId !== null)).toEqual([false, true]);
  });
});
