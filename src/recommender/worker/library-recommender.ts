import { engineFilesIn } from '../../domain/models/engine-files.ts';
import { TagweaveError } from '../../domain/errors/errors.ts';
import { withCheckedCalls } from '../calls/checked-calls.ts';
import { libraryDoor } from '../calls/library-door.ts';
import type { LibraryRecommender } from '../calls/library-door.ts';
import { readInBrowser } from '../calls/photo-source.ts';
import type { BrowserConfig } from '../models/browser-parts.ts';
import { folderAddress } from '../models/folder-address.ts';
import { ownEngineFiles } from '../models/own-engine-files.ts';
import { startModuleWorker } from './start-worker.ts';
import { hostThreads } from './thread-host.ts';
import { createWorkerEngine } from './worker-engine.ts';
import type { WorkerLike } from './worker-engine.ts';

/** What {@link createRecommender} takes; everything has a default. */
export interface RecommenderOptions extends Omit<BrowserConfig, 'base' | 'files'> {
  /** Folder that holds `catalogue.json`: absolute, or relative to the page. Default `models/` beside the page. */
  readonly modelBase?: string;
  /** Folder of the engine's files (`engine/` of the package): absolute, or relative to the page. Default: where the bundler put them. */
  readonly engineBase?: string;
  /** Starts the worker, where a policy wants it done otherwise; it runs `engine.worker.js`. */
  readonly startWorker?: () => WorkerLike;
}

/**
 * An engine in a worker of its own. Fetches nothing before `downloadSize`, `load` or `recommend` is called.
 *
 * @example
 * ```ts
 * const recommender = createRecommender({ modelBase: '/tagweave/models/' });
 * const { tags } = await recommender.recommend({ photo: file, caption: 'Morning run by the lake' });
 * ```
 * @throws TagweaveError `usage` outside a browser; use `tagweave/node` there
 */
export function createRecommender({
  modelBase = 'models/',
  engineBase,
  startWorker,
  ...config
}: RecommenderOptions = {}): LibraryRecommender {
  if (typeof Worker === 'undefined' || typeof location === 'undefined') {
    throw new TagweaveError(
      'usage',
      'There is no browser here that could run a worker. In Node, import createRecommender from “tagweave/node”; on a server that renders pages, call it in the browser only.',
    );
  }
  const files = engineBase === undefined ? ownEngineFiles() : engineFilesIn(folderAddress(engineBase));
  const start = startWorker ?? ((): WorkerLike => startModuleWorker(files.worker));
  const engine = createWorkerEngine(() => hostThreads(start(), startModuleWorker), {
    ...config,
    base: folderAddress(modelBase),
    files,
  });
  return libraryDoor(withCheckedCalls(engine), readInBrowser);
}
