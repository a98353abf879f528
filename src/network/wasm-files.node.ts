import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WasmFiles } from './backend.ts';

export const WASM_FILE_NAMES = { simd: 'tfjs-backend-wasm-simd.wasm', plain: 'tfjs-backend-wasm.wasm' } as const;

/** Where they lie in a checkout, seen from its top folder. */
const IN_PACKAGES = 'node_modules/@tensorflow/tfjs-backend-wasm/dist';

/**
 * TF.js' wasm files as paths, for Node: beside the built code, in a checkout inside node_modules. They are looked for, not resolved: the
 * bundlers of servers (Next's Turbopack) take `require.resolve` for an import and stop at a name that is put together.
 */
export function nodeWasmFiles(): WasmFiles {
  const here = dirname(fileURLToPath(import.meta.url));
  let folder = here;
  if (!existsSync(join(here, WASM_FILE_NAMES.simd))) {
    while (!existsSync(join(folder, IN_PACKAGES)) && folder !== dirname(folder)) folder = dirname(folder);
    folder = join(folder, IN_PACKAGES);
  }
  return { simd: join(folder, WASM_FILE_NAMES.simd), plain: join(folder, WASM_FILE_NAMES.plain) };
}
