import { TagweaveError } from '../errors/errors.ts';

/** Addresses of the files that make up the engine; each is fetched as it is, never bundled into anything. */
export interface EngineFiles {
  readonly worker: string;
  /** Decoder of HEIC photos. */
  readonly heic: string;
  /** ONNX Runtime Web's three builds: module, and WebAssembly packed with gzip. */
  readonly plainModule: string;
  readonly plainWasm: string;
  readonly jspiModule: string;
  readonly jspiWasm: string;
  readonly asyncifyModule: string;
  readonly asyncifyWasm: string;
  /** TensorFlow.js' WebAssembly. */
  readonly tfSimd: string;
  readonly tfPlain: string;
}

/** Their names in the folder `engine`. */
export const ENGINE_FILE_NAMES: EngineFiles = {
  worker: 'engine.worker.js',
  heic: 'heic-to.js',
  plainModule: 'ort-wasm-simd-threaded.mjs',
  plainWasm: 'ort-wasm-simd-threaded.wasm-gz',
  jspiModule: 'ort-wasm-simd-threaded.jspi.mjs',
  jspiWasm: 'ort-wasm-simd-threaded.jspi.wasm-gz',
  asyncifyModule: 'ort-wasm-simd-threaded.asyncify.mjs',
  asyncifyWasm: 'ort-wasm-simd-threaded.asyncify.wasm-gz',
  tfSimd: 'tfjs-backend-wasm-simd.wasm',
  tfPlain: 'tfjs-backend-wasm.wasm',
};

/** The files in a folder that was copied as it is. @param folder absolute URL ending in `/` */
export function engineFilesIn(folder: string): EngineFiles {
  const found = Object.entries(ENGINE_FILE_NAMES).map(([key, name]: [string, string]) => [
    key,
    new URL(name, folder).href,
  ]);
  return Object.fromEntries(found) as EngineFiles;
}

/** A file of the engine did not come: what to do about it. */
export function engineMissing(address: string, cause?: unknown): TagweaveError {
  return new TagweaveError(
    'engine-missing',
    `A part of the engine could not be loaded: ${address}. Copy the folder “engine” of the package to the host (beside tagweave.js, or name its place with engineBase), let the host answer other origins (Access-Control-Allow-Origin) and allow it in the Content-Security-Policy (script-src, worker-src, connect-src).`,
    { cause, details: { address } },
  );
}
