import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { WASM_FILE_NAMES } from './src/network/wasm-files.node.ts';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };
const { resolve } = createRequire(import.meta.url);

/** TensorFlow.js’ WebAssembly beside the code that reads it (src/network/wasm-files.node.ts). */
function networkWasm(): Plugin {
  return {
    name: 'tagweave-network-wasm',
    generateBundle() {
      for (const name of Object.values(WASM_FILE_NAMES)) {
        const source = readFileSync(resolve(`@tensorflow/tfjs-backend-wasm/dist/${name}`));
        this.emitFile({ type: 'asset', fileName: `chunks/${name}`, source });
      }
    },
  };
}

/** What is written for CommonJS in TensorFlow.js (the glue of its WebAssembly) asks for these, which a module of Node has not. */
const COMMONJS = `import { createRequire as tagweaveRequire } from 'node:module';
import { dirname as tagweaveDirname } from 'node:path';
import { fileURLToPath as tagweavePath } from 'node:url';
const require = tagweaveRequire(import.meta.url);
const __filename = tagweavePath(import.meta.url);
const __dirname = tagweaveDirname(__filename);`;

/**
 * The command line and the Node entry, with all they need but the native parts: those are packages that whoever tags in Node installs
 * beside this one (docs/decisions/0009-package.md).
 */
export default defineConfig({
  define: { __TAGWEAVE_VERSION__: JSON.stringify(version) },
  plugins: [networkWasm()],
  ssr: { noExternal: true, external: ['@huggingface/transformers', 'onnxruntime-node', 'onnxruntime-web', 'sharp'] },
  publicDir: false,
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist-node',
    emptyOutDir: true,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: { cli: 'src/cli/main.ts', 'tag-worker': 'src/cli/tag-worker.ts', node: 'src/node.ts' },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        banner: ({ moduleIds }) => (moduleIds.some((id) => id.includes('tfjs-backend-wasm')) ? COMMONJS : ''),
      },
    },
  },
});
