import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { chromium } from '@playwright/test';
import { build as esbuild } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { build as viteBuild } from 'vite';
import webpack from 'webpack';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveFolder } from '../e2e/support/serve-folder.ts';
import { chromiumOptions } from '../scripts/lib/chromium.mjs';

/** The package as npm packs it, installed in an empty project; everything below happens there. */
let project: string;
let tarball: string;

/** Hosts with a project of their own that are quick enough for every run; the others: .github/workflows/hosts.yml. */
const QUICK = ['next16-turbopack', 'vite7', 'sveltekit2'];
/** What `npm run packaging` says of them, with the same tarball; it runs beside the tests here. */
let hosts: Promise<string>;

/** What Node said before the native packages were there. */
let withoutNative: string;

/** onnxruntime-node's own install script fetches CUDA libraries from another host, unless it is told not to (docs/embedding.md). */
const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' };

/** Runs a command in the project; its output when it ends well, else a failure with what it said. */
function runIn(folder: string, command: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e8, env });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stdout}\n${stderr}`);
  return stdout;
}

const ENTRY = `import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { suggest } from './browser.js';
import { CaptionTags } from './react.js';
import { addTagField } from './widget.js';
createRoot(document.getElementById('react')).render(createElement(CaptionTags));
window.seen = [];
window.field = addTagField(document.getElementById('form'), (tags) => window.seen.push(tags.length));
window.suggest = suggest;
`;

const PAGE = `<!doctype html><title>x</title><div id="react"></div><form id="form"></form>
<script type="module" src="./page.js"></script>`;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'tagweave-package-'));
  // With its scripts: prepack builds what is not there yet.
  const packed = JSON.parse(runIn('.', 'npm', 'pack', '--json', '--pack-destination', project)) as {
    filename: string;
  }[];
  tarball = join(project, packed[0]!.filename);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'empty', private: true, type: 'module' }));
  // With the scripts of all packages, as everybody installs them.
  const quiet = ['--no-audit', '--no-fund', '--prefer-offline'];
  runIn(project, 'npm', 'install', ...quiet, tarball);
  expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['tagweave']);
  withoutNative = spawnSync('npx', ['tagweave', 'tag', '--caption', 'Sea'], { cwd: project, encoding: 'utf8' }).stderr;
  const beside = ['react@19', 'react-dom@19', '@types/react@19', '@types/node@20', 'vue@3', 'svelte@5'];
  runIn(project, 'npm', 'install', ...quiet, ...beside, '@huggingface/transformers@4', 'sharp@0.35');
  cpSync('docs/examples', project, { recursive: true });
  const strict = ['--strict', '--noEmitOnError', '--skipLibCheck', 'false', '--types', 'node', '--jsx', 'react-jsx'];
  const target = ['--target', 'es2022', '--module', 'nodenext', '--lib', 'es2023,dom,dom.iterable'];
  writeFileSync(
    join(project, 'doors.tsx'),
    `import { createRecommender } from 'tagweave';
import { RecommenderProvider, useRecommender } from 'tagweave/react';
import type { TagweaveRecommenderElement } from 'tagweave/widget';
export const read = (element: TagweaveRecommenderElement): string => element.value;
export const phase = (): 'idle' | 'loading' | 'ready' | 'failed' => useRecommender({ modelBase: '/m/' }).phase;
export const tags = (image: HTMLImageElement | HTMLCanvasElement | ImageBitmap | Uint8Array | ArrayBuffer | Blob | string | URL) =>
  createRecommender().recommend({ image, k: 3 });
export const end = (): Promise<void> => createRecommender()[Symbol.asyncDispose]();
export const form = () => (
  <RecommenderProvider options={{ modelBase: '/m/' }}>
    <tagweave-recommender k={3} name="tags" engine-base="/e/" ontagweave-change={({ detail }) => console.log(detail.value)}>
      <textarea slot="caption" />
    </tagweave-recommender>
  </RecommenderProvider>
);
`,
  );
  writeFileSync(
    join(project, 'frameworks.ts'),
    `import type { GlobalComponents } from 'vue';
