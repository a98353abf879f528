import { createPageRecommender } from '../../src/recommender/worker/page-recommender.ts';
import { bench } from './bench.ts';
import { history } from './history.ts';

/** What the drivers (scripts/bench.mjs, e2e/webgpu.spec.ts) call in this page. */
const harness = { createRecommender: createPageRecommender, bench, history };
export type Harness = typeof harness;

declare global {
  interface Window {
    tagweave: Harness;
  }
}
window.tagweave = harness;
