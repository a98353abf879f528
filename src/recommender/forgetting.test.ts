import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { zipOf } from '../archives/testing/archives.ts';
import { TagweaveError } from '../domain/errors/errors.ts';
import type { PickedFile } from '../domain/post/import.ts';
import { createMemoryHistory } from '../history/memory/memory-history.ts';
import { openHistory } from '../history/open-history.ts';
import { OverflowHistory } from '../history/memory/overflow-history.ts';
import { roomFor } from '../history/testing/full-disk.ts';
import { createEngine } from './engine.ts';
import { fakeParts, photoOf } from './testing/fake-parts.ts';
import type { FakeParts } from './testing/fake-parts.ts';
import type { Recommender } from './recommender.ts';

const open: Recommender[] = [];
beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((engine) => engine.dispose()));
  vi.unstubAllGlobals();
});

/** An engine whose every slow part waits for the scheduler's word. */
async function scheduled(s: fc.Scheduler, change: Partial<FakeParts>): Promise<Recommender> {
  const gate = (): Promise<unknown> => s.schedule(Promise.resolve());
  const parts = fakeParts({
    ...change,
    // A turn later: idle work that finds the engine busy asks again at once.
    idle: (work) => void gate().then(() => setImmediate(() => void work())),
  });
  const decoder = { ...parts.decoder };
  Object.assign(parts.decoder, {
    decode: async (file: Blob, signal?: AbortSignal) => {
      await gate();
      return decoder.decode(file, signal);
    },
  });
  Object.defineProperty(parts.encoderGate, 'wait', { get: gate });
  const engine = createEngine(parts);
  open.push(engine);
  await engine.load();
  return engine;
}

const learn = (engine: Recommender, caption: string) =>
  engine.learn({
    ...{ recommendationId: null, draft: { photo: photoOf(caption), caption } },
    ...{ tags: [{ key: 'dog', label: 'Dog' }], removedTags: [], platform: null },
  });
const archive = async (caption: string, n: number): Promise<PickedFile[]> => [
  {
    path: 'instagram.zip',
    file: await zipOf({
      'content/posts_1.json': [
        { media: [{ uri: 'media/1.jpg', creation_timestamp: 1_700_000_000 + n, title: caption }] },
      ],
      'media/1.jpg': photoOf(caption),
    }),
  },
];

const HISTORIES = {
  memory: () => Promise.resolve(createMemoryHistory()),
  IndexedDB: () => openHistory({ name: `forgetting-${open.length}` }),
  'a full disk': () => Promise.resolve(new OverflowHistory(roomFor({ posts: 1 }, createMemoryHistory()))),
};

describe.each(Object.entries(HISTORIES))('forgetting everything, kept in %s', (_, openOne) => {
  it('leaves nothing that was asked for before it, and all that was asked for after it, in whatever order things happen', async () => {
    const step = fc.constantFrom('learn', 'learn', 'import', 'restore', 'recommend', 'forget', 'forget one');
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(step, { minLength: 2, maxLength: 7 }), async (s, steps) => {
        const engine = await scheduled(s, { openHistory: openOne });
        const seed = await s.waitFor(learn(engine, 'seed'));
        const files = await Promise.all(steps.map((_step, n) => archive(`import ${n}`, n)));
        let allowed = new Set(['seed']);
        let due = new Set<string>();
        const faults: unknown[] = [];
        const work: Promise<unknown>[] = [];
        const ask = (caption: string, answer: Promise<unknown>): void => {
          const [may, must] = [allowed, due];
          may.add(caption);
          work.push(
            answer.then(
              () => must.add(caption),
              (error: unknown) => {
                if (!(error instanceof TagweaveError)) faults.push(error);
                else if (error.code !== 'history-forgotten' && error.code !== 'storage-full') faults.push(error);
              },
            ),
          );
        };
        const fire = (what: (typeof steps)[number], n: number): void => {
          if (what === 'learn') ask(`learn ${n}`, learn(engine, `learn ${n}`));
          if (what === 'import') ask(`import ${n}`, engine.importPosts(files[n]!));
          if (what === 'restore') ask('seed', engine.restorePost(seed));
          if (what === 'recommend') work.push(engine.recommend({ photo: null, caption: `draft ${n}` }));
          if (what === 'forget one') {
            work.push(engine.forgetPost(seed.id));
            due.delete('seed');
          }
          if (what === 'forget') {
            [allowed, due] = [new Set(), new Set()];
            work.push(engine.forgetEverything());
          }
        };
        const { task } = s.scheduleSequence(
          steps.map((what, n) => () => {
            fire(what, n);
            return Promise.resolve();
          }),
        );
        await s.waitFor(task);
        await s.waitFor(Promise.all(work));
        expect(faults).toEqual([]);
        const { posts, total } = await s.waitFor(engine.history());
        const left = posts.map((post) => post.caption);
        expect([...allowed]).toEqual(expect.arrayContaining(left));
        if (!steps.includes('forget one')) expect(left).toEqual(expect.arrayContaining([...due]));
        const { used } = await s.waitFor(engine.recommend({ photo: null, caption: 'at last' }));
        expect(used.historyPosts).toBeLessThanOrEqual(total);
        const taste = await s.waitFor(engine.taste());
        expect(taste.posts).toBeLessThanOrEqual(total); // those without a vector yet teach nothing
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
