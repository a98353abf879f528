import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { ComposePage } from './support/compose-page.ts';
import { PHOTOS } from './support/fixtures.ts';

async function nothingFound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
}

const noSidewaysScroll = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390, 320]) {
    test(`axe finds nothing at ${width} px, ${colorScheme}`, async ({ browser }) => {
      const context = await browser.newContext({
        colorScheme,
        viewport: { width, height: 844 },
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      const compose = new ComposePage(page);
      await compose.open();
      await nothingFound(page);
      expect(await noSidewaysScroll(page)).toBe(true);

      await compose.choosePhoto(PHOTOS.cat);
      await compose.caption.fill('Sunday on the sofa');
      await compose.tags();
      await page.locator('.chip__label').first().focus();
      await nothingFound(page);
      expect(await noSidewaysScroll(page)).toBe(true);

      await compose.keep();
      for (const view of ['History', 'Settings']) {
        await page.getByRole('link', { name: view }).first().click();
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await nothingFound(page);
        expect(await noSidewaysScroll(page)).toBe(true);
      }
      await context.close();
    });
  }
}
