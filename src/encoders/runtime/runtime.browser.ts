import type * as Plain from 'onnxruntime-web/wasm';
import { InferenceSession } from 'onnxruntime-web/webgpu';

import { engineMissing } from '../../domain/models/engine-files.ts';
import { OnceMade } from '../../domain/once-made.ts';
import type { DeviceChoice } from './device.ts';
import type { Downloader } from '../download/download.ts';
import type { WantedFile } from '../download/wanted-file.ts';
import type { DeviceWish, EncoderRuntime } from './runtime.ts';
import type { Rescue } from './token-model.ts';
import { transformers } from './transformers.ts';

/** One build of ONNX Runtime Web: the module is imported from its URL, the WebAssembly is fetched and checked like a model file. */
export interface RuntimeBuild {
  readonly mjs: string;
  /** The file packed with gzip: address, and byte count and sum as packed. */
  readonly wasm: { readonly address: string; readonly bytes: number; readonly sha256: string };
}

/** `plain` computes on the processor only; the other two also on WebGPU: `jspi` where WebAssembly can wait for promises, else `asyncify`. */
export interface RuntimeBuilds {
  readonly plain: RuntimeBuild;
  readonly jspi: RuntimeBuild;
  readonly asyncify: RuntimeBuild;
}

interface GpuAdapter {
  readonly isFallbackAdapter?: boolean;
  readonly info?: {
    readonly vendor?: string;
    readonly architecture?: string;
    readonly description?: string;
    readonly isFallbackAdapter?: boolean;
  };
}

/** Decides the backend and the one build that will be downloaded for it. Asks for an adapter, fetches nothing. */
export async function browserRuntime(
  builds: RuntimeBuilds,
  wish: DeviceWish = 'auto',
  downloader?: Downloader,
): Promise<EncoderRuntime & { readonly build: keyof RuntimeBuilds; readonly threads: number }> {
  const adapter = wish === 'wasm' ? null : await requestAdapter();
  const software = adapter !== null && isSoftware(adapter);
  const gpu = adapter !== null && (!software || wish === 'webgpu');
  const name = !gpu ? 'plain' : 'Suspending' in WebAssembly ? 'jspi' : 'asyncify';
  const build = builds[name];
  const threads = threadCount();
  const choice: DeviceChoice = gpu
    ? {
        backends: ['webgpu', 'wasm'],
        forced: wish === 'webgpu',
        ...(downloader && { rescue: plainRescue(builds.plain, threads, downloader) }),
      }
    : { backends: ['wasm'], forced: false };
  const note = gpu || wish === 'wasm' ? null : software ? 'webgpu: only a software adapter' : 'webgpu: no adapter';
  let given: Uint8Array<ArrayBuffer> | undefined;
  const started = new OnceMade(async () => {
    await configure(build, threads, given);
    given = undefined; // the runtime has its own, unpacked
  });
  return {
    choice,
    note,
    build: name,
    threads,
    files: [wantedWasm(build)],
    machine: [build.wasm.sha256, globalThis.navigator.userAgent].join(' '),
    start(bytes) {
      given = bytes[0];
      return started.get();
    },
  };
}

function wantedWasm({ wasm: { address, bytes, sha256 } }: RuntimeBuild): WantedFile {
  return { address: absolute(address), bytes, sha256, cacheKey: `onnxruntime-web/${sha256}` };
}

/** What the page downloads packed (scripts/vite/packed-asset.ts), as ONNX Runtime takes it. */
export function unpacked(packed: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

/** A second copy of ONNX Runtime Web, on the processor only; module and WebAssembly are loaded when it is needed. */
function plainRescue(build: RuntimeBuild, threads: number, downloader: Downloader): Rescue {
  const loaded = new OnceMade(async (): Promise<typeof Plain> => {
    const [library, [bytes]] = await Promise.all([
      import('onnxruntime-web/wasm'),
      downloader.fetch([wantedWasm(build)]),
    ]);
    const flags = library.env.wasm;
    flags.wasmPaths = { mjs: absolute(build.mjs) };
    if (bytes !== undefined) flags.wasmBinary = await unpacked(bytes);
    flags.numThreads = threads;
    return library;
  });
  return async (network, options) => {
    const library = await loaded.get();
    return library.InferenceSession.create(network, { ...options, executionProviders: ['wasm'] });
  };
}

async function configure(
  build: RuntimeBuild,
  threads: number,
  wasm: Uint8Array<ArrayBuffer> | undefined,
): Promise<void> {
  const { env } = await transformers();
  const flags = env.backends.onnx.wasm;
  if (flags === undefined) return;
  flags.wasmPaths = { mjs: await present(build.mjs) };
  if (wasm !== undefined) flags.wasmBinary = await unpacked(wasm);
  flags.numThreads = threads;
  flags.proxy = false;
  guardCreation();
}

/** Imports the runtime's module, as the runtime will do a moment later: that it is not there can be told only here. */
async function present(module: string): Promise<string> {
  const address = absolute(module);
  try {
    await import(/* @vite-ignore */ address);
  } catch (cause) {
    throw engineMissing(address, cause);
  }
  return address;
}

/** The runtime imports its module from inside a bundle: only an absolute address means the same there. */
function absolute(address: string): string {
  return new URL(address, globalThis.location.href).href;
}

let guarded = false;

/**
 * transformers.js creates sessions in a queue that stays broken after one failure, so that after WebGPU failed nothing could be
 * created on WebAssembly either. Creation therefore never rejects; token-model.ts looks at `failure`.
 */
function guardCreation(): void {
  if (guarded) return;
  guarded = true;
  const library = InferenceSession as { create: (...given: never[]) => Promise<unknown> };
  const create = library.create.bind(InferenceSession) as (...given: unknown[]) => Promise<unknown>;
  library.create = async (...given: unknown[]) => {
    try {
      return await create(...given);
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      return { failure, inputNames: [], outputNames: [], release: () => Promise.resolve() };
    }
  };
}

async function requestAdapter(): Promise<GpuAdapter | null> {
  const { gpu } = globalThis.navigator as {
    readonly gpu?: { requestAdapter(options?: { readonly powerPreference?: string }): Promise<GpuAdapter | null> };
  };
  try {
    return (await gpu?.requestAdapter({ powerPreference: 'high-performance' })) ?? null;
  } catch {
    return null;
  }
}

/** A GPU played by the processor is slower than WebAssembly. */
function isSoftware({ isFallbackAdapter, info }: GpuAdapter): boolean {
  if (isFallbackAdapter === true || info?.isFallbackAdapter === true) return true;
  return /swiftshader|llvmpipe|lavapipe|softpipe|microsoft basic render/iu.test(
    [info?.vendor, info?.architecture, info?.description].join(' '),
  );
}

/** Threads need a cross-origin isolated page (SharedArrayBuffer). */
export function threadCount(): number {
  // In a sandboxed frame the runtime could not start the workers that its threads are.
  const mayThread = globalThis.crossOriginIsolated && globalThis.origin !== 'null';
  return mayThread ? Math.max(1, Math.min(4, globalThis.navigator.hardwareConcurrency)) : 1;
}
