import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

/** The command line and the Node entry: one bundle each; native packages stay packages. */
export default defineConfig({
  define: { __TAGWEAVE_VERSION__: JSON.stringify(version) },
  // TF.js is published for bundlers (its ES modules have no file endings), so it goes into the bundle.
  ssr: {
    noExternal: true,
    external: ['@huggingface/transformers', 'onnxruntime-node', 'onnxruntime-web', 'sharp', 'sirv'],
  },
  publicDir: false,
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist-node',
    emptyOutDir: true,
    rolldownOptions: {
      input: { cli: 'src/cli/main.ts', node: 'src/node.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
