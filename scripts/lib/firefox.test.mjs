import { expect, it } from 'vitest';
import { NO_FIREFOX, findFirefox, firefoxIfPossible } from './firefox.mjs';

const [ESR, PLAIN] = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

/** A machine with these programs; its apt-get brings what it `offers`. */
function machine({ programs = [], broken = [], root = false, apt = false, offers = null } = {}) {
  const there = new Set(programs);
  const ran = [];
  return {
    ran,
    exists: (path) => there.has(path),
    starts: (path) => !broken.includes(path),
    root,
    apt: () => apt,
    run: (command, args) => {
      ran.push([command, ...args].join(' '));
      if (args.includes('install') && offers !== null) there.add(offers);
      return Promise.resolve(0);
    },
  };
}

it.each([
  ['the one that is named', { TAGWEAVE_FIREFOX: '/opt/mine' }, { programs: ['/opt/mine', ESR] }, '/opt/mine'],
  ['Debian’s before another', {}, { programs: [PLAIN, ESR] }, ESR],
  ['none that only says that it is a snap', {}, { programs: [PLAIN], broken: [PLAIN] }, null],
  ['none where there is none', { TAGWEAVE_FIREFOX: '' }, {}, null],
])('takes %s, installs nothing and tells the processes it starts', async (_, env, has, path) => {
  const here = machine(has);
  expect(findFirefox(env, here)).toBe(path);
  expect(await firefoxIfPossible(env, here)).toBe(path);
  expect(env.TAGWEAVE_FIREFOX ?? '').toBe(path ?? '');
  expect(here.ran).toEqual([]);
});

it('installs Debian’s as root with apt-get, and goes without where that brings none', async () => {
  const here = machine({ root: true, apt: true, offers: ESR });
  expect(await firefoxIfPossible({}, here)).toBe(ESR);
  expect(here.ran.at(-1)).toContain('install -y --no-install-recommends firefox-esr');
  expect(await firefoxIfPossible({}, machine({ root: true, apt: true }))).toBeNull();
  expect(await firefoxIfPossible({}, machine({ apt: true, offers: ESR }))).toBeNull();
});

it('says what to do where the named one is not there, and what to install', () => {
  expect(() => findFirefox({ TAGWEAVE_FIREFOX: '/opt/gone' }, machine())).toThrow(
    'TAGWEAVE_FIREFOX names /opt/gone, and there is no such file',
  );
  expect(NO_FIREFOX).toContain('apt-get install firefox-esr');
});
