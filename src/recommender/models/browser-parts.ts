import { engineMissing } from '../../domain/models/engine-files.ts';
import type { EngineFiles } from '../../domain/models/engine-files.ts';
import { OnceMade } from '../../domain/once-made.ts';
import { TagweaveError } from '../../domain/errors/errors.ts';
import type { EncoderBackend, NetworkBackend } from '../../domain/recommendation.ts';
import type { HeicDecoder } from '../../encoders/photo/decode-photo.browser.ts';
import { browserPlatform } from '../../encoders/platform.browser.ts';
import { browserCache } from '../../encoders/download/model-cache.browser.ts';
import { openHistory } from '../../history/open-history.ts';
import { createMemoryHistory } from '../../history/memory/memory-history.ts';
import { REAL_WORLD } from './engine-parts.ts';
import type { EngineParts } from './engine-parts.ts';
import type { LocalChoice, ModelChoice } from './choose-models.ts';
import { forgetLab } from './forget-lab.browser.ts';
import { modelLoader } from './load-models.ts';
import type { ModelLoader, NetworkRuntime } from './load-models.ts';
import { runtimeFiles } from './runtime-files.ts';
import type { RuntimeFiles } from './runtime-files.ts';

/** What a page decides; crosses to the worker as it is. */
export interface BrowserConfig extends ModelChoice {
  /** Absolute URL of the folder that holds `catalogue.json`. */
  readonly base: string;
  /** Where to compute: `auto` measures and chooses; the others are a person's wish. */
  readonly device?: 'auto' | Exclude<EncoderBackend, 'native'> | undefined;
  /** `own` (default) keeps posts in IndexedDB; `off` for as long as the page is open. */
  readonly history?: 'own' | 'off' | undefined;
  /** Where the engine's files are, when they did not stay where the build put them. */
  readonly files?: EngineFiles | undefined;
}

/** What the page itself decides: also a network trained on this device. */
export type PageConfig = BrowserConfig & LocalChoice;

const NETWORK_BACKENDS: Readonly<Record<Exclude<EncoderBackend, 'native'>, readonly NetworkBackend[]>> = {
  webgpu: ['webgpu', 'wasm', 'cpu'],
  wasm: ['wasm', 'cpu'],
};

/**
 * The engine's parts in a page or worker. Nothing is fetched and no adapter asked for before the first call.
 * @param unfinished a wipe to be finished before the history is opened
 */
export function browserParts(config: PageConfig, unfinished?: string): EngineParts {
  const { device = 'auto', history = 'own', files: moved, ...choice } = config;
  const files = runtimeFiles(moved);
  const opened = new OnceMade(async (): Promise<Opened> => {
    const platform = await browserPlatform(files.ort, device, () => heicDecoder(moved?.heic));
    const runtime = networkRuntime(files, device, platform.runtime.choice.backends);
    return { platform, loader: modelLoader(platform, runtime, choice) };
  });
  const open = (): Promise<Opened> => opened.get();
  return {
    ...REAL_WORLD,
    thumbnails: true,
    decoder: { decode: async (...given) => (await open()).platform.decoder.decode(...given) },
    downloadSize: async () => (await open()).loader.downloadSize(),
    loadModels: async (calls) => {
      const { loader } = await open();
      return loader.load(calls).catch((error: unknown) => {
        throw aboutEngineFiles(error, moved);
      });
    },
    modelCache: async () => (await open()).platform.downloader.cache,
    openHistory: async () => {
      if (history === 'off') return createMemoryHistory();
      if (unfinished !== undefined) await forgetLab(await browserCache());
      return openHistory({ unfinished });
    },
    forgetBeside: async () => {
      if (history !== 'off') await forgetLab(await browserCache());
    },
  };
}

interface Opened {
  readonly platform: Awaited<ReturnType<typeof browserPlatform>>;
  readonly loader: ModelLoader;
}

/** The decoder that the build took along, or the one at an address. */
function heicDecoder(address: string | undefined): Promise<HeicDecoder> {
  if (address === undefined) return import('heic-to/csp');
  return import(/* @vite-ignore */ address) as Promise<HeicDecoder>;
}

/** A missing file of the engine is not a missing model: another folder has to be copied. */
function aboutEngineFiles(error: unknown, moved: EngineFiles | undefined): unknown {
  if (moved === undefined || !(error instanceof TagweaveError)) return error;
  const { address } = error.details;
  const isEngines = (Object.values(moved) as unknown[]).includes(address);
  return error.code === 'model-missing' && isEngines ? engineMissing(String(address), error) : error;
}

/** TF.js in a page or worker. @param encoders backends that the encoders may take */
export function networkRuntime(
  { tfSimd, tfPlain }: RuntimeFiles,
  device: NonNullable<BrowserConfig['device']>,
  encoders: readonly EncoderBackend[],
): NetworkRuntime {
  return {
    files: [tfSimd],
    toFiles: ([simd]) => ({
      // Already here and checked: TF.js reads it from memory instead of asking the host again.
      simd: simd === undefined ? tfSimd.address : URL.createObjectURL(new Blob([simd], { type: 'application/wasm' })),
      plain: tfPlain,
    }),
    backends: device === 'auto' ? undefined : NETWORK_BACKENDS[device],
    selfCheck: encoders.includes('webgpu'),
  };
}
