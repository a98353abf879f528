// The one place that knows which Chromium the tests, the benches and the screenshots use, and how to get one.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { has, run } from './steps.mjs';

/** Where Linux distributions put Chromium and Chrome. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** In a container Chromium has no sandbox of its own to start. The rest keeps it from calling out. */
const ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What the choice depends on; the tests put another machine in its place. */
const THIS_MACHINE = {
  exists: existsSync,
  // Ubuntu's chromium-browser is there and only says that it wants a snap: being there is not enough.
  starts: (path) => spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0,
  root: process.getuid?.() === 0,
  apt: () => has('apt-get'),
  // Not imported above: `npm test` names its stages before the packages are installed.
  playwrights: () => createRequire(import.meta.url)('@playwright/test').chromium.executablePath(),
  run,
};

/**
 * The path of the Chromium to use: the one named by TAGWEAVE_CHROMIUM, one of this system, Playwright's own; where there is none it is
 * installed (as root with apt-get by the system's package, else Playwright's own). From then on TAGWEAVE_CHROMIUM names it, so that
 * the processes that this one starts use the same. Needs the packages of package-lock.json. Throws an Error with one sentence that
 * says what to do.
 */
export async function ensureChromium(env = process.env, machine = THIS_MACHINE) {
  const named = env.TAGWEAVE_CHROMIUM ?? '';
  if (named !== '' && !machine.exists(named)) {
    throw new Error(`TAGWEAVE_CHROMIUM names ${named}, and there is no such file: name a Chromium, or leave it unset.`);
  }
  const path = named === '' ? (found(machine) ?? (await installed(machine))) : named;
  if (path === undefined) {
    throw new Error(
      'There is no Chromium and none could be installed: install Chromium or Chrome, or name one in TAGWEAVE_CHROMIUM.',
    );
  }
  env.TAGWEAVE_CHROMIUM = path;
  return path;
}

/** What Playwright's `chromium.launch` is given everywhere; further arguments of the browser after ours. */
export async function chromiumOptions(...args) {
  return { executablePath: await ensureChromium(), args: [...ARGS, ...args] };
}

function found({ exists, starts, playwrights }) {
  const there = (path) => exists(path) && starts(path);
  return PLACES.find(there) ?? [playwrights()].find(there);
}

async function installed(machine) {
  if (machine.root && machine.apt()) {
    // Another process may be installing, too: its lock is waited for.
    const patient = ['-qq', '-o', 'DPkg::Lock::Timeout=300'];
    const packages = ['--no-install-recommends', 'chromium', 'fonts-noto-core'];
    await machine.run('apt-get', [...patient, 'update']);
    await machine.run('apt-get', [...patient, 'install', '-y', ...packages], {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
    const path = found(machine);
    if (path !== undefined) return path;
  }
  // Only root can add the libraries that it wants.
  const libraries = machine.root ? ['--with-deps'] : [];
  const playwright = 'node_modules/@playwright/test/cli.js';
  await machine.run(process.execPath, [playwright, 'install', ...libraries, 'chromium']);
  return found(machine);
}
