import { engineFilesIn } from '../../domain/models/engine-files.ts';
import type { EngineFiles } from '../../domain/models/engine-files.ts';

/** Where Vite's development server moves packages. Up to version 7 it leaves behind what they name by `new URL`. */
const MOVED_BY_VITE = /\/node_modules\/\.vite[^?]*$/u;

/**
 * The engine's files as absolute addresses, which mean the same in the worker.
 * @param found what a bundler made of their addresses; some (Next's) give a path from the host's root
 * @param script where this code runs from
 */
export function absoluteFiles(found: EngineFiles, script: string, page: string): EngineFiles {
  if (MOVED_BY_VITE.test(script.replace(/\?.*$/u, '')))
    return engineFilesIn(
      script.replace(/\?.*$/u, '').replace(MOVED_BY_VITE, '/node_modules/tagweave/dist/widget/engine/'),
    );
  const files = Object.entries(found).map(([name, address]: [string, string]) => [name, new URL(address, page).href]);
  return Object.fromEntries(files) as EngineFiles;
}

/** The engine's files wherever this library was put. A server renders without a page: addresses count from this code there. */
export function ownEngineFiles(): EngineFiles {
  const { location } = globalThis as { readonly location?: { readonly href: string } };
  return absoluteFiles(filesBeside(), import.meta.url, location?.href ?? import.meta.url);
}

/**
 * The engine's files beside the built library (dist/widget/engine/). Each address stands here in full, because that is what
 * bundlers look for: Vite, webpack and Rollup copy a file named by `new URL('…', import.meta.url)` and put its new address here.
 */
function filesBeside(): EngineFiles {
  return {
    worker: new URL(/* @vite-ignore */ './engine/engine.worker.js', import.meta.url).href,
    heic: new URL(/* @vite-ignore */ './engine/heic-to.js', import.meta.url).href,
    plainModule: new URL(/* @vite-ignore */ './engine/ort-wasm-simd-threaded.mjs', import.meta.url).href,
    plainWasm: new URL(/* @vite-ignore */ './engine/ort-wasm-simd-threaded.wasm-gz', import.meta.url).href,
    jspiModule: new URL(/* @vite-ignore */ './engine/ort-wasm-simd-threaded.jspi.mjs', import.meta.url).href,
    jspiWasm: new URL(/* @vite-ignore */ './engine/ort-wasm-simd-threaded.jspi.wasm-gz', import.meta.url).href,
    asyncifyModule: new URL(/* @vite-ignore */ './engine/ort-wasm-simd-threaded.asyncify.mjs', import.meta.url).href,
    asyncifyWasm: new URL(/* @vite-ignore */ './engine/ort-wasm-simd-threaded.asyncify.wasm-gz', import.meta.url).href,
    tfSimd: new URL(/* @vite-ignore */ './engine/tfjs-backend-wasm-simd.wasm', import.meta.url).href,
    tfPlain: new URL(/* @vite-ignore */ './engine/tfjs-backend-wasm.wasm', import.meta.url).href,
  };
}
