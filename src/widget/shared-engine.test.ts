import { afterEach, expect, it, vi } from 'vitest';
import type { LibraryRecommender } from '../recommender/calls/library-door.ts';
import { EngineHold } from './shared-engine.ts';

afterEach(() => {
  vi.useRealTimers();
});

function opener() {
  const disposed: string[] = [];
  const open = vi.fn((options: { readonly modelBase: string }) =>
    Promise.resolve({
      dispose: () => {
        disposed.push(options.modelBase);
        return Promise.resolve();
      },
    } as unknown as LibraryRecommender),
  );
  return { open, disposed };
}

it('widgets of the same models share one engine, which goes a while after the last of them', async () => {
  vi.useFakeTimers();
  const { open, disposed } = opener();
  const holds = [1, 2].map(() => new EngineHold({ modelBase: 'a', history: 'off' }, open));
  const other = new EngineHold({ modelBase: 'b', history: 'off' }, open);
  expect(open).toHaveBeenCalledTimes(2);
  expect(await holds[0]!.recommender).toBe(await holds[1]!.recommender);
  for (const hold of [...holds, ...holds]) hold.release();
  await vi.advanceTimersByTimeAsync(20_000);
  const back = new EngineHold({ modelBase: 'a', history: 'off' }, open);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(disposed).toEqual([]);
  back.release();
  other.release();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(disposed.sort()).toEqual(['a', 'b']);
});

it('says once that nothing is stored, and opens again after a failure', async () => {
  const failing = vi.fn(() => Promise.reject(new Error('offline')));
  const one = new EngineHold({ modelBase: 'c', history: 'own' }, failing);
  await expect(one.recommender).rejects.toThrow('offline');
  const { open } = opener();
  const [two, three] = [1, 2].map(() => new EngineHold({ modelBase: 'c', history: 'own' }, open));
  await two!.recommender;
  expect(open).toHaveBeenCalledTimes(1);
  expect([two!.mayTellMemory(), three!.mayTellMemory(), two!.mayTellMemory()]).toEqual([true, false, false]);
});
