import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

/** The command line and the Node entry: one bundle each; native packages stay packages. */
export default defineConfig({
  define: { __TAGWEAVE_VERSION__: JSON.stringify(version) },
  ssr: {
    noExternal: true,
    // Native packages stay packages; so does TF.js, whose WebAssembly glue asks for __dirname, which an ES bundle has not.
    external: [
      '@huggingface/transformers',
      'onnxruntime-node',
      'onnxruntime-web',
      'sharp',
      'sirv',
      'exifr',
      'papaparse',
      'tinyglobby',
      ...['core', 'backend-wasm', 'backend-cpu', 'backend-webgpu'].map((name) => `@tensorflow/tfjs-${name}`),
    ],
  },
  publicDir: false,
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist-node',
    emptyOutDir: true,
    rolldownOptions: {
      input: { cli: 'src/cli/main.ts', 'tag-worker': 'src/cli/tag-worker.ts', node: 'src/node.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
