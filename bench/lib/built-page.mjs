import process from 'node:process';
import { spawn } from 'node:child_process';
import { fileURLToPath, URL } from 'node:url';
import { chromium } from '@playwright/test';
import { ensureChromium } from '../../scripts/lib/chromium.mjs';

/**
 * Serves the built page (npm run build first) and gives `work` a page of the same host without the app, whose own engine would be in
 * the way. Server and browser end with it.
 */
export async function onBuiltPage(port, work) {
  const executablePath = await ensureChromium();
  const server = spawn(process.execPath, ['dist-node/cli.js', 'serve', '--port', String(port)], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
  });
  try {
    await new Promise((ready) => server.stdout.once('data', ready));
    const browser = await chromium.launch({
      ...(executablePath === null ? {} : { executablePath }),
      args: ['--no-sandbox', '--disable-background-networking'],
    });
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
