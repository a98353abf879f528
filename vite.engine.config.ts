import { defaultClientConditions, defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { HEIC_DECODER, heicSource } from './scripts/vite/engine-copies.ts';
import { packedAsset } from './scripts/vite/packed-asset.ts';
import { ENGINE_FILE_NAMES } from './src/domain/models/engine-files.ts';
import { release } from './scripts/vite/release.ts';

function heicDecoder(): Plugin {
  return {
    name: 'tagweave-heic',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: ENGINE_FILE_NAMES.heic, source: heicSource() });
    },
  };
}

/**
 * The engine of the library and the widget: the worker as one file, and the runtimes' files, under names that stay. Other people's
 * bundlers copy these files as they are (src/recommender/models/own-engine-files.ts), so that none of them has to understand a worker,
 * WebAssembly or a dynamic import of ours.
 */
export default defineConfig({
  base: './',
  publicDir: false,
  plugins: [packedAsset(), heicDecoder()],
  define: release(),
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
  build: {
    target: 'es2022',
    outDir: 'dist/widget/engine',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
    modulePreload: false,
    rolldownOptions: {
      input: 'src/recommender/worker/engine.worker.ts',
      external: [HEIC_DECODER],
      output: {
        codeSplitting: false,
        entryFileNames: ENGINE_FILE_NAMES.worker,
        paths: { [HEIC_DECODER]: `./${ENGINE_FILE_NAMES.heic}` },
        // The runtime's modules stay .mjs: they await at top level, which webpack's minifier reads in .mjs only.
        assetFileNames: '[name][extname]',
      },
    },
  },
});
