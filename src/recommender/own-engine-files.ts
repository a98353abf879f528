import type { EngineFiles } from '../domain/engine-files.ts';

/**
 * The engine's files beside the built library (dist/widget/engine/). Each address stands here in full, because that is what
 * bundlers look for: Vite, webpack and Rollup copy a file named by `new URL('…', import.meta.url)` and put its new address here.
 */
export function ownEngineFiles(): EngineFiles {
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
