// The one place that knows which Firefox `npm run firefox` and the tests drive, and how to get one.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { has, run } from './steps.mjs';

/** Where Linux distributions put Firefox. Playwright speaks WebDriver BiDi with it: no Firefox of its own and no geckodriver is needed. */
const PLACES = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

/** What the choice depends on; the tests put another machine in its place. */
const THIS_MACHINE = {
  exists: existsSync,
  // Ubuntu's /usr/bin/firefox is there and only says that it wants a snap: being there is not enough.
  starts: (path) => spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0,
  root: process.getuid?.() === 0,
  apt: () => has('apt-get'),
  run,
};

/** What to say where there is none. */
export const NO_FIREFOX =
  'There is no Firefox here: install Debian’s firefox-esr (`apt-get install firefox-esr`) or any Firefox from 140 on, or name one in TAGWEAVE_FIREFOX.';

/**
 * The path of the Firefox to use: the one named by TAGWEAVE_FIREFOX, else one of this system; null where there is none. From then on
 * TAGWEAVE_FIREFOX names it, so that the processes that this one starts use the same. Throws an Error where a file is named that is not there.
 */
export function findFirefox(env = process.env, machine = THIS_MACHINE) {
  const named = env.TAGWEAVE_FIREFOX ?? '';
  if (named !== '' && !machine.exists(named)) {
    throw new Error(`TAGWEAVE_FIREFOX names ${named}, and there is no such file: name a Firefox, or leave it unset.`);
  }
  const path = named === '' ? PLACES.find((place) => machine.exists(place) && machine.starts(place)) : named;
  if (path === undefined) return null;
  env.TAGWEAVE_FIREFOX = path;
  return path;
}

/** As {@link findFirefox}; installs Debian's first where there is none, as root with apt-get. */
export async function firefoxIfPossible(env = process.env, machine = THIS_MACHINE) {
  const there = findFirefox(env, machine);
  if (there !== null || !machine.root || !machine.apt()) return there;
  // Another process may be installing, too: its lock is waited for.
  const patient = ['-qq', '-o', 'DPkg::Lock::Timeout=300'];
  await machine.run('apt-get', [...patient, 'update']);
  await machine.run('apt-get', [...patient, 'install', '-y', '--no-install-recommends', 'firefox-esr'], {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  });
  return findFirefox(env, machine);
}
