import process from 'node:process';
import { spawn } from 'node:child_process';
import { fileURLToPath, URL } from 'node:url';
import { chromium } from '@playwright/test';
import { chromiumOptions } from '../../scripts/lib/chromium.mjs';

/**
 * Serves the built page (npm run build first) and gives `work` a page of the same host without the app, whose own engine would be in
 * the way. Server and browser end with it.
 */
export async function onBuiltPage(port, work) {
  const options = await chromiumOptions();
  const server = spawn(process.execPath, ['dist-node/cli.js', 'serve', '--port', String(port)], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
  });
  try {
    await new Promise((ready) => server.stdout.once('data', ready));
    const browser = await chromium.launch(options);
    try {
      const page = await browser.newPage();
      await page.goto(`http://localhost:${port}/samples/SOURCES.md`);
      return await work(page);
    } finally {
      await browser.close();
    }
  } finally {
    server.kill();
  }
}
