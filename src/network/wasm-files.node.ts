import { createRequire } from 'node:module';
import type { WasmFiles } from './backend.ts';

/** TF.js' wasm files as paths inside node_modules, for Node. */
export function nodeWasmFiles(): WasmFiles {
  const { resolve } = createRequire(import.meta.url);
  return {
    simd: resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm'),
    plain: resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm'),
  };
}
