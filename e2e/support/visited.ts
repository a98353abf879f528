import { test as base } from '@playwright/test';
import type { BrowserContext } from '@playwright/test';
import { ComposePage } from './compose-page.ts';

/** What a test may have left behind in the browser; the models and the stored page stay. */
const OF_A_TEST = 'indexeddb,local_storage';

/** Nothing of an earlier test is left. For `beforeAll` with pages of its own; a test with `page` or `context` begins with it anyway. */
export async function forgetTests(context: BrowserContext, address: string): Promise<void> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: new URL(address).origin, storageTypes: OF_A_TEST });
  await page.close();
}

/**
 * Tests for a person who has been here before: the models are in the browser's cache. They were downloaded once for all tests of a
 * worker, in the worker's own context; what a test keeps (posts, drafts, settings) is gone before the next one begins. Tests of the
 * first visit, of downloading, and of storage that is full or damaged take Playwright's own `test`, with a browser that knows nothing.
 */
export const test = base.extend<object, { visited: BrowserContext }>({
  visited: [
    async ({ browser }, use, { project }) => {
      const { baseURL, locale, viewport } = project.use;
      const context = await browser.newContext({
        ...(baseURL === undefined ? {} : { baseURL }),
        ...(locale === undefined ? {} : { locale }),
        ...(viewport === undefined ? {} : { viewport }),
      });
      const compose = new ComposePage(await context.newPage());
      await compose.open();
      await compose.caption.fill('A dog in the snow');
      await compose.tags();
      await compose.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await compose.page.close();
      await use(context);
      await context.close();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  context: async ({ visited, baseURL }, use) => {
    await forgetTests(visited, baseURL ?? '');
    await use(visited);
    await visited.unrouteAll({ behavior: 'ignoreErrors' });
    await visited.clearPermissions();
    visited.removeAllListeners('request');
    for (const page of visited.pages()) await page.close();
  },
});
