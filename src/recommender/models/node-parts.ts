import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TagweaveError } from '../../domain/errors/errors.ts';
import type { NetworkBackend } from '../../domain/recommendation.ts';
import { nodePlatform } from '../../encoders/platform.node.ts';
import { createMemoryHistory } from '../../history/memory/memory-history.ts';
import type { HistoryStore } from '../../history/history-store.ts';
import { nodeWasmFiles } from '../../network/tensors/wasm-files.node.ts';
import { REAL_WORLD } from './engine-parts.ts';
import type { EngineParts } from './engine-parts.ts';
import { modelLoader } from './load-models.ts';
import type { ModelChoice } from './choose-models.ts';

export interface NodeOptions extends Omit<ModelChoice, 'base'> {
  /** Folder or URL that holds `catalogue.json`; default: the models that came with the package. */
  readonly base?: string | undefined;
  /** Network's backends in order; default wasm, then cpu. The encoders run in ONNX Runtime's native library. */
  readonly backends?: readonly NetworkBackend[] | undefined;
  /** Threads of each encoder; default: as many as processors. */
  readonly encoderThreads?: number | undefined;
  /** Where models from a host are kept; default `~/.cache/tagweave`. */
  readonly cacheFolder?: string | undefined;
  /** Earlier posts; default: none, kept for the life of the process. */
  readonly history?: HistoryStore | undefined;
  /** Make thumbnails for saved posts. Default false. */
  readonly thumbnails?: boolean | undefined;
}

/** The engine's parts in Node: models from a folder or host, native encoders, wasm network, history in memory. */
export function nodeParts({
  backends = ['wasm', 'cpu'],
  encoderThreads,
  cacheFolder,
  history,
  thumbnails = false,
  base,
  ...choice
}: NodeOptions = {}): EngineParts {
  const platform = nodePlatform(cacheFolder, encoderThreads);
  const runtime = { files: [], toFiles: nodeWasmFiles, backends, selfCheck: false };
  const loader = modelLoader(platform, runtime, { base: base ?? shippedModels(), ...choice });
  return {
    ...REAL_WORLD,
    decoder: platform.decoder,
    thumbnails,
    downloadSize: () => loader.downloadSize(),
    loadModels: (calls) => loader.load(calls),
    modelCache: () => Promise.resolve(platform.downloader.cache),
    openHistory: () => Promise.resolve(history ?? createMemoryHistory()),
    // A command must not stay alive for work that may never be wanted.
    idle: (work) => {
      setTimeout(() => void work(), 200).unref();
    },
  };
}

/** The models that came with this package, in a checkout or installed. @throws TagweaveError `model-missing` */
export function shippedModels(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    if (!isPackage(folder)) continue;
    const found = ['public/models', 'dist/models'].map((name) => join(folder, name)).find((path) => existsSync(path));
    if (found !== undefined) return found;
  }
  throw new TagweaveError(
    'model-missing',
    'The models that belong to this package are not there. Install it again, or name a folder with --models.',
  );
}

function isPackage(folder: string): boolean {
  try {
    const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: unknown };
    return name === 'tagweave';
  } catch {
    return false;
  }
}
