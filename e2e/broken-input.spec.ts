import { expect, test as firstVisit } from '@playwright/test';
import type { Page } from '@playwright/test';
import { ComposePage } from './support/compose-page.ts';
import { EMPTY, NOT_AN_IMAGE, PHOTOS, TRUNCATED, sixtyMegapixels, tooManyMegapixels } from './support/fixtures.ts';
import { test } from './support/visited.ts';

const CAPTION = 'A dog in the snow';

/** After any trouble: the caption is as typed, and a good photo still gets tags. */
async function staysUsable(compose: ComposePage): Promise<void> {
  await expect(compose.caption).toHaveValue(CAPTION);
  await compose.choosePhoto(PHOTOS.beagle);
  expect((await compose.tags()).length).toBeGreaterThan(0);
}

test.describe('a file that is no good photo gets one clear sentence', () => {
  const cases = [
    { what: 'not an image', file: () => NOT_AN_IMAGE, says: /not a photo we can open \(it looks like .*PDF/ },
    { what: 'empty', file: () => EMPTY, says: /This file is empty/ },
    { what: 'truncated JPEG', file: () => TRUNCATED, says: /damaged or ends too early/ },
    { what: '240 megapixels', file: tooManyMegapixels, says: /240 megapixels; up to 200 can be read/ },
  ];
  for (const { what, file, says } of cases) {
    test(what, async ({ page }) => {
      const compose = new ComposePage(page);
      await compose.open();
      await compose.caption.fill(CAPTION);
      await compose.choosePhoto(await file());
      await expect(page.getByText(says).first()).toBeVisible({ timeout: 120_000 });
      await staysUsable(compose);
    });
  }
});

test('a photo of 60 megapixels is read as the small one is', async ({ page }) => {
  const compose = new ComposePage(page);
  await compose.open();
  await compose.choosePhoto(PHOTOS.beagle);
  const [first = ''] = await compose.tags();
  await compose.choosePhoto(await sixtyMegapixels());
  await expect(page.locator('.stage img')).toHaveAttribute('alt', /panorama/u);
  expect(await compose.tags()).toContain(first);
});

/** Runs `trouble`, expects the sentence, repairs, and goes on. */
async function modelTrouble(page: Page, says: RegExp): Promise<void> {
  const compose = new ComposePage(page);
  await compose.open();
  await compose.caption.fill(CAPTION);
  await expect(page.getByText(says).first()).toBeVisible({ timeout: 120_000 });
  await page.unrouteAll();
  await expect(compose.caption).toHaveValue(CAPTION);
  await page.getByRole('button', { name: 'Try again' }).first().click();
  expect((await compose.tags()).length).toBeGreaterThan(0);
}

firstVisit.describe('model files', () => {
  firstVisit('a missing one is said, and comes with the next try', async ({ page }) => {
    await page.route('**/models/**/*.onnx', (route) => route.fulfill({ status: 404, body: 'Not found' }));
    await modelTrouble(page, /is missing on the server/);
  });

  firstVisit('one with a wrong sha256 is never used', async ({ page }) => {
    await page.route('**/models/**/weights.bin', async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 0xff;
      await route.fulfill({ response, body });
    });
    await modelTrouble(page, /is not what it should be/);
  });

  firstVisit('a network that is gone is said', async ({ page }) => {
    await page.route('**/models/**/*.onnx', (route) => route.abort('internetdisconnected'));
    await modelTrouble(page, /did not get through/);
  });
});

firstVisit('without IndexedDB the page says so once and works in memory', async ({ page }) => {
  await page.route('**/assets/*worker*.js', async (route) => {
    const response = await route.fetch();
    const denial = `Object.defineProperty(self,'indexedDB',{get(){throw new DOMException('denied','SecurityError')}});\n`;
    await route.fulfill({ response, body: denial + (await response.text()) });
  });
  const compose = new ComposePage(page);
  await compose.open();
  await compose.caption.fill(CAPTION);
  expect((await compose.tags()).length).toBeGreaterThan(0);
  await expect(page.getByText(/does not let the page store anything/)).toHaveCount(1);
  await compose.keep();
  await page.getByRole('link', { name: 'History' }).first().click();
  await expect(page.getByText(CAPTION).first()).toBeVisible();
});

test('neither photo nor caption: a friendly hint, no error', async ({ page }) => {
  const compose = new ComposePage(page);
  await compose.open();
  await expect(page.getByText('Add a photo or write a caption, and the tags that fit appear here.')).toBeVisible();
  await expect(compose.trouble).toHaveCount(0);
});
