import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, mergeConfig } from 'vite';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { HEIC_DECODER, engineCopies, sharedHeic } from './scripts/vite/engine-copies.ts';
import { packedAsset } from './scripts/vite/packed-asset.ts';
import { DOWNLOAD_META } from './src/app/stores/engine/first-size.ts';
import { SCREENSHOT_SOURCES, webManifest } from './src/app/web-manifest.ts';
import { headersFile } from './src/cli/deploy/deploy-recipes.ts';
import { contentSecurityPolicy, securityHeaders } from './src/cli/deploy/headers.ts';

const own = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };
/** Another version of the same page, for the journey of the update (e2e/installed.spec.ts). */
const version = process.env['TAGWEAVE_VERSION'] ?? own.version;

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

/** Netlify and Cloudflare Pages read their headers from the published folder. */
function hostHeaders(): Plugin {
  return {
    name: 'tagweave-headers',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() });
    },
  };
}

/**
 * What a link to the page looks like where it is shared: networks want the picture's whole address, which only whoever builds the page
 * for a host knows (`TAGWEAVE_ORIGIN=https://… npm run build`, docs/deploy.md).
 */
function sharedPicture(): Plugin {
  const origin = process.env['TAGWEAVE_ORIGIN'];
  return {
    name: 'tagweave-shared-picture',
    apply: 'build',
    transformIndexHtml: (html) =>
      origin === undefined ? html : html.replace('"./screenshots/', `"${new URL('screenshots/', `${origin}/`).href}`),
  };
}

/**
 * How much a first visit downloads, for the first screen: its engine, which could tell, comes only when somebody begins to use the page.
 * The models of the catalogue's choice, and the runtimes as this build sends them.
 */
function downloadInPage(): Plugin {
  const folder = new URL('public/models/', import.meta.url);
  const json = (path: string): unknown => JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
  const models = (): number => {
    const { default: chosen, models } = json('catalogue.json') as {
      readonly default: Readonly<Record<string, string>>;
      readonly models: readonly { readonly id: string; readonly folder: string }[];
    };
    const files = models
      .filter(({ id }) => Object.values(chosen).includes(id))
      .flatMap((model) => (json(`${model.folder}/manifest.json`) as { files: readonly { bytes: number }[] }).files);
    return files.reduce((sum, { bytes }) => sum + bytes, 0);
  };
  return {
    name: 'tagweave-download',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle = {} }) => {
        const runtimes = Object.values(bundle).filter(({ fileName }) =>
          /\/(?:ort-wasm-simd-threaded\.wasm-gz|tfjs-backend-wasm-simd\.wasm)$/u.test(fileName),
        );
        if (runtimes.length !== 2) throw new Error('The runtimes of a first visit are not where they were.');
        const bytes = runtimes.reduce((sum, file) => sum + (file.type === 'asset' ? file.source.length : 0), models());
        return [{ tag: 'meta', attrs: { name: DOWNLOAD_META, content: String(bytes) }, injectTo: 'head' }];
      },
    },
  };
}

/** The manifest's screenshots are the documents': one picture, one place. */
function manifestScreenshots(): Plugin {
  return {
    name: 'tagweave-screenshots',
    apply: 'build',
    generateBundle() {
      for (const [fileName, from] of Object.entries(SCREENSHOT_SOURCES)) {
        this.emitFile({ type: 'asset', fileName, source: readFileSync(new URL(from, import.meta.url)) });
      }
    },
  };
}

/**
 * The files of the Lab's worker begin with “lab.worker”, its copies of what the engine's worker has included; what begins with “lab” is
 * fetched on first use and not stored with the page (below), and scripts/budgets.mjs counts it as the Lab's.
 */
function labChunks(): Plugin {
  let isLab = false;
  return {
    name: 'tagweave-lab-chunks',
    options({ input }) {
      isLab = JSON.stringify(input).includes('/src/lab/');
    },
    outputOptions(options) {
      if (!isLab) return options;
      return { ...options, chunkFileNames: 'assets/lab.worker.[name]-[hash].js' };
    },
  };
}

/** What the page and the harness page of the tests share. */
export const shared = defineConfig({
  base: './',
  // Multi-page: a missing model file must answer 404, not the page (conventions.md).
  appType: 'mpa',
  plugins: [react(), packedAsset({ shared: true }), engineCopies(), policyInPage()],
  define: { __TAGWEAVE_VERSION__: JSON.stringify(version) },
  resolve: {
    // ORT's wasm stays its own file (and one that we choose) instead of a copy that the bundler emits.
    conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions],
  },
  worker: {
    format: 'es',
    plugins: () => [packedAsset({ shared: true }), engineCopies(), labChunks()],
    rolldownOptions: { external: [HEIC_DECODER], output: { paths: { [HEIC_DECODER]: sharedHeic() } } },
  },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: 'index.html',
      external: [HEIC_DECODER],
      // As those of its worker (labChunks): what the Lab's parts share.
      output: {
        paths: { [HEIC_DECODER]: sharedHeic() },
        chunkFileNames: ({ moduleIds }) =>
          `assets/${moduleIds.some((id) => id.includes('/src/app/lab/words/words')) ? 'lab.' : ''}[name]-[hash].js`,
        // Of the first screen, and used by later views too: one file is smaller than five.
        codeSplitting: {
          groups: [
            {
              name: 'first',
              test: new RegExp(
                [
                  'app/(model|router)',
                  'app/ui/(controls/(fetched|icon)|pictures/(use-object-url|sample-photos)|undo/use-undo|clipboard)',
                  'app/(errors/(error-text|plain-error)|post/(typed-tags|chips-added|release-url)|forget/own-caches)',
                  'app/compose/(reason/chip-sentence|copy/platform-select|photo/pick-button)',
                  'domain/(once-made|errors/errors|models/own-networks)',
                ]
                  .map((path) => `src/${path}\\.tsx?$`)
                  .join('|'),
                'u',
              ),
            },
          ],
        },
      },
    },
  },
  server: { headers: securityHeaders({ dev: true }) },
  preview: { headers: securityHeaders() },
});

/** The service worker (src/service-worker), with the list of files that it stores at once, and the manifest of the installed app. */
const offline = VitePWA({
  strategies: 'injectManifest',
  srcDir: 'src/service-worker',
  filename: 'sw.ts',
  // The page registers it itself (src/app/stores/page/update-store.ts): it decides when, and what to say of a new version.
  injectRegister: false,
  manifest: webManifest,
  includeManifestIcons: false,
  injectManifest: {
    // One file without imports, so that browsers without module service workers run it, too.
    rollupFormat: 'iife',
    // Not in the list: models and WebAssembly (the engine keeps them), the HEIC decoder and the Lab (on first use), the library's entry.
    globPatterns: [
      'index.html',
      'boot.js',
      'assets/*.{js,mjs,css,svg,png}',
      'icons/icon-192.png',
      'samples/*.webp',
      'models/catalogue.json',
      'models/*/manifest.json',
    ],
    globIgnores: ['assets/lab*'],
    dontCacheBustURLsMatching: /^assets\//u,
  },
});

export default mergeConfig(
  shared,
  defineConfig({ plugins: [offline, manifestScreenshots(), sharedPicture(), downloadInPage(), hostHeaders()] }),
);
