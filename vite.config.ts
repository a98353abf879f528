import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { packedAsset } from './scripts/vite/packed-asset.ts';
import { contentSecurityPolicy, securityHeaders } from './src/cli/headers.ts';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

/** Static hosts that send no headers still get the policy: as a meta element, first in <head> (built page only). */
function policyInPage(): Plugin {
  return {
    name: 'tagweave-csp',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy({ inPage: true }) },
        injectTo: 'head-prepend',
      },
    ],
  };
}

export default defineConfig({
  base: './',
  // Multi-page: a missing model file must answer 404, not the page (conventions.md).
  appType: 'mpa',
  plugins: [react(), packedAsset(), policyInPage()],
  define: { __TAGWEAVE_VERSION__: JSON.stringify(version) },
  resolve: {
    // ORT's wasm stays its own file (and one that we choose) instead of a copy that the bundler emits.
    conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions],
  },
  worker: { format: 'es', plugins: () => [packedAsset()] },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      // Beside the page: the library as one module with a name that stays, for other pages of the same host (README).
      input: { index: 'index.html', tagweave: 'src/index.ts' },
      preserveEntrySignatures: 'strict',
      output: {
        entryFileNames: ({ name }) => (name === 'tagweave' ? 'tagweave.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { headers: securityHeaders({ dev: true }) },
  preview: { headers: securityHeaders() },
});
