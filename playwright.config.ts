import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './scripts/lib/chromium.mjs';

const port = 4179;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  // The models are large and the machine may have two cores: one journey at a time.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ?? 'test-results/e2e.json' }]],
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    trace: 'retain-on-failure',
    launchOptions: await chromiumOptions(),
  },
  projects: [
    { name: 'wasm', testIgnore: /webgpu/ },
    {
      name: 'webgpu',
      testMatch: /webgpu/,
      use: { launchOptions: await chromiumOptions('--enable-unsafe-webgpu') },
    },
  ],
  webServer: [
    {
      command: `node dist-node/cli.js serve --port ${port}`,
      url: `http://localhost:${port}/`,
      reuseExistingServer: false,
    },
    {
      command: `node dist-node/cli.js serve dist-harness --port ${port + 1}`,
      url: `http://localhost:${port + 1}/`,
      reuseExistingServer: false,
    },
  ],
});
