import { defineConfig } from '@playwright/test';

/** Only what runs in Firefox (`npm run firefox`); `npm test` runs it beside everything else, where there is a Firefox. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/firefox',
  workers: 1,
  forbidOnly: true,
  retries: 0,
  timeout: 300_000,
  reporter: 'list',
});
