// npm run packaging [-- all | NAME…]: the packed package in each host of packaging/hosts, installed with its scripts, built and used in
// Chromium without a setting. Prints one line for each, with its seconds; ends with 1 when one failed. --build leaves out the development
// servers, --keep leaves the projects where they are, --tarball=FILE tries a package that is packed already.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumOptions } from '../scripts/lib/chromium.mjs';
import { ROOT } from '../scripts/lib/steps.mjs';

const vite = (version) => ({
  folder: 'vite',
  packages: [`vite@${version}`],
  models: 'public',
  dev: ['vite', '--strictPort', '--port'],
  build: ['vite', 'build'],
  start: ['vite', 'preview', '--strictPort', '--port'],
});
const next = (bundler) => ({
  folder: 'next',
  packages: ['next@16', 'react@19', 'react-dom@19', '@huggingface/transformers@4', 'sharp@0.35'],
  models: 'public',
  dev: ['next', 'dev', bundler, '--port'],
  build: ['next', 'build', bundler],
  start: ['next', 'start', '--port'],
  route: '/api/tags?caption=My+dog+runs+through+the+snow',
});
const HOSTS = {
  vite5: vite(5),
  vite6: vite(6),
  vite7: vite(7),
  vite8: vite(8),
  'next-turbopack': next('--turbopack'),
  'next-webpack': next('--webpack'),
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
  webpack: {
    folder: 'webpack',
    packages: ['webpack@5', 'webpack-cli@6'],
    models: 'public',
    build: [
      ...['webpack', '--mode', 'production', '--entry', './use-tagweave.js'],
      ...['--output-path', 'public', '--output-filename', 'page.js'],
    ],
    start: ['tagweave', 'serve', 'public', '--port'],
  },
  astro: {
    folder: 'astro',
    packages: ['astro@5'],
    models: 'public',
    dev: ['astro', 'dev', '--port'],
    build: ['astro', 'build'],
    start: ['astro', 'preview', '--port'],
  },
  sveltekit: {
    ...vite(7),
    folder: 'sveltekit',
    packages: ['vite@7', 'svelte@5', '@sveltejs/kit@2', '@sveltejs/vite-plugin-svelte@6'],
    models: 'static',
  },
};

const keep = process.argv.includes('--keep');
const given = process.argv.find((argument) => argument.startsWith('--tarball='))?.slice('--tarball='.length);
const buildOnly = process.argv.includes('--build');
const asked = process.argv.slice(2).filter((name) => !name.startsWith('--') && name !== 'all');
const unknown = asked.filter((name) => !(name in HOSTS));
if (unknown.length > 0) {
  console.error(`Unknown host: ${unknown.join(', ')}. There are: ${Object.keys(HOSTS).join(', ')}.`);
  process.exit(2);
}

const work = mkdtempSync(join(tmpdir(), 'tagweave-hosts-'));
const env = {
  ...process.env,
  ONNXRUNTIME_NODE_INSTALL: 'skip',
  ASTRO_TELEMETRY_DISABLED: '1',
  NEXT_TELEMETRY_DISABLED: '1',
};
const CAPTION = 'My dog runs through the snow';

function runIn(cwd, command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1e8, env });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stdout}\n${stderr}`.slice(0, 4000));
  return stdout;
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function answering(url, server) {
  for (let attempt = 0; attempt < 240 && server.exitCode === null; attempt += 1) {
    try {
      return await fetch(url);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
  throw new Error(`${url} does not answer`);
}

/** What the page says: of the library, of the element, of the route. */
async function tryPage(cwd, [command, ...args], route) {
  const port = await freePort();
  const server = spawn('npx', [command, ...args, String(port)], { cwd, env, detached: true });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (piece) => (said += piece));
  const browser = await chromium.launch(await chromiumOptions());
  try {
    const url = `http://localhost:${port}/`;
    await answering(url, server);
    const page = await browser.newPage();
    page.on('console', (message) => (said += `\n${message.text()}`));
    page.on('pageerror', (error) => (said += `\n${error.message}`));
    await page.goto(url);
    await page.waitForFunction('globalThis.tagsOf', undefined, { timeout: 120_000 });
    // A development server that finds a package late loads the page anew.
    await page.waitForLoadState('networkidle');
    const labels = await page.evaluate(`tagsOf(${JSON.stringify(CAPTION)})`);
    if (!labels.includes('Snow')) throw new Error(`the library says ${labels.join(' ')}`);
    const value = await page.evaluate(`(() => {
      const field = document.querySelector('tagweave-recommender');
      return field.recommend({ image: null, caption: ${JSON.stringify(CAPTION)} }).then(() => field.value);
    })()`);
    if (!/#Snow\b/u.test(value)) throw new Error(`the element says ${value}`);
    if (route !== undefined) {
      const answer = await (await fetch(new URL(route, url))).text();
      if (!answer.includes('Snow')) throw new Error(`the route says ${answer.slice(0, 400)}`);
    }
  } catch (error) {
    throw new Error(`${error.message}\n${said.slice(-2500)}`);
  } finally {
    await browser.close();
    process.kill(-server.pid);
  }
}

let failed = 0;
const check = async (name, what) => {
  const start = performance.now();
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(0)} s`;
  try {
    await what();
    console.log(`ok   ${name} (${seconds()})`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${name} (${seconds()}): ${error.message}`);
  }
};

function packed() {
  const [{ filename }] = JSON.parse(runIn(ROOT, 'npm', 'pack', '--json', '--pack-destination', work));
  return join(work, filename);
}
const tarball = given === undefined ? packed() : resolve(given);
for (const [name, host] of Object.entries(HOSTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const project = join(work, name);
  cpSync(join(ROOT, 'packaging/hosts', host.folder), project, { recursive: true });
  cpSync(join(ROOT, 'packaging/hosts/use-tagweave.js'), join(project, 'use-tagweave.js'));
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'host', private: true, type: 'module' }));
  try {
    runIn(project, 'npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', tarball, ...host.packages);
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${name}: ${error.message}`);
    continue;
  }
  const laid = { ...host.beside, ...(host.models === undefined ? {} : { 'dist/models': `${host.models}/models` }) };
  for (const [from, to] of Object.entries(laid)) {
    cpSync(join(project, 'node_modules/tagweave', from), join(project, to), { recursive: true });
  }
  if (host.dev !== undefined && !buildOnly) await check(`${name} dev`, () => tryPage(project, host.dev, host.route));
  await check(`${name} build`, async () => {
    runIn(project, 'npx', ...host.build);
    await tryPage(project, host.start, host.route);
  });
  if (!keep) rmSync(project, { recursive: true, force: true });
}
if (!keep) rmSync(work, { recursive: true, force: true });
process.exit(failed === 0 ? 0 : 1);
