import { createRecommender } from '../../src/index.ts';
import { bareModel } from './bare-model.ts';
import { measureWhole } from './measure.ts';

/** What the driver (scripts/bench.mjs, e2e/webgpu.spec.ts) calls in this page. */
const harness = { createRecommender, bareModel, measureWhole };
export type Harness = typeof harness;

declare global {
  interface Window {
    tagweave: Harness;
  }
}
window.tagweave = harness;
