import { expect, test as firstVisit } from '@playwright/test';
import type { Page } from '@playwright/test';
import { nothingFound, noSidewaysScroll } from './support/checks.ts';
import { ComposePage } from './support/compose-page.ts';
import { PHOTOS } from './support/fixtures.ts';
import { forgetTests, test } from './support/visited.ts';

const LOOKS = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [1280, 390, 320].map((width) => ({ colorScheme, width })),
);
type Look = (typeof LOOKS)[number];

async function put(page: Page, { colorScheme, width }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: 844 });
}

async function sound(page: Page): Promise<void> {
  await nothingFound(page);
  expect(await noSidewaysScroll(page)).toBe(true);
}

for (const look of LOOKS) {
  firstVisit(`axe finds nothing on a first visit at ${look.width} px, ${look.colorScheme}`, async ({ page }) => {
    await put(page, look);
    await new ComposePage(page).open();
    await sound(page);
  });
}

test.describe('a post with tags, and one that was kept', () => {
  // Written once: what follows only looks, in every size and colour.
  let page: Page;

  test.beforeAll(async ({ visited, baseURL }) => {
    await forgetTests(visited, baseURL ?? '');
    page = await visited.newPage();
    const compose = new ComposePage(page);
    await compose.open();
    await compose.choosePhoto(PHOTOS.beagle);
    await compose.caption.fill('My dog runs in the snow');
    await compose.tags();
    await compose.keep();
    await page.getByRole('button', { name: 'New post' }).click();
    await compose.choosePhoto(PHOTOS.cat);
    await compose.caption.fill('My cat sleeps on the sofa');
    await compose.tags();
  });
  test.afterAll(() => page.close());

  for (const look of LOOKS) {
    test(`axe finds nothing at ${look.width} px, ${look.colorScheme}`, async () => {
      await put(page, look);
      await page.goto('./#/');
      await page.locator('.chip__label').first().focus();
      await sound(page);
      for (const view of ['History', 'Your taste', 'Settings', 'Help']) {
        await page.getByRole('link', { name: view }).first().click();
        // By its name: a view that is still being fetched has none, and the one before has its own.
        await expect(page.getByRole('heading', { level: 1, name: view, exact: true })).toBeVisible();
        await sound(page);
      }
    });
  }
});

firstVisit(
  'at 320 px the navigation fits in Ukrainian too, and a message leaves the copy bar and the way on free',
  async ({ browser }) => {
    const context = await browser.newContext({ locale: 'uk-UA', viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    const compose = new ComposePage(page, 'uk');
    await compose.open();
    const labels = page.locator('.top__link span');
    const boxes = await labels.evaluateAll((spans) =>
      spans.map((span) => span.getBoundingClientRect()).map(({ left, right, top }) => ({ left, right, top })),
    );
    expect(boxes.length).toBeGreaterThan(3);
    const bottom = boxes.slice(0, -1);
    for (const [index, { left, right }] of bottom.entries()) {
      expect(left).toBeGreaterThanOrEqual(bottom[index - 1]?.right ?? 0);
      expect(right).toBeLessThanOrEqual(320);
    }

    await compose.caption.fill('Неділя, Київ');
    await compose.tags();
    await page.getByRole('button', { name: 'Зберегти допис' }).click();
    const toast = page.locator('.toast');
    await expect(toast).toBeVisible();
    const { y = 0, height = 0 } = (await toast.boundingBox()) ?? {};
    for (const free of [page.locator('.dock'), page.getByRole('button', { name: 'Новий допис' })]) {
      expect((await free.boundingBox())?.y).toBeGreaterThan(y + height);
    }
    await context.close();
  },
);
