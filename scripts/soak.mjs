// npm run soak [MINUTES]: posts written, kept and deleted again and again in the built page; nothing may be left behind of them.
import { ensureChromium } from './lib/chromium.mjs';
import { ROOT, buildPage, run } from './lib/steps.mjs';

const [minutes = '30'] = process.argv.slice(2);
await ensureChromium();
if (!(await buildPage())) process.exit(1);
const args = [
  'node_modules/@playwright/test/cli.js',
  'test',
  '--config',
  'faults/playwright.config.ts',
  'soak.spec.ts',
];
process.exit(await run(process.execPath, args, { cwd: ROOT, env: { TAGWEAVE_SOAK_MINUTES: minutes } }));
