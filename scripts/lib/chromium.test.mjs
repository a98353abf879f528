import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, it } from 'vitest';
import { ensureChromium } from './chromium.mjs';
import { ROOT } from './steps.mjs';

const PLAYWRIGHTS = '/cache/playwright/chrome';

/** A machine with these programs; `offers` says which program a command of the installation brings. */
function machine({ programs = [], root = false, apt = false, offers = {}, broken = [] } = {}) {
  const there = new Set(programs);
  const ran = [];
  return {
    ran,
    exists: (path) => there.has(path),
    starts: (path) => there.has(path) && !broken.includes(path),
    root,
    apt: () => apt,
    playwrights: () => PLAYWRIGHTS,
    run: (command, args) => {
      const line = [command, ...args].join(' ');
      ran.push(line);
      for (const [part, path] of Object.entries(offers)) if (line.includes(part)) there.add(path);
      return Promise.resolve(0);
    },
  };
}

it.each([
  [
    'the one that is named',
    { TAGWEAVE_CHROMIUM: '/opt/mine' },
    { programs: ['/opt/mine', '/usr/bin/chromium'] },
    '/opt/mine',
  ],
  [
    'one of the system before Playwright’s',
    {},
    { programs: [PLAYWRIGHTS, '/usr/bin/google-chrome'] },
    '/usr/bin/google-chrome',
  ],
  ['Playwright’s own, installed before', {}, { programs: [PLAYWRIGHTS] }, PLAYWRIGHTS],
  [
    'none that only says that it is a snap',
    { TAGWEAVE_CHROMIUM: '' },
    { programs: ['/usr/bin/chromium-browser', PLAYWRIGHTS], broken: ['/usr/bin/chromium-browser'] },
    PLAYWRIGHTS,
  ],
])('takes %s, installs nothing and tells the processes it starts', async (_, env, has, path) => {
  const here = machine(has);
  expect(await ensureChromium(env, here)).toBe(path);
  expect(here.ran).toEqual([]);
  expect(env.TAGWEAVE_CHROMIUM).toBe(path);
});

it.each([
  [
    'as root with apt-get: the system’s',
    { root: true, apt: true, offers: { 'install -y': '/usr/bin/chromium' } },
    '/usr/bin/chromium',
    2,
  ],
  [
    'where apt-get has none: Playwright’s with its libraries',
    { root: true, apt: true, offers: { 'install --with-deps chromium': PLAYWRIGHTS } },
    PLAYWRIGHTS,
    3,
  ],
  [
    'as anybody: Playwright’s, nothing of the system',
    { apt: true, offers: { 'install chromium': PLAYWRIGHTS } },
    PLAYWRIGHTS,
    1,
  ],
])('installs one, %s', async (_, has, path, commands) => {
  const here = machine(has);
  expect(await ensureChromium({}, here)).toBe(path);
  expect(here.ran).toHaveLength(commands);
});

it('says in one sentence what to do when the named one is not there or none can be had', async () => {
  const named = ensureChromium({ TAGWEAVE_CHROMIUM: '/opt/gone' }, machine({ programs: ['/usr/bin/chromium'] }));
  await expect(named).rejects.toThrow('TAGWEAVE_CHROMIUM names /opt/gone, and there is no such file');
  await expect(ensureChromium({}, machine({ root: true, apt: true }))).rejects.toThrow(
    'There is no Chromium and none could be installed: install Chromium or Chrome, or name one in TAGWEAVE_CHROMIUM.',
  );
});

it('is the only file that writes the path of a Chromium', () => {
  const files = globSync(['**/*.{ts,tsx,mjs,js,json,md,html,yml,toml}', '.ci/*', 'training/*'], {
    cwd: ROOT,
    dot: true,
    ignore: ['**/{node_modules,.venv,.cache,.git}/**', 'dist*/**', 'public/models/**', 'test-results/**'],
  });
  const writing = files.filter((file) =>
    /\bbin\/(?:chrom|google-chrome)/u.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(writing.sort()).toEqual(['scripts/lib/chromium.mjs', 'scripts/lib/chromium.test.mjs']);
});