import type { SvelteHTMLElements } from 'svelte/elements';
import 'tagweave/widget';
import 'tagweave/vue';
import { TagweaveRecommenderElement } from 'tagweave/svelte';
type Vue = InstanceType<GlobalComponents['tagweave-recommender']>['$props'];
export const vue: Vue = { modelBase: '/m/', theme: 'dark', onTagweaveChange: ({ detail }) => console.log(detail.value) };
export const svelte: SvelteHTMLElements['tagweave-recommender'] = {
  'model-base': '/m/',
  'ontagweave-change': ({ detail }) => console.log(detail.tags.length),
};
export const one: TagweaveRecommenderElement = document.createElement('tagweave-recommender');
// @ts-expect-error there is no such theme
export const wrong: Vue = { theme: 'pink' };
`,
  );
  // The frameworks' own declarations are theirs to check.
  const lax = strict.map((one) => (one === 'false' ? 'true' : one));
  runIn(project, process.execPath, resolve('node_modules/typescript/bin/tsc'), ...lax, ...target, 'frameworks.ts');
  const examples = [...readdirSync('docs/examples'), 'doors.tsx'];
  runIn(project, process.execPath, resolve('node_modules/typescript/bin/tsc'), ...strict, ...target, ...examples);
  writeFileSync(join(project, 'entry.js'), ENTRY);
  const trial = spawn(process.execPath, ['packaging/hosts.mjs', ...QUICK, '--build', `--tarball=${tarball}`], { env });
  hosts = Promise.all([text(trial.stdout), text(trial.stderr)]).then((said) => said.join('\n'));
});

afterAll(async () => {
  await hosts;
  rmSync(project, { recursive: true, force: true });
});

it('has what it promises and nothing that is not needed', () => {
  const installed = join(project, 'node_modules/tagweave');
  for (const path of ['dist/widget/embed.html', 'dist/widget/engine/engine.worker.js', 'dist/index.html', 'LICENSE'])
    expect(existsSync(join(installed, path)), path).toBe(true);
  for (const path of ['src', 'training', 'e2e', 'dist/models/efficientnet-lite2', 'dist/lab'])
    expect(existsSync(join(installed, path)), path).toBe(false);
  // What is large lies there once, and none is there for the Lab, which the package leaves out.
  const large = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(?:ort|tfjs|heic|transformers|lab\.worker).*\.(?:wasm|wasm-gz|js|br)$/u.test(path),
  );
  const names = large.map((path) => path.replace(/^.*\//u, '').replace(/-[\w-]{8}(?=\.js$)/u, ''));
  expect(names.filter((name, at) => names.indexOf(name) !== at || name.startsWith('lab.worker'))).toEqual([]);
  // Built as it is used, though it may have been built from here, where NODE_ENV says `test`.
  const assets = join(installed, 'dist/assets');
  const page = readdirSync(assets).filter((name) => name.endsWith('.js'));
  const code = page.map((name) => readFileSync(join(assets, name), 'utf8')).join('\n');
  expect(code).toContain('sw.js');
  expect(code).not.toContain('Download the React DevTools');
  expect(statSync(tarball).size).toBeLessThan(65e6);
});

it('publint has nothing to say', async () => {
  const pkgDir = join(project, 'node_modules/tagweave');
  const { messages } = await publint({ pkgDir, strict: true });
  const manifest = JSON.parse(readFileSync(join(pkgDir, 'package.json'), 'utf8')) as Record<string, unknown>;
  expect(messages.map((message) => formatMessage(message, manifest))).toEqual([]);
});

it('the types are right for every way of resolving them', () => {
  const attw = resolve('node_modules/@arethetypeswrong/cli/dist/index.js');
  runIn(project, process.execPath, attw, tarball, '--profile', 'esm-only');
});

it('is alone when it is installed, and says by name what Node needs beside it', () => {
  expect(withoutNative).toBe(
    'tagweave: In Node, Tagweave needs two packages beside it that are not installed here: npm install @huggingface/transformers sharp\n',
  );
});

it('names by `resolve` nothing that is put together: the bundlers of servers stop there (Next’s Turbopack)', () => {
  const folder = join(project, 'node_modules/tagweave/dist-node');
  const seen = new Set(['./node.js']);
  for (const name of seen) {
    const code = readFileSync(join(folder, name), 'utf8');
    expect(code, name).not.toMatch(/\.resolve\(`|createRequire\([^()]*\)\.resolve/u);
    for (const [, file = ''] of code.matchAll(/(?:from|import)\s*\(?["'`](\.[^"'`]+)["'`]/gu)) {
      seen.add(`./${join(dirname(name), file)}`);
    }
  }
  expect(seen.size).toBeGreaterThan(5);
});

it('tags a photo in Node', () => {
  const photo = resolve('e2e/fixtures/photos/cat.jpg');
  const said = runIn(project, process.execPath, 'node.js', photo, 'My cat on the sofa');
  expect(said).toMatch(/^#Cat 0\.\d\d$/mu);
});

it('runs the lines of the README in Node and in a page, as they stand', async () => {
  const blocks = readFileSync('README.md', 'utf8').split(/```\w*\n/u);
  const linesWith = (text: string): string => blocks.find((block) => block.includes(text)) ?? '';
  writeFileSync(join(project, 'hello.js'), linesWith("from 'tagweave/node'"));
  cpSync('e2e/fixtures/photos/cat.jpg', join(project, 'cat.jpg'));
  expect(runIn(project, process.execPath, 'hello.js')).toMatch(/#Cat\b/u);

  const folder = join(project, 'hello');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.html'), `<!doctype html><body>${linesWith("from '/tagweave/widget/")}`);
  const host = await serveFolder({ '/tagweave/': join(project, 'node_modules/tagweave/dist'), '/': folder });
  const browser = await chromium.launch(await chromiumOptions());
  try {
    const page = await browser.newPage();
    await page.goto(host.url);
    await page.getByText('#Snow').waitFor({ timeout: 120_000 });
  } finally {
    await browser.close();
    await host.close();
  }
});

it('has a command that tags many photos in several threads and serves the page, with the models that came along', async () => {
  const photos = join(project, 'photos');
  mkdirSync(photos, { recursive: true });
  for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) cpSync('e2e/fixtures/photos/cat.jpg', join(photos, name));
  const tag = ['tagweave', 'tag', 'photos/*.jpg', '--jobs', '2'];
  expect(runIn(project, 'npx', ...tag, '--out', 'tags.csv')).toContain('3 tagged');
  const rows = readFileSync(join(project, 'tags.csv'), 'utf8').trimEnd().split('\r\n').slice(1);
  for (const row of rows) expect(row).toMatch(/^"photos\/[abc]\.jpg","","#[^"]+"/u);
  expect(rows).toHaveLength(3);

  const server = spawn('npx', ['tagweave', 'serve', '--port', '0'], { cwd: project, detached: true });
  try {
    const address = await new Promise<string>((told) => {
      server.stdout.on('data', (said: Buffer) => {
        const found = /http\S+/u.exec(said.toString());
        if (found !== null) told(found[0]);
      });
    });
    const answer = await fetch(address);
    expect([answer.status, answer.headers.get('cross-origin-embedder-policy')]).toEqual([200, 'require-corp']);
    const browser = await chromium.launch(await chromiumOptions());
    try {
      const page = await browser.newPage();
      await page.goto(`${address}#/lab`);
      await page.getByText('comes without the Lab').waitFor();
      // The page's own engine, by the library's copies of the runtimes.
      await page.goto(`${address}#/compose`);
      await page.getByLabel('Caption').first().fill('My dog runs through the snow');
      await page.locator('.tags .chip__label bdi', { hasText: 'Snow' }).waitFor({ timeout: 60_000 });
    } finally {
      await browser.close();
    }
  } finally {
    if (server.pid !== undefined) process.kill(-server.pid);
  }
});

it('does nothing when imported where there is no browser, and says what to import there', () => {
  const script = `for (const door of ['tagweave', 'tagweave/widget', 'tagweave/react']) await import(door);
    const { createRecommender } = await import('tagweave');
    try { createRecommender(); } catch (error) { console.log(error.code, error.message); }`;
  expect(runIn(project, process.execPath, '--input-type=module', '-e', script)).toMatch(/^usage .*tagweave\/node/u);
});

it('one small import brings one small thing', async () => {
  const { outputFiles } = await esbuild({
    stdin: { contents: "import { hashtagKey } from 'tagweave'; console.log(hashtagKey('#A'));", resolveDir: project },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  const [file] = outputFiles;
  expect(file!.text).not.toContain('Worker');
  expect(file!.contents.length).toBeLessThan(8000);
});

/** Makes a page's script of entry.js in a folder. */
const BUNDLERS: Record<string, (out: string) => Promise<unknown>> = {
  vite: (out) =>
    viteBuild({
      root: project,
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      build: {
        outDir: out,
        rolldownOptions: { input: join(project, 'entry.js'), output: { entryFileNames: 'page.js' } },
      },
    }),
  webpack: (out) =>
    new Promise((done, fail) => {
      const compiler = webpack({
        mode: 'production',
        context: project,
        entry: './entry.js',
        output: { path: out, filename: 'page.js' },
        performance: false,
      });
      compiler.run((error, stats) => {
        if (error !== null) fail(error);
        else if (stats?.hasErrors() === true) fail(new Error(stats.toString('errors-only')));
        else done(stats);
      });
    }),
  esbuild: async (out) => {
    await esbuild({
      absWorkingDir: project,
      entryPoints: ['entry.js'],
      bundle: true,
      minify: true,
      format: 'esm',
      outfile: join(out, 'page.js'),
    });
    // esbuild does not copy files named by new URL(): the folder goes beside the bundle (docs/embedding.md).
    cpSync(join(project, 'node_modules/tagweave/dist/widget/engine'), join(out, 'engine'), { recursive: true });
  },
};

it.each(Object.keys(BUNDLERS))('runs the examples in Chromium when bundled by %s, without a setting', async (name) => {
  const out = join(project, `out-${name}`);
  mkdirSync(out, { recursive: true });
  await BUNDLERS[name]!(out);
  writeFileSync(join(out, 'index.html'), PAGE);
  cpSync('e2e/fixtures/photos/cat.jpg', join(out, 'cat.jpg'));
  const host = await serveFolder({ '/models/': join(project, 'node_modules/tagweave/dist/models'), '/': out });
  const browser = await chromium.launch(await chromiumOptions());
  try {
    const page = await browser.newPage();
    await page.goto(host.url);
    await page.waitForFunction('window.suggest');
    const line = await page.evaluate<string>(
      `fetch('cat.jpg').then((answer) => answer.blob()).then((photo) => suggest(photo, 'My cat on the sofa'))`,
    );
    expect(line).toMatch(/#Cat\b/u);
    expect(line.split(' ').length).toBeLessThanOrEqual(5);

    // The element made by a script, and the hook in a component.
    const value = await page.evaluate<string>(
      `field.recommend({ image: null, caption: 'My dog runs through the snow' }).then(() => field.value)`,
    );
    expect(value).toMatch(/^#Snow\b( #\w+){0,2}$/u);
    expect(await page.evaluate('seen')).toEqual([value.split(' ').length]);
    await page.locator('#react input').fill('My dog runs through the snow');
    await page.locator('#react button').click();
    await page.waitForFunction(`document.querySelector('#react output').textContent === ${JSON.stringify(value)}`);
  } finally {
    await browser.close();
    await host.close();
  }
});

// Last: by now they are through with most of it.
it.each(QUICK)('is built and used by %s, in a project of its own, without a setting', async (name) => {
  expect(await hosts).toMatch(new RegExp(`^ok {3}${name} build `, 'mu'));
});
