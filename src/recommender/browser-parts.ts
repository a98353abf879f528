import type { EncoderBackend, NetworkBackend } from '../domain/recommendation.ts';
import { browserPlatform } from '../encoders/platform.browser.ts';
import { openHistory } from '../history/open-history.ts';
import { createMemoryHistory } from '../history/memory-history.ts';
import { REAL_WORLD } from './engine-parts.ts';
import type { EngineParts } from './engine-parts.ts';
import { modelLoader } from './load-models.ts';
import type { ModelChoice, ModelLoader, NetworkRuntime } from './load-models.ts';
import { ORT_BUILDS, TF_PLAIN, TF_SIMD } from './runtime-files.ts';

/** What a page decides; crosses to the worker as it is. */
export interface BrowserConfig extends ModelChoice {
  /** Absolute URL of the folder that holds `catalogue.json`. */
  readonly base: string;
  /** Where to compute: `auto` measures and chooses; the others are a person's wish. */
  readonly device?: 'auto' | Exclude<EncoderBackend, 'native'> | undefined;
  /** `own` (default) keeps posts in IndexedDB; `off` for as long as the page is open. */
  readonly history?: 'own' | 'off' | undefined;
}

const NETWORK_BACKENDS: Readonly<Record<Exclude<EncoderBackend, 'native'>, readonly NetworkBackend[]>> = {
  webgpu: ['webgpu', 'wasm', 'cpu'],
  wasm: ['wasm', 'cpu'],
};

/** The engine's parts in a page or worker. Nothing is fetched and no adapter asked for before the first call. */
export function browserParts(config: BrowserConfig): EngineParts {
  const { device = 'auto', history = 'own', ...choice } = config;
  let opening: Promise<Opened> | null = null;
  const open = (): Promise<Opened> => {
    opening ??= browserPlatform(ORT_BUILDS, device).then(
      (platform) => ({
        platform,
        loader: modelLoader(platform, networkRuntime(device, platform.runtime.choice.backends), choice),
      }),
      (error: unknown) => {
        opening = null; // the next call tries again
        throw error;
      },
    );
    return opening;
  };
  return {
    ...REAL_WORLD,
    thumbnails: true,
    decoder: { decode: async (file, signal) => (await open()).platform.decoder.decode(file, signal) },
    downloadSize: async () => (await open()).loader.downloadSize(),
    loadModels: async (calls) => (await open()).loader.load(calls),
    modelCache: async () => (await open()).platform.downloader.cache,
    openHistory: () => (history === 'off' ? Promise.resolve(createMemoryHistory()) : openHistory()),
  };
}

interface Opened {
  readonly platform: Awaited<ReturnType<typeof browserPlatform>>;
  readonly loader: ModelLoader;
}

function networkRuntime(
  device: NonNullable<BrowserConfig['device']>,
  encoders: readonly EncoderBackend[],
): NetworkRuntime {
  return {
    files: [TF_SIMD],
    toFiles: ([simd]) => ({
      // Already here and checked: TF.js reads it from memory instead of asking the host again.
      simd: simd === undefined ? TF_SIMD.address : URL.createObjectURL(new Blob([simd], { type: 'application/wasm' })),
      plain: TF_PLAIN,
    }),
    backends: device === 'auto' ? undefined : NETWORK_BACKENDS[device],
    selfCheck: encoders.includes('webgpu'),
  };
}
