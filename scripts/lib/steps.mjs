import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's top folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a command in the checkout; its output goes to `stdio` (default: ours). Resolves to the exit code. */
export function run(command, args, { stdio = 'inherit', env = {}, cwd = ROOT } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio, env: { ...process.env, ...env } });
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.on('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 130)));
  });
}

/** True when `command --version` runs. */
export function has(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** sha256 over names, sizes and contents of files below the given paths: what a build depends on. */
export function fingerprint(paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const full = join(ROOT, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) visit(`${path}/${name}`);
      return;
    }
    hash.update(`${path}\0`);
    // Models are large and carry their own sha256 in the manifest: size and time are enough to notice a change.
    const info = statSync(full);
    if (info.size > 1_000_000) hash.update(`${info.size} ${info.mtimeMs}`);
    else hash.update(readFileSync(full));
  };
  for (const path of paths) visit(path);
  return hash.digest('hex');
}

const STAMPS = join(ROOT, 'node_modules', '.cache', 'tagweave');

/** Runs `make` unless `output` exists and was made from the same `inputs`. Resolves to whether the result is there. */
export async function unlessFresh(name, inputs, output, make) {
  const stamp = join(STAMPS, name);
  const now = fingerprint(inputs);
  if (existsSync(join(ROOT, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return true;
  if (!(await make())) return false;
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(stamp, now);
  return true;
}

/**
 * Keeps onnxruntime-node from fetching its CUDA libraries, which nothing here uses, from a host that may be out of reach. Newer npm
 * reads the same in package.json (allowScripts), older ones only here.
 */
const INSTALL = { ONNXRUNTIME_NODE_INSTALL: 'skip' };

/** Installs the packages of package-lock.json when they are missing or older than it. `stdio` as in `run`. */
export function installPackages(stdio = 'inherit') {
  return unlessFresh('install', ['package.json', 'package-lock.json'], 'node_modules/vite', async () => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    return (await run(npm, ['ci', '--no-audit', '--no-fund'], { stdio, env: INSTALL })) === 0;
  });
}

/**
 * Vite's build with further arguments. What a test runner has put into NODE_ENV (Vitest: `test`) would make another page of the same
 * sources: React's development build, without the service worker.
 */
const vite = (stdio, ...args) =>
  run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', ...args], {
    stdio,
    env: { NODE_ENV: 'production' },
  });
const SOURCES = ['src', 'index.html', 'vite.config.ts', 'package-lock.json'];
/** What the library knows of its release (scripts/vite/release.ts). */
const RELEASE = ['package.json', 'public/models/catalogue.json'];

/** Builds the page into dist/ (with compressed twins) when its sources changed. */
export function buildPage(stdio = 'inherit') {
  return unlessFresh(
    'page',
    [...SOURCES, 'public', 'docs/screenshots', 'scripts/compress.mjs', 'scripts/vite'],
    'dist/index.html',
    async () => {
      if ((await vite(stdio)) !== 0) return false;
      return (await run(process.execPath, ['scripts/compress.mjs', 'dist'], { stdio })) === 0;
    },
  );
}

/**
 * Builds the folder of the widget and the library (dist/widget/), with type declarations, beside the page. Once the page is built
 * anew it is gone and built again.
 */
export function buildWidget(stdio = 'inherit') {
  const inputs = [
    ...SOURCES,
    'vite.engine.config.ts',
    'vite.widget.config.ts',
    'scripts/types.mjs',
    'scripts/compress.mjs',
    'scripts/vite',
    ...RELEASE,
  ];
  return unlessFresh('widget', inputs, 'dist/widget/tagweave-widget.js', async () => {
    for (const config of ['vite.engine.config.ts', 'vite.widget.config.ts']) {
      if ((await vite(stdio, '--config', config)) !== 0) return false;
    }
    for (const script of [['scripts/types.mjs'], ['scripts/compress.mjs', 'dist/widget']]) {
      if ((await run(process.execPath, script, { stdio })) !== 0) return false;
    }
    return true;
  });
}

/** Builds the command line and Node entry into dist-node/ when their sources changed. */
export function buildNode(stdio = 'inherit') {
  const inputs = ['src', 'vite.node.config.ts', 'package-lock.json', 'scripts/vite', ...RELEASE];
  return unlessFresh('node', inputs, 'dist-node/cli.js', async () => {
    return (await vite(stdio, '--config', 'vite.node.config.ts')) === 0;
  });
}

/** Builds the harness page (bench/, WebGPU journey) into dist-harness/, with the tests' models beside the shipped ones. */
export function buildHarness(stdio = 'inherit') {
  const inputs = [...SOURCES, 'vite.harness.config.ts', 'bench/page', 'public', 'e2e/fixtures'];
  return unlessFresh('harness', inputs, 'dist-harness/index.html', async () => {
    if ((await vite(stdio, '--config', 'vite.harness.config.ts')) !== 0) return false;
    cpSync(join(ROOT, 'e2e/fixtures'), join(ROOT, 'dist-harness/fixtures'), { recursive: true });
    return true;
  });
}
