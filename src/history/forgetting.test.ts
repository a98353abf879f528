import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TagweaveError } from '../domain/errors/errors.ts';
import type { SavedPost } from '../domain/post/post.ts';
import type { HistoryEvent, HistoryStore } from './history-store.ts';
import { openHistory } from './open-history.ts';

const opened: HistoryStore[] = [];
let made = 0;
const open = async (name: string, unfinished?: string): Promise<HistoryStore> => {
  const store = await openHistory({ name, unfinished });
  opened.push(store);
  return store;
};
const post = (id: string, day = 1): SavedPost => ({
  id,
  createdAt: new Date(Date.UTC(2026, 2, day)).toISOString(),
  caption: `Caption of ${id}`,
  tags: [],
  removedTags: [],
  thumbnail: null,
  platform: null,
  vector: null,
});

/** From now on nothing that is added fits on the disk, until the returned function is called. */
function fillDisk(): () => void {
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  return () => {
    put.mockRestore();
  };
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  made += 1;
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const store of opened.splice(0)) store.close();
  vi.unstubAllGlobals();
});

describe('forgetting everything', () => {
  it('refuses what was begun before, in this tab and in another, and takes what is begun after', async () => {
    const [here, there] = [await open('two'), await open('two')];
    const writers = [await here.begin(), await there.begin()];
    await here.wipe();
    for (const writer of writers) {
      await expect(writer.add(post('a'))).rejects.toMatchObject({ code: 'history-forgotten' });
      await expect(writer.addAll([post('a'), post('b')])).rejects.toMatchObject({ code: 'history-forgotten' });
      await writer.setVectors([{ id: 'a', caption: '', vector: { maker: 'm', values: new Float32Array(1) } }]);
      expect(writer.isOver).toBe(true);
    }
    await there.add(post('c'));
    expect(await here.ids()).toEqual(['c']);
  });

  it('is told in every tab', async () => {
    const [here, there] = [await open('told'), await open('told')];
    const heard: HistoryEvent['type'][] = [];
    const forgotten = new Promise<void>((resolve) => {
      there.subscribe(({ type }) => {
        heard.push(type);
        if (type === 'forgotten') resolve();
      });
    });
    await there.add(post('a'));
    await here.wipe();
    await forgotten;
    expect(heard.filter((type) => type === 'forgotten')).toHaveLength(1);
    expect(await there.learnt()).toEqual([]);
  });

  it('takes posts that wait for room along, here and in another tab', async () => {
    const [here, there] = [await open('full'), await open('full')];
    const makeRoom = fillDisk();
    await here.add(post('a'));
    await there.add(post('b'));
    makeRoom();
    await here.wipe();
    // There is room now: what waits would move to the disk with the next post.
    await there.add(post('c'));
    await here.add(post('d'));
    expect([[...(await here.ids())].sort(), [...(await there.ids())].sort()]).toEqual([
      ['c', 'd'],
      ['c', 'd'],
    ]);
  });

  it('needs no room itself', async () => {
    const store = await open('no-room');
    await store.add(post('a'));
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const writer = await store.begin();
    await store.wipe();
    expect(put).toHaveBeenCalledTimes(2);
    expect(await store.ids()).toEqual([]);
    await expect(writer.add(post('b'))).rejects.toMatchObject({ code: 'history-forgotten' });
  });

  it('that was not finished is, before the history is read; but once only', async () => {
    const first = await open('unfinished');
    await first.add(post('a'));
    const second = await open('unfinished', 'wish');
    expect(await second.ids()).toEqual([]);
    await second.add(post('b'));
    expect(await (await open('unfinished', 'wish')).ids()).toEqual(['b']);
    await second.wipe({ id: 'wish' }); // granted already
    expect(await second.ids()).toEqual(['b']);
  });

  it('that cannot be finished shows nothing of what was to be forgotten', async () => {
    const first = await open('cannot');
    await first.add(post('a'));
    vi.spyOn(IDBObjectStore.prototype, 'clear').mockImplementation(() => {
      throw new DOMException('broken', 'UnknownError');
    });
    const second = await open('cannot', 'wish');
    expect([second.kept, await second.count()]).toEqual([false, 0]);
  });
});

