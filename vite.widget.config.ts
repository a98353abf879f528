import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { embedPolicy } from './src/widget/embed-policy.ts';
import { release } from './scripts/vite/release.ts';

/** The page for iframes and the list of pages that may talk to it, as they are, but for the policy. */
function embedPage(): Plugin {
  return {
    name: 'tagweave-embed-page',
    generateBundle() {
      const page = readFileSync(new URL('src/widget/embed.html', import.meta.url), 'utf8');
      const origins = readFileSync(new URL('src/widget/embed-origins.json', import.meta.url), 'utf8');
      this.emitFile({ type: 'asset', fileName: 'embed.html', source: page.replace('%POLICY%', embedPolicy()) });
      this.emitFile({ type: 'asset', fileName: 'embed-origins.json', source: origins });
    },
  };
}

/** This build leaves the addresses of the engine's files alone; the builds of those who use it must not. */
function addressesForBundlers(): Plugin {
  return {
    name: 'tagweave-addresses',
    renderChunk: (code) => code.replaceAll(/new URL\(\s*\/\* @vite-ignore \*\/\s*/gu, 'new URL('),
  };
}

/**
 * The widget's folder (dist/widget/), which runs from any static host and is what the npm package offers: the custom element, the
 * library, its React hook and the page for iframes. Names stay, so that documents can quote them; engine/ is built before.
 */
export default defineConfig({
  base: './',
  publicDir: false,
  plugins: [embedPage(), addressesForBundlers()],
  define: release(),
  build: {
    target: 'es2022',
    outDir: 'dist/widget',
    // engine/ lies there already.
    emptyOutDir: false,
    lib: {
      entry: {
        tagweave: 'src/index.ts',
        'tagweave-widget': 'src/widget/define.ts',
        react: 'src/react.ts',
        embed: 'src/widget/embed.ts',
      },
      formats: ['es'],
    },
    rolldownOptions: {
      external: ['react'],
      output: {
        entryFileNames: '[name].js',
        // Beside the entries, not in a folder: './engine/…' must mean the same in every file.
        chunkFileNames: 'part-[name].js',
      },
    },
  },
});
