import { defineConfig } from 'vite';
import { release } from './scripts/vite/release.ts';

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
  define: release(),
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
        // Smaller to install; names and lines stay, for whoever reads a stack trace: Node prints the line in which an error was thrown.
        minify: { compress: true, mangle: false, codegen: { removeWhitespace: false } },
        // Whose it is, and by which licence, THIRD_PARTY.md says for each package: 750 headers say it again.
        comments: { jsdoc: false, legal: false },
        banner: ({ moduleIds }) => (moduleIds.some((id) => id.includes('tfjs-backend-wasm')) ? COMMONJS : ''),
      },
    },
  },
});
