import type { BrowserConfig } from './browser-parts.ts';
import type { Recommender } from './recommender.ts';
import { createWorkerEngine } from './worker-engine.ts';
import type { WorkerLike } from './worker-engine.ts';

export interface RecommenderOptions extends Omit<BrowserConfig, 'base'> {
  /** Folder that holds `catalogue.json`: absolute, or relative to the page. Default `models/` beside the page. */
  readonly modelBase?: string;
  /** Starts the worker, where a bundler or a policy wants it done otherwise. */
  readonly startWorker?: () => WorkerLike;
}

/** An engine in a worker of its own. Fetches nothing before `downloadSize` or `load` is called. */
export function createRecommender({
  modelBase = 'models/',
  startWorker = startOwnWorker,
  ...config
}: RecommenderOptions = {}): Recommender {
  const base = new URL(modelBase.endsWith('/') ? modelBase : `${modelBase}/`, globalThis.location.href).href;
  return createWorkerEngine(startWorker, { ...config, base });
}

function startOwnWorker(): WorkerLike {
  return new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'tagweave' });
}
