// npm run firefox: the main journeys (compose, keep, reload, import, offline) in Firefox. Says what to install where there is none.
import { NO_FIREFOX, findFirefox } from './lib/firefox.mjs';
import { buildNode, buildPage, run } from './lib/steps.mjs';

if (findFirefox() === null) {
  console.error(NO_FIREFOX);
  process.exit(2);
}
if (!(await buildPage()) || !(await buildNode())) process.exit(1);
const playwright = ['node_modules/@playwright/test/cli.js', 'test', '--config', 'e2e/firefox/playwright.config.ts'];
process.exit(await run(process.execPath, [...playwright, ...process.argv.slice(2)]));
