// @vitest-environment happy-dom
import { StrictMode, act, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import type { Recommender } from './recommender/recommender.ts';
import { RecommenderProvider, useRecommender } from './react.ts';

const world = vi.hoisted(() => ({ asked: 0, engines: 0, ended: 0 }));
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
      dispose: () => {
        world.ended += 1;
        return Promise.resolve();
      },
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

describe('components below a provider', () => {
  function Tags({ options }: { readonly options?: { readonly modelBase: string } }) {
    const { recommend, phase } = useRecommender(options);
    useEffect(() => {
      recommend({ caption: 'x' }).catch(() => undefined);
    }, [recommend]);
    return <i>{phase}</i>;
  }

  it('share one engine, in strict mode too; one with options has its own; all end with their components', async () => {
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
    Object.assign(world, { engines: 0, ended: 0 });
    const place = document.body.appendChild(document.createElement('div'));
    const root = createRoot(place);
    await act(async () => {
      root.render(
        <StrictMode>
          <RecommenderProvider options={{ modelBase: '/models/' }}>
            <Tags />
            <Tags />
            <Tags options={{ modelBase: '/own/' }} />
          </RecommenderProvider>
        </StrictMode>,
      );
      await Promise.resolve();
    });
    await vi.waitFor(async () => {
      await act(() => Promise.resolve());
      expect(place.textContent).toBe('readyreadyready');
    });
    expect(world.engines - world.ended).toBe(2);
    act(() => {
      root.unmount();
    });
    expect(world.ended).toBe(world.engines);
    vi.unstubAllGlobals();
  });

  it('are drawn by a server without an engine', () => {
    world.engines = 0;
    expect(
      renderToString(
        <RecommenderProvider>
          <tagweave-recommender k={3} model-base="/models/" name="tags" />
          <Tags />
        </RecommenderProvider>,
      ),
    ).toContain('<i>idle</i>');
    expect(world.engines).toBe(0);
  });
});
