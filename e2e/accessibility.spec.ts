import { expect, test as firstVisit } from '@playwright/test';
import type { Page } from '@playwright/test';
import { nothingFound, noSidewaysScroll } from './support/checks.ts';
import { ComposePage } from './support/compose-page.ts';
import { PHOTOS } from './support/fixtures.ts';
import { test } from './support/visited.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390, 320]) {
    const look = async (page: Page): Promise<void> => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 844 });
    };

    firstVisit(`axe finds nothing on a first visit at ${width} px, ${colorScheme}`, async ({ page }) => {
      await look(page);
      await new ComposePage(page).open();
      await nothingFound(page);
      expect(await noSidewaysScroll(page)).toBe(true);
    });

    test(`axe finds nothing at ${width} px, ${colorScheme}`, async ({ page }) => {
      await look(page);
      const compose = new ComposePage(page);
      await compose.open();
      await compose.choosePhoto(PHOTOS.cat);
      await compose.caption.fill('Sunday on the sofa');
      await compose.tags();
      await page.locator('.chip__label').first().focus();
      await nothingFound(page);
      expect(await noSidewaysScroll(page)).toBe(true);

      await compose.keep();
      for (const view of ['History', 'Your taste', 'Settings']) {
        await page.getByRole('link', { name: view }).first().click();
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await nothingFound(page);
        expect(await noSidewaysScroll(page)).toBe(true);
      }
    });
  }
}

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

    await compose.caption.fill('Неділя на дивані');
    await compose.tags();
    await page.getByRole('button', { name: 'Зберегти допис' }).click();
    const toast = page.locator('.toast');
    await expect(toast).toBeVisible();
    const { y = 0, height = 0 } = (await toast.boundingBox()) ?? {};
    for (const free of [page.locator('.dock'), page.getByRole('button', { name: 'Наступний допис' })]) {
      expect((await free.boundingBox())?.y).toBeGreaterThan(y + height);
    }
    await context.close();
  },
);
