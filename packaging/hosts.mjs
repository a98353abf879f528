// npm run packaging [-- all | NAME…]: the packed package in each host of packaging/hosts, installed with its scripts, built and used in
// Chromium without a setting. Prints one line for each, with its seconds; ends with 1 when one failed. --build leaves out the development
// servers, --keep leaves the projects where they are, --tarball=FILE tries a package that is packed already.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { chromium } from '@playwright/test';
import { chromiumOptions } from '../scripts/lib/chromium.mjs';
import { ROOT } from '../scripts/lib/steps.mjs';
import { HOSTS } from './host-list.mjs';

const keep = process.argv.includes('--keep');
const given = process.argv.find((argument) => argument.startsWith('--tarball='))?.slice('--tarball='.length);
const buildOnly = process.argv.includes('--build');
const asked = process.argv.slice(2).filter((name) => !name.startsWith('--') && name !== 'all');
const unknown = asked.filter((name) => !(name in HOSTS));
if (unknown.length > 0) {
  console.error(`Unknown host: ${unknown.join(', ')}. There are: all, ${Object.keys(HOSTS).join(', ')}.`);
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

/** Runs a command to its end; what it said on standard output. */
async function runIn(cwd, command, ...args) {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, said, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve, fail) => child.on('close', resolve).on('error', fail)),
  ]);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: ${`${out}\n${said}`.slice(-4000)}`);
  return out;
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
    return true;
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${name} (${seconds()}): ${error.message}`);
    return false;
  }
};

async function packed() {
  const [{ filename }] = JSON.parse(await runIn(ROOT, 'npm', 'pack', '--json', '--pack-destination', work));
  return join(work, filename);
}

/** One host from an empty folder to a page that is used. */
async function tryHost(name, tarball) {
  const host = HOSTS[name];
  const project = join(work, name);
  cpSync(join(ROOT, 'packaging/hosts', host.folder), project, { recursive: true });
  cpSync(join(ROOT, 'packaging/hosts/use-tagweave.js'), join(project, 'use-tagweave.js'));
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'host', private: true, type: 'module' }));
  const installed = await check(`${name} install`, async () => {
    await runIn(project, 'npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', tarball, ...host.packages);
    const laid = { ...host.beside, ...(host.models === undefined ? {} : { 'dist/models': `${host.models}/models` }) };
    for (const [from, to] of Object.entries(laid)) {
      cpSync(join(project, 'node_modules/tagweave', from), join(project, to), { recursive: true });
    }
  });
  if (installed) {
    if (host.dev !== undefined && !buildOnly) await check(`${name} dev`, () => tryPage(project, host.dev, host.route));
    await check(`${name} build`, async () => {
      await runIn(project, 'npx', ...host.build);
      await tryPage(project, host.start, host.route);
    });
  }
  if (!keep) rmSync(project, { recursive: true, force: true });
}

const tarball = given === undefined ? await packed() : resolve(given);
const names = asked.length === 0 ? Object.keys(HOSTS) : [...asked];
// Installing waits for the network, a page for its browser: two side by side leave none of two cores idle.
await Promise.all(
  Array.from({ length: 2 }, async () => {
    for (let name = names.shift(); name !== undefined; name = names.shift()) await tryHost(name, tarball);
  }),
);
if (!keep) rmSync(work, { recursive: true, force: true });
process.exit(failed === 0 ? 0 : 1);
