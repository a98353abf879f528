import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WasmFiles } from './backend.ts';

const WASM_FILE_NAMES = { simd: 'tfjs-backend-wasm-simd.wasm', plain: 'tfjs-backend-wasm.wasm' } as const;

/** Where they lie: in a checkout, and in the package, which has one copy for pages and Node. Seen from the top folder. */
const FOLDERS = ['node_modules/@tensorflow/tfjs-backend-wasm/dist', 'dist/widget/engine'];

/**
 * TF.js' wasm files as paths, for Node. They are looked for, not resolved: the bundlers of servers (Next's Turbopack) take
 * `require.resolve` for an import and stop at a name that is put together.
 */
export function nodeWasmFiles(): WasmFiles {
  const inFolder = (folder: string): WasmFiles => ({
    simd: join(folder, WASM_FILE_NAMES.simd),
    plain: join(folder, WASM_FILE_NAMES.plain),
  });
  let top = dirname(fileURLToPath(import.meta.url));
  for (; top !== dirname(top); top = dirname(top)) {
    const found = FOLDERS.map((folder) => inFolder(join(top, folder))).find(({ simd }) => existsSync(simd));
    if (found !== undefined) return found;
  }
  // Nothing there: TF.js will say which file it misses, and the next backend is taken.
  return inFolder(join(top, 'dist/widget/engine'));
}
