import type { Recommender } from '../recommender/recommender.ts';

/** How the page gets its engine. `?fake` puts the stand-in there while developing; the built page does not contain it. */
export async function createRecommender(): Promise<() => Recommender> {
  const { createFakeEngine, fakeOptionsOf } = await import('./fake-engine.ts');
  const options = fakeOptionsOf(new URLSearchParams(window.location.search));
  return () => createFakeEngine(options);
}
