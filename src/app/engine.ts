import type { Recommender } from '../recommender/recommender.ts';

/** How the page gets its engine. */
export async function createRecommender(): Promise<() => Recommender> {
  const { createFakeEngine } = await import('./fake-engine.ts');
  return () => createFakeEngine();
}
