import { defineConfig } from '@playwright/test';
import { chromiumOptions } from '../scripts/lib/chromium.mjs';

/** Faults × journeys (`npm run faults`); not part of `npm test`. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results/faults/traces',
  // More than there are processors: a cell waits for half of its time.
  workers: 3,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  timeout: 240_000,
  expect: { timeout: 45_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env['TAGWEAVE_FAULTS_REPORT'] ?? '../test-results/faults/report.json' }],
  ],
  use: { screenshot: 'only-on-failure' },
  projects: [
    { name: 'faults', grepInvert: /@graphics/u, use: { launchOptions: await chromiumOptions() } },
    {
      name: 'graphics',
      grep: /@graphics/u,
      use: { launchOptions: await chromiumOptions('--enable-unsafe-webgpu') },
    },
  ],
});
