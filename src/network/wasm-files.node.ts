import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WasmFiles } from './backend.ts';

export const WASM_FILE_NAMES = { simd: 'tfjs-backend-wasm-simd.wasm', plain: 'tfjs-backend-wasm.wasm' } as const;

/** TF.js' wasm files as paths, for Node: beside the built code, in a checkout inside node_modules. */
export function nodeWasmFiles(): WasmFiles {
  const here = dirname(fileURLToPath(import.meta.url));
  const pathOf = (name: string): string => {
    const built = join(here, name);
    return existsSync(built)
      ? built
      : createRequire(import.meta.url).resolve(`@tensorflow/tfjs-backend-wasm/dist/${name}`);
  };
  return { simd: pathOf(WASM_FILE_NAMES.simd), plain: pathOf(WASM_FILE_NAMES.plain) };
}
