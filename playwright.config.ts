import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { freePorts } from './e2e/support/free-ports.ts';
import { chromiumOptions } from './scripts/lib/chromium.mjs';
import { findFirefox } from './scripts/lib/firefox.mjs';

/** Ports that nobody has: two checkouts may be tested side by side. Chosen once, for the workers too. */
const [page, harness] = (process.env['TAGWEAVE_E2E_PORTS'] ??= (await freePorts(2)).join(' ')).split(' ');

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  // A journey alone leaves one of two cores idle half of the time; more than two would only wait for each other.
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ?? 'test-results/e2e.json' }]],
  use: {
    baseURL: `http://localhost:${page}/`,
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    // Its film costs more than loading the models does (5.5 of 15 seconds of processor time a journey), and its snapshots keep every model
    // that is downloaded. A picture of the end and the page's accessibility tree say why most fail; TAGWEAVE_TRACE=1 has the rest.
    trace: process.env['TAGWEAVE_TRACE'] === '1' ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: await chromiumOptions(),
  },
  projects: [
    { name: 'wasm', testIgnore: /webgpu|firefox/ },
    // Where there is one: `npm run firefox` says what to install.
    ...(findFirefox() === null ? [] : [{ name: 'firefox', testMatch: /firefox\/.*\.spec\.ts$/u }]),
    {
      name: 'webgpu',
      testMatch: /webgpu/,
      use: {
        baseURL: `http://localhost:${harness}/`,
        launchOptions: await chromiumOptions('--enable-unsafe-webgpu'),
      },
    },
  ],
  webServer: [
    {
      command: `node dist-node/cli.js serve --port ${page}`,
      url: `http://localhost:${page}/`,
      reuseExistingServer: false,
    },
    // Only the journey on WebGPU needs it (and fails without it): the others run after a plain `npm run build`.
    ...(existsSync('dist-harness')
      ? [
          {
            command: `node dist-node/cli.js serve dist-harness --port ${harness}`,
            url: `http://localhost:${harness}/`,
            reuseExistingServer: false,
          },
        ]
      : []),
  ],
});
