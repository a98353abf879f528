// @vitest-environment happy-dom
import { act, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, vi } from 'vitest';
import type { Recommender } from './recommender/recommender.ts';
import { useRecommender } from './react.ts';

const world = vi.hoisted(() => ({ asked: 0, engines: 0 }));
vi.mock('./recommender/worker/library-recommender.ts', () => ({
  createRecommender: () => {
    world.engines += 1;
    return {
      on: () => () => undefined,
      load: () => Promise.resolve({}),
      recommend: () => {
        world.asked += 1;
        return Promise.resolve({});
      },
      dispose: () => Promise.resolve(),
    } as unknown as Recommender;
  },
}));

it('gives the same functions whatever state it is in: an effect that names them runs once', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const phases: string[] = [];
  function Tags() {
    const { recommend, load, phase } = useRecommender();
    phases.push(phase);
    useEffect(() => {
      // Endless before: each state brought other functions, these another effect, this another state.
      if (world.asked < 20) void recommend({ caption: 'x' });
    }, [recommend, load]);
    return null;
  }
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  act(() => {
    root.render(<Tags />);
  });
  await vi.waitFor(async () => {
    await act(() => Promise.resolve());
    expect(phases.at(-1)).toBe('ready');
  });
  await act(() => Promise.resolve());
  expect(world.asked).toBe(1);
  expect(phases).toEqual(['idle', 'loading', 'ready']);
  act(() => {
    root.unmount();
  });
  vi.unstubAllGlobals();
});
