import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TagweaveError } from '../../../domain/errors/errors.ts';
import type { RecommenderEvent } from '../../../domain/progress.ts';
import type { LoadReport, Recommender } from '../../../recommender/recommender.ts';
import { createFakeEngine } from '../../fake-engine.ts';
import { shownError } from '../../errors/plain-error.ts';
import { createEngineController } from './engine-store.ts';

const CRASH = shownError(new TagweaveError('worker-crashed', 'Gone.'));

interface Made {
  readonly recommender: Recommender;
  tell: (event: RecommenderEvent) => void;
}

describe('an engine that was replaced', () => {
  it('says nothing about the one that took its place, in whatever order they answer', async () => {
    const step = fc.constantFrom('load', 'restart', 'restart', 'late news', 'late crash', 'look');
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(step, { minLength: 2, maxLength: 8 }),
        fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
        async (s, steps, outcomes) => {
          const made: Made[] = [];
          const engine = createEngineController(() => {
            const n = made.length;
            const own: Made = {
              tell: () => undefined,
              recommender: {
                ...createFakeEngine(),
                load: async () => {
                  await s.schedule(Promise.resolve(), `load ${n}`);
                  // Several tries of one engine end alike.
                  if (outcomes[n] === false) throw new TagweaveError('model-unreachable', 'Gone.');
                  return {
                    backends: { encoders: 'wasm', network: 'cpu' },
                    historyPosts: n,
                    historyKept: true,
                    unchecked: [],
                  } as Partial<LoadReport> as LoadReport;
                },
                downloadSize: async () => {
                  await s.schedule(Promise.resolve(), `size ${n}`);
                  if (outcomes[n] === false) throw new TagweaveError('model-unreachable', 'Gone.');
                  return { totalBytes: 100 + n, cachedBytes: 0 };
                },
                on: (listener) => {
                  own.tell = listener;
                  return () => undefined;
                },
              },
            };
            made.push(own);
            return own.recommender;
          });
          const loads: Promise<void>[] = [];
          const began: number[] = [];
          const begin = (loading: Promise<void>): void => {
            began.push(made.length - 1);
            loads.push(loading);
          };
          const fire = (what: (typeof steps)[number]): void => {
            if (what === 'load') begin(engine.load());
            if (what === 'restart') begin(engine.restart());
            if (what === 'look') loads.push(engine.look());
            const replaced = made.at(-2);
            if (replaced === undefined) return;
            if (what === 'late news')
              replaced.tell({ type: 'device-lost', now: { encoders: 'wasm', network: 'webgpu' } });
            if (what === 'late crash') engine.fail(CRASH, replaced.recommender);
          };
          const { task } = s.scheduleSequence(
            steps.map((what) => ({
              label: what,
              builder: () => {
                fire(what);
                return Promise.resolve();
              },
            })),
          );
          await s.waitFor(task);
          await s.waitFor(Promise.allSettled(loads));
          if (began.length === 0) return;
          const newest = made.length - 1;
          const { phase, report, notice } = engine.store.get();
          const isReady = outcomes[newest] !== false;
          const asked = began.at(-1) === newest;
          if (asked) expect([phase, report?.historyPosts]).toEqual(isReady ? ['ready', newest] : ['failed', undefined]);
          expect(notice).toBeNull();
        },
      ),
      { numRuns: 400 },
    );
  });
});
