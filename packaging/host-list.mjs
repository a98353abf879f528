/** @typedef {object} Host  A small project of `packaging/hosts` and how it is made, built and used.
 * @property {string} folder
 * @property {readonly string[]} packages  What stands beside tagweave.
 * @property {string} [models]  Its folder of static files; the models are laid into it.
 * @property {Readonly<Record<string, string>>} [beside]  What else of the package is laid where.
 * @property {readonly string[]} [dev]  Its development server; a port follows.
 * @property {readonly string[]} build
 * @property {readonly string[]} start  What serves the built page; a port follows.
 * @property {string} [route]  A page of its server, with Node's engine. */

const vite = (version) => ({
  folder: 'vite',
  packages: [`vite@${version}`],
  models: 'public',
  dev: ['vite', '--strictPort', '--port'],
  build: ['vite', 'build'],
  start: ['vite', 'preview', '--strictPort', '--port'],
});
const next = (version, ...bundler) => ({
  folder: 'next',
  packages: [`next@${version}`, 'react@19', 'react-dom@19', '@huggingface/transformers@4', 'sharp@0.35'],
  models: 'public',
  dev: ['next', 'dev', ...bundler, '--port'],
  build: ['next', 'build', ...bundler],
  start: ['next', 'start', '--port'],
  route: '/api/tags?caption=My+dog+runs+through+the+snow',
});
/** Astro from 6 on and SvelteKit 3 ask for Node 22: where this one is older, their projects get one of their own. */
const NODE_22 = Number.parseInt(process.versions.node, 10) < 22 ? ['node@22'] : [];
const astro = (version, ...beside) => ({
  folder: 'astro',
  packages: [`astro@${version}`, ...beside],
  models: 'public',
  dev: ['astro', 'dev', '--port'],
  build: ['astro', 'build'],
  start: ['astro', 'preview', '--port'],
});
const sveltekit = (version, ...beside) => ({
  ...vite(7),
  folder: 'sveltekit',
  packages: [`@sveltejs/kit@${version}`, 'svelte@5', ...beside],
  models: 'static',
});
const webpack = (version) => ({
  folder: 'webpack',
  packages: [`webpack@${version}`, 'webpack-cli@6'],
  models: 'public',
  build: [
    ...['webpack', '--mode', 'production', '--entry', './use-tagweave.js'],
    ...['--output-path', 'public', '--output-filename', 'page.js'],
  ],
  start: ['tagweave', 'serve', 'public', '--port'],
});

/** @type {Readonly<Record<string, Host>>} */
export const HOSTS = {
  html: {
    folder: 'html',
    packages: [],
    // No bundler: what `tagweave copy` lays beside a site.
    build: ['tagweave', 'copy', 'public'],
    start: ['tagweave', 'serve', 'public', '--port'],
  },
  esbuild: {
    folder: 'esbuild',
    packages: ['esbuild@0.28'],
    models: 'public',
    build: ['esbuild', 'use-tagweave.js', '--bundle', '--format=esm', '--outfile=public/page.js'],
    // esbuild copies no files: the engine goes beside the bundle (docs/embedding.md).
    beside: { 'dist/widget/engine': 'public/engine' },
    start: ['tagweave', 'serve', 'public', '--port'],
  },
  webpack: webpack(5),
  vite5: vite(5),
  vite6: vite(6),
  vite7: vite(7),
  vite8: vite(8),
  next15: next(15),
  'next16-turbopack': next(16, '--turbopack'),
  'next16-webpack': next(16, '--webpack'),
  astro5: astro(5),
  astro6: astro(6, ...NODE_22),
  astro7: astro(7, ...NODE_22),
  sveltekit2: sveltekit(2, 'vite@7', '@sveltejs/vite-plugin-svelte@6'),
  sveltekit3: sveltekit(3, 'vite@8', '@sveltejs/vite-plugin-svelte@7', ...NODE_22),
};
