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
  expect(open).not.toHaveBeenCalled();
  expect(await holds[0]!.recommender).toBe(await holds[1]!.recommender);
  await other.recommender;
  expect(open).toHaveBeenCalledTimes(2);
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

it('says once that nothing is stored', () => {
  const { open } = opener();
  const [one, other] = [1, 2].map(() => new EngineHold({ modelBase: 'c', history: 'own' }, open));
  expect([one!.mayTellMemory(), other!.mayTellMemory(), one!.mayTellMemory()]).toEqual([true, false, false]);
});

it('is opened again after a failure, for whoever held it then and for all others', async () => {
  const { open } = opener();
  open.mockRejectedValueOnce(new Error('offline'));
  const [one, other] = [1, 2].map(() => new EngineHold({ modelBase: 'd', history: 'own' }, open));
  await expect(one!.recommender).rejects.toThrow('offline');
  const again = await one!.recommender;
  expect(await other!.recommender).toBe(again);
  expect(open).toHaveBeenCalledTimes(2);
});
