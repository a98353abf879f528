import { existsSync } from 'node:fs';
import { has, run } from './steps.mjs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** A Chromium of this system, or the one named by TAGWEAVE_CHROMIUM; undefined when there is none. */
export function systemChromium() {
  return [process.env.TAGWEAVE_CHROMIUM, ...PLACES].find((path) => path !== undefined && existsSync(path));
}

/**
 * Makes sure there is a Chromium: one of the system, else Playwright's own, else (as root on Debian) the system's package.
 * Resolves to its path, `null` for Playwright's own, or undefined when none could be had.
 */
export async function ensureChromium() {
  const found = systemChromium();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && has('apt-get')) {
    await run('apt-get', ['update', '-qq']);
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core'], {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
    const installed = systemChromium();
    if (installed !== undefined) return installed;
  }
  const code = await run(process.execPath, [
    'node_modules/@playwright/test/cli.js',
    'install',
    '--with-deps',
    'chromium',
  ]);
  return code === 0 ? null : undefined;
}
