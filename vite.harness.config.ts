import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vite';
import { shared } from './vite.config.ts';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The harness page of bench/ and of the WebGPU journey: the engine without the app, beside the shipped models. */
export default mergeConfig(
  shared,
  defineConfig({
    root: path('bench/page'),
    publicDir: path('public'),
    build: {
      outDir: path('dist-harness'),
      emptyOutDir: true,
      rolldownOptions: { input: path('bench/page/index.html') },
    },
  }),
);
