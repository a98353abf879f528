import { createEngine } from '../recommender/engine.ts';
import type { InThreadRecommender } from '../recommender/engine.ts';
import { nodeParts } from '../recommender/node-parts.ts';
import type { ModelOptions } from './arguments.ts';

/** The engine for a command: models of its options, a clock that only moves forward, no work in idle time. */
export function openEngine({ models, network, backend }: ModelOptions): InThreadRecommender {
  let posts = 0;
  const parts = nodeParts({
    base: models ?? undefined,
    network: network ?? undefined,
    backends: backend === null ? undefined : [backend],
  });
  return createEngine({
    ...parts,
    // One second a post: their order is the order of learning, however fast that is.
    now: () => {
      posts += 1;
      return new Date(posts * 1000);
    },
    idle: () => undefined,
  });
}