describe('two tabs that save, change and forget at once', () => {
  it('agree in the end, keep what was begun after the last wipe and nothing else', async () => {
    const step = fc.record({
      what: fc.constantFrom('begin', 'add', 'add', 'late', 'many', 'change', 'remove', 'wipe', 'read'),
      tab: fc.nat({ max: 1 }),
      id: fc.constantFrom('a', 'b', 'c'),
      turns: fc.nat({ max: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        made += 1;
        const tabs = [await open(`race-${made}`), await open(`race-${made}`)] as const;
        const begun = [await tabs[0].begin(), await tabs[1].begin()];
        let wipes = 0;
        const since = [0, 0];
        let [allowed, saved] = [new Set<string>(), new Set<string>()];
        const work: Promise<unknown>[] = [];
        // Between two tabs nobody can say which of two calls that are both under way came first.
        const underWay = {
          save: [new Map<object, readonly string[]>(), new Map<object, readonly string[]>()] as const,
          wipe: [0, 0] as [number, number],
        };
        const save = (tab: 0 | 1, ids: readonly string[], answer: Promise<void>): void => {
          const [may, must] = [allowed, saved];
          const isSure = underWay.wipe[tab === 0 ? 1 : 0] === 0;
          for (const id of ids) may.add(id);
          underWay.save[tab].set(answer, ids);
          work.push(
            answer
              .then(() => {
                if (isSure) for (const id of ids) must.add(id);
              }, refused)
              .finally(() => underWay.save[tab].delete(answer)),
          );
        };
        const fire = ({ what, tab, id }: (typeof steps)[number]): void => {
          const here = tab as 0 | 1;
          const store = tabs[here];
          if (what === 'add') save(here, [id], store.add(post(id)));
          if (what === 'many') save(here, ['m', id], store.addAll([post('m'), post(id)]));
          if (what === 'late') {
            const writer = begun[tab]!;
            if (since[tab] === wipes) save(here, [id], writer.add(post(id)));
            else work.push(writer.add(post(id)).catch(refused));
          }
          if (what === 'change') work.push(store.update(id, { caption: 'New caption' }).catch(refused));
          if (what === 'remove') work.push(store.remove(id));
          if (what === 'read') work.push(store.learnt(), store.page(), store.page({ search: 'caption' }));
          if (what === 'begin') {
            const at = wipes;
            work.push(
              store.begin().then((writer) => {
                [begun[tab], since[tab]] = [writer, at];
              }),
            );
          }
          if (what === 'wipe') {
            wipes += 1;
            [allowed, saved] = [new Set([...underWay.save[here === 0 ? 1 : 0].values()].flat()), new Set()];
            underWay.wipe[here] += 1;
            work.push(store.wipe().then(() => (underWay.wipe[here] -= 1)));
          }
        };
        for (const one of steps) {
          fire(one);
          // The database answers in turns of the event loop: what is begun in the meantime depends on how many pass.
          for (let turn = 0; turn < one.turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        }
        await Promise.all(work);
        const left = [...(await tabs[0].ids())].sort();
        expect([...(await tabs[1].ids())].sort()).toEqual(left);
        expect([...allowed]).toEqual(expect.arrayContaining(left));
        if (!steps.some(({ what }) => what === 'remove')) expect(left).toEqual(expect.arrayContaining([...saved]));
        for (const store of tabs) {
          await vi.waitFor(async () => {
            expect((await store.learnt()).map(({ id }) => id).sort()).toEqual(left);
          });
          expect((await store.page({ search: 'caption' })).posts.map(({ id }) => id).sort()).toEqual(left);
          expect(await store.count()).toBe(left.length);
        }
      }),
      { numRuns: 100, endOnFailure: true },
    );
  }, 120_000);
});

/** What a wipe may say to a writer that was begun before it, and a post's removal to a change. */
function refused(error: unknown): void {
  if (error instanceof TagweaveError && ['history-forgotten', 'post-forgotten'].includes(error.code)) return;
  throw error;
}
