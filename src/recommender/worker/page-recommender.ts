import type { PageConfig } from '../models/browser-parts.ts';
import { folderAddress } from '../models/folder-address.ts';
import type { Recommender } from '../recommender.ts';
import { hostThreads } from './thread-host.ts';
import { createWorkerEngine } from './worker-engine.ts';

export interface PageRecommenderOptions extends Omit<PageConfig, 'base' | 'files'> {
  /** Folder that holds `catalogue.json`: absolute, or relative to the page. Default `models/` beside the page. */
  readonly modelBase?: string;
}

/** The page's engine: its worker and the runtimes' files are bundled with it (the library's are not: library-recommender.ts). */
export function createPageRecommender({ modelBase = 'models/', ...config }: PageRecommenderOptions = {}): Recommender {
  const start = (): Worker =>
    hostThreads(new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'tagweave' }));
  return createWorkerEngine(start, { ...config, base: folderAddress(modelBase) });
}
