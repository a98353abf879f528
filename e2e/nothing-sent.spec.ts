import { expect } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';
import { ComposePage } from './support/compose-page.ts';
import { instagramExport } from './support/exports.ts';
import { PHOTOS } from './support/fixtures.ts';
import { test } from './support/visited.ts';

/**
 * Requests from now on that no service worker of ours answered, whoever made them (page, worker, frame): what a host or anybody on
 * the way could have seen. `blob:` and `data:` stay in the browser.
 */
function sentFromNow(context: BrowserContext): () => Promise<string[]> {
  const made: Promise<string | null>[] = [];
  context.on('request', (request) => {
    if (!/^(?:https?|wss?):/u.test(request.url())) return;
    const stayed = request.response().then((response) => response?.fromServiceWorker() === true);
    made.push(stayed.catch(() => false).then((has) => (has ? null : `${request.method()} ${request.url()}`)));
  });
  return async () => (await Promise.all(made)).filter((one) => one !== null);
}

const sentence = (page: Page) => page.getByText('This page has sent nothing since the models loaded');

test('a whole visit of the installed page sends nothing after the models have loaded, and says so', async ({
  page,
  context,
}) => {
  const compose = new ComposePage(page);
  await compose.open();
  expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await compose.caption.fill('A dog in the snow');
  await compose.tags();
  const sent = sentFromNow(context);
  await compose.choosePhoto(PHOTOS.cat);
  await compose.caption.fill('My cat sleeps on the sofa');
  await compose.tags();
  await compose.tagList.first().click();
  await compose.keep();
  await expect(sentence(page)).toBeVisible();
  for (const view of ['history', 'taste', 'settings', 'help', 'data']) {
    await page.goto(`./#/${view}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(sentence(page), view).toBeVisible();
  }
  await page.locator('.data__files').setInputFiles(await instagramExport());
  await page.getByRole('button', { name: 'Bring in 5 posts' }).click();
  await expect(page.getByText('5 posts have come in.')).toBeVisible({ timeout: 120_000 });
  const copy = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save a backup' }).click();
  await copy;
  await page.goto('./#/compose');
  await page.locator('input[type="file"]').first().setInputFiles([PHOTOS.boot, PHOTOS.coffee]);
  await expect(page.locator('.queue__item--done')).toHaveCount(2, { timeout: 120_000 });
  await expect(sentence(page)).toBeVisible();
  expect(await sent()).toEqual([]);
});

test('nothing is tried, either: without a network the sentence stands', async ({ page, context }) => {
  const compose = new ComposePage(page);
  await compose.open();
  await compose.caption.fill('A dog in the snow');
  await compose.tags();
  await context.setOffline(true);
  try {
    await compose.caption.fill('A dog on the beach');
    await compose.tags();
    await compose.keep();
    await page.goto('./#/history');
    await expect(page.getByText('A dog on the beach').first()).toBeVisible();
    // A request that failed would be counted, too (src/app/shell/privacy.ts).
    await expect(sentence(page)).toBeVisible();
  } finally {
    await context.setOffline(false);
  }
});

for (const [where, path, body] of [
  [
    'widget',
    'sends-widget.html',
    `<script type="module" src="widget/tagweave-widget.js"></script><tagweave-recommender history="own">
     <input slot="photo" type="file" aria-label="Photo"><textarea slot="caption" aria-label="Caption"></textarea></tagweave-recommender>`,
  ],
  ['frame', 'sends-frame.html', '<iframe src="widget/embed.html" title="Hashtags"></iframe>'],
] as const) {
  test(`the ${where} sends nothing after its models have loaded`, async ({ page, context, baseURL }) => {
    const address = `${baseURL ?? ''}${path}`;
    await page.route(address, (route) =>
      route.fulfill({
        headers: { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' },
        contentType: 'text/html',
        body: `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,">${body}</html>`,
      }),
    );
    await page.goto(address);
    const place = where === 'frame' ? page.frameLocator('iframe') : page;
    const suggest = async (caption: string): Promise<void> => {
      if (where === 'widget') await place.getByRole('textbox', { name: 'Caption' }).fill(caption);
      else {
        await page.evaluate((text) => {
          const message = { tagweave: 1, type: 'recommend', id: text, image: null, caption: text };
          document.querySelector('iframe')?.contentWindow?.postMessage(message, location.origin);
        }, caption);
      }
      if (where === 'widget') await place.getByRole('button', { name: /^Suggest hashtags/u }).click();
      await expect(place.locator('tagweave-recommender li bdi').first()).toBeVisible({ timeout: 120_000 });
      await expect(place.locator('[aria-busy="true"]')).toHaveCount(0);
    };
    await expect(place.getByRole('button', { name: /^Suggest hashtags/u })).toBeVisible();
    await suggest('A dog in the snow');
    const sent = sentFromNow(context);
    await suggest('A cat on the sofa');
    await place.getByRole('textbox', { name: 'Your own tag' }).fill('Chelsea');
    await page.keyboard.press('Enter');
    await expect(place.getByText('#Chelsea')).toBeVisible();
    if (where === 'widget') await place.locator('input[slot="photo"]').setInputFiles(PHOTOS.cat);
    await suggest('A cat and a dog');
    expect(await sent()).toEqual([]);
  });
}
