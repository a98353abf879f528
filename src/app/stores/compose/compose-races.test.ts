import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TagweaveError } from '../../../domain/errors/errors.ts';
import type { ErrorCode } from '../../../domain/errors/errors.ts';
import type { SavedPost } from '../../../domain/post/post.ts';
import type { Recommendation } from '../../../domain/recommendation.ts';
import type { LoadReport, Recommender } from '../../../recommender/recommender.ts';
import { addTyped } from '../../post/chips.ts';
import { activePost, isBlank } from '../../post/post.ts';
import { createFakeEngine } from '../../fake-engine.ts';
import { CAPTION_PAUSE_MS, createCompose } from './compose-store.ts';
import { createEngineController } from '../engine/engine-store.ts';
import { createSettingsStore } from '../settings/settings-store.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

interface Fault {
  /** The next call that answers fails so. */
  next: ErrorCode | null;
}

/** A recommender whose every answer waits for the scheduler's word; each has its own saved posts. */
function scheduledEngine(s: fc.Scheduler, fault: Fault, saved: SavedPost[], load: LoadReport): Recommender {
  let disposed = false;
  const answer = async <Value>(label: string, make: () => Value, signal?: AbortSignal): Promise<Value> => {
    await s.schedule(Promise.resolve(), label);
    if (disposed || signal?.aborted === true) throw new TagweaveError('aborted', 'Stopped.');
    const { next } = fault;
    fault.next = null;
    if (next !== null) throw new TagweaveError(next, 'As the test wants it.');
    return make();
  };
  const recommendationOf = (caption: string): Recommendation =>
    ({
      id: caption,
      tags: [],
      alternatives: [],
      ...{ floor: 0, typed: [] },
      gate: null,
      used: { photo: false, caption: true, historyPosts: 0 },
    }) as unknown as Recommendation;
  return {
    ...createFakeEngine(),
    downloadSize: () => answer('size', () => ({ totalBytes: 10, cachedBytes: 0 })),
    load: ({ signal } = {}) => answer('load', () => load, signal),
    recommend: ({ caption }, { signal } = {}) =>
      answer(`recommend ${caption ?? ''}`, () => recommendationOf(caption ?? ''), signal),
    learn: ({ draft, tags }) =>
      answer(`learn ${draft.caption ?? ''}`, () => {
        const post = { id: `saved-${saved.length}`, caption: draft.caption ?? '', tags } as SavedPost;
        saved.push(post);
        return post;
      }),
    updatePost: (id, change) =>
      answer(`update ${id}`, () => {
        const place = saved.findIndex((post) => post.id === id);
        saved[place] = { ...saved[place], ...change } as SavedPost;
        return saved[place];
      }),
    postIds: () => answer('ids', () => saved.map((post) => post.id)),
    dispose: () => {
      disposed = true;
      return Promise.resolve();
    },
  };
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('type' as const), text: fc.constantFrom('a', 'b', 'c d') }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constantFrom('new', 'other', 'keep', 'pause', 'tag', 'remove') }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constantFrom('restart', 'cancel', 'retry', 'what-if', 'look') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('fail' as const),
      code: fc.constantFrom<ErrorCode>('worker-crashed', 'device-lost', 'model-unreachable', 'unexpected'),
    }),
  },
);

describe('posts on the table, in whatever order things happen', () => {
  it('are all read at last as they are written, and none is lost or saved twice', async () => {
    const report = await readyReport();
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(step, { minLength: 2, maxLength: 14 }), async (s, steps) => {
        const saved: SavedPost[] = [];
        const fault: Fault = { next: null };
        const engine = createEngineController(() => scheduledEngine(s, fault, saved, report));
        const compose = createCompose(engine, createSettingsStore(null));
        const posts = () => compose.store.get().posts;
        const typed = new Map<number, string>();
        const kept = new Map<number, number>();
        const work: Promise<unknown>[] = [];
        const fire = (one: (typeof steps)[number]): void => {
          const active = activePost(compose.store.get());
          switch (one.what) {
            case 'type':
              if (!('text' in one)) return;
              compose.setCaption(one.text);
              typed.set(active.id, one.text);
              return;
            case 'other': {
              const place = posts().findIndex(({ id }) => id === active.id);
              compose.activate(posts()[(place + 1) % posts().length]!.id);
              return;
            }
            case 'new':
              compose.newPost();
              if (!posts().some(({ id }) => id === active.id)) typed.delete(active.id);
              return;
            case 'remove':
              compose.removePost(active.id);
              typed.delete(active.id);
              return;
            case 'keep':
              if (isBlank(active)) return;
              work.push(
                compose.keep().then(
                  () => kept.set(active.id, (kept.get(active.id) ?? 0) + 1),
                  () => undefined,
                ),
              );
              return;
            case 'pause':
              vi.advanceTimersByTime(CAPTION_PAUSE_MS);
              return;
            case 'tag':
              compose.editTags((table) => addTyped(table, 'Mine'));
              return;
            case 'restart':
              work.push(engine.restart().catch(() => undefined));
              return;
            case 'look':
              work.push(engine.look());
              return;
            case 'cancel':
              engine.cancel();
              return;
            case 'retry':
              compose.retry(active.id);
              return;
            case 'what-if':
              compose.setWhatIf({ without: 'photo' });
              return;
            case 'fail':
              if ('code' in one) fault.next = one.code;
          }
        };
        const { task } = s.scheduleSequence(
          steps.map((one) => ({
            label: JSON.stringify(one),
            builder: () => {
              fire(one);
              return Promise.resolve();
            },
          })),
        );
        await s.waitFor(task);
        vi.advanceTimersByTime(CAPTION_PAUSE_MS);
        await s.waitFor(Promise.all(work));
        // The person acts on what went wrong: tries again once, without faults.
        fault.next = null;
        await s.waitIdle();
        const { phase } = engine.store.get();
        if (phase === 'failed' || phase === 'stopped') await s.waitFor(engine.restart());
        await s.waitIdle();
        for (const post of posts()) if (post.status === 'failed') compose.retry(post.id);
        await s.waitIdle();
        for (const post of posts()) {
          expect(post.caption).toBe(typed.get(post.id) ?? '');
          expect([post.id, post.status]).toEqual([post.id, isBlank(post) ? 'blank' : 'done']);
          if (!isBlank(post)) expect(post.readCaption).toBe(post.caption);
        }
        for (const id of typed.keys()) expect(posts().map((post) => post.id)).toContain(id);
        // However often the same post was kept: one saved post.
        expect(saved).toHaveLength(kept.size);
      }),
      { numRuns: 400 },
    );
  }, 120_000);
});

async function readyReport(): Promise<LoadReport> {
  const loading = createFakeEngine({ cached: true, downloadMs: 1 }).load();
  await vi.advanceTimersByTimeAsync(5000);
  return loading;
}
