import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import type { Plugin, Rolldown } from 'vite';
import { ENGINE_FILE_NAMES } from '../../src/domain/models/engine-files.ts';

/**
 * Where the library has the engine's files (vite.engine.config.ts). The page uses the same copies: they are most of what is published,
 * and twice would be a third more. Their names stay, so the page's addresses carry a part of the file's sum.
 */
export const ENGINE_FOLDER = 'widget/engine/';

/** The decoder of HEIC photos as its package ships it: a file of its own (its licence is LGPL), loaded only when it is needed. */
export const HEIC_DECODER = 'heic-to/csp';

export function heicSource(): Buffer {
  return readFileSync(createRequire(import.meta.url).resolve(HEIC_DECODER));
}

const version = (source: Uint8Array): string => `?v=${createHash('sha256').update(source).digest('hex').slice(0, 8)}`;

/** Code that gives the address of a file that the page shares with the library; emits it. */
export function sharedAddress(build: Rolldown.PluginContext, name: string, source: Uint8Array): string {
  const file = build.emitFile({ type: 'asset', fileName: ENGINE_FOLDER + name, source });
  return `import.meta.ROLLUP_FILE_URL_${file} + '${version(source)}'`;
}

/** Address of the HEIC decoder, as a script in `assets/` names it. */
export function sharedHeic(): string {
  return `../${ENGINE_FOLDER}${ENGINE_FILE_NAMES.heic}${version(heicSource())}`;
}

/** TensorFlow.js' WebAssembly and the HEIC decoder, in the engine's folder instead of the page's assets (built page only). */
export function engineCopies(): Plugin {
  return {
    name: 'tagweave-engine-copies',
    enforce: 'pre',
    apply: 'build',
    load(id) {
      if (!/[\\/]tfjs-backend-wasm(?:-simd)?\.wasm\?url$/u.test(id)) return null;
      const path = id.replace(/\?url$/u, '');
      return `export default ${sharedAddress(this, basename(path), readFileSync(path))};`;
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: ENGINE_FOLDER + ENGINE_FILE_NAMES.heic, source: heicSource() });
    },
  };
}
