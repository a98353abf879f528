import { readFileSync } from 'node:fs';
import { expect, test as firstVisit } from '@playwright/test';
import type { Page } from '@playwright/test';
import { openFiles } from '../src/archives/files/archive-files.ts';
import { readArchives } from '../src/archives/read-archives.ts';
import { ComposePage } from './support/compose-page.ts';
import { everythingStored } from './support/everything-stored.ts';
import { test } from './support/visited.ts';
import { holdOldHistory } from './support/old-history.ts';

/** A page of the same origin without the app: another tab, as far as storage goes. */
const BESIDE = './samples/SOURCES.md';

async function keepPost(page: Page, caption: string): Promise<void> {
  const compose = new ComposePage(page);
  await page.goto('./#/compose');
  await expect(compose.caption).toBeVisible();
  // The address of the installed app's “New post”: a kept one leaves the table.
  await expect(compose.caption).toHaveValue('');
  await compose.caption.fill(caption);
  await compose.tags();
  await compose.keep();
}

/** Follows the notice's own link, saves a copy there, and gives the captions in it. */
async function copied(page: Page): Promise<string[]> {
  await page.locator('.notice').getByRole('link', { name: 'Save a backup' }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save a backup' }).click();
  const file = new Blob([new Uint8Array(readFileSync(await (await coming).path()))]);
  const { posts } = await readArchives(await openFiles([{ path: 'copy.zip', file }]));
  return posts.map((post) => post.caption).sort();
}

firstVisit(
  'a full disk: the post is held in memory, said, saved as a copy, and kept as soon as there is room',
  async ({ page, baseURL }) => {
    const session = await page.context().newCDPSession(page);
    const origin = new URL(baseURL ?? '').origin;
    // Before the first visit: Chromium goes by the room that it has seen for half a minute.
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    await keepPost(page, 'A cat on the sofa');
    await expect(page.locator('.notice')).toContainText('There is no room left on this device');
    expect(await copied(page)).toEqual(['A cat on the sofa']);
    expect((await everythingStored(page)).records['tagweave-history/posts']).toBe(0);

    await session.send('Storage.overrideQuotaForOrigin', { origin });
    await keepPost(page, 'A house by the lake');
    await expect.poll(async () => (await everythingStored(page)).records['tagweave-history/posts']).toBe(2);
  },
);

test('a damaged record: the others are fine, it is said, and a copy can be saved', async ({ page }) => {
  await keepPost(page, 'A dog in the snow');
  await page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(new Error('IndexedDB'));
        };
      });
    const database = await done(indexedDB.open('tagweave-history'));
    const posts = database.transaction('posts', 'readwrite').objectStore('posts');
    await done(posts.put({ id: 'bad', createdAt: '2026-01-01T00:00:00.000Z', tags: 'none', schema: 1 }));
    database.close();
  });
  await page.reload();
  await page.getByRole('link', { name: 'History' }).first().click();
  await expect(page.locator('.notice')).toContainText('A kept post on this device is damaged');
  await expect(page.getByText('1 post', { exact: true })).toBeVisible();
  expect(await copied(page)).toEqual(['A dog in the snow']);
});

test('a newer version in another tab is let through; the old page says so and goes on in memory', async ({
  page,
  context,
}) => {
  await keepPost(page, 'A dog in the snow');
  const newer = await context.newPage();
  await newer.goto(BESIDE);
  const version = await newer.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('tagweave-history', 99);
        opening.onsuccess = () => {
          resolve(opening.result.version);
          opening.result.close();
        };
        opening.onblocked = () => {
          reject(new Error('The page does not let go.'));
        };
      }),
  );
  expect(version).toBe(99);

  await keepPost(page, 'A cat on the sofa');
  await expect(page.locator('.notice')).toContainText('A newer version of Tagweave has opened your kept posts');
  expect(await copied(page)).toEqual(['A cat on the sofa']);

  await page.reload();
  await expect(page.locator('.notice')).toContainText('A newer version of Tagweave has opened your kept posts');
  await keepPost(page, 'A house by the lake');
  expect(await copied(page)).toEqual(['A house by the lake']);
});

test('an older version in another tab that does not let go: said, in memory, and fine once it is closed', async ({
  page,
  context,
}) => {
  const old = await context.newPage();
  await old.goto(BESIDE);
  await holdOldHistory(old);
  await page.goto('./#/history');
  await expect(page.locator('.notice')).toContainText('Another tab with an older version of Tagweave');
  await keepPost(page, 'A dog in the snow');
  expect(await copied(page)).toEqual(['A dog in the snow']);

  await old.close();
  await page.goto('about:blank');
  await page.goto('./#/history');
  await expect(page.getByText('Posts you keep appear here')).toBeVisible();
  await expect(page.locator('.notice')).toHaveCount(0);
});

firstVisit(
  'a private window that keeps nothing: no localStorage, no caches, no IndexedDB, and the page works',
  async ({ page }) => {
    const denial = `for (const name of ['indexedDB', 'caches', 'localStorage', 'sessionStorage']) {
    Object.defineProperty(self, name, { get() { throw new DOMException('denied', 'SecurityError'); } });
  }\n`;
    await page.route('**/assets/*worker*.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: denial + (await response.text()) });
    });
    await page.addInitScript(denial);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await keepPost(page, 'A dog in the snow');
    await expect(page.locator('.notice')).toContainText('does not let the page store anything');
    expect(await copied(page)).toEqual(['A dog in the snow']);
    await page.getByRole('link', { name: 'Your taste' }).first().click();
    await expect(page.locator('.tag-row').first()).toBeVisible();
    expect(errors).toEqual([]);
  },
);
