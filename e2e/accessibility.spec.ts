import { expect, test } from '@playwright/test';
import { nothingFound, noSidewaysScroll } from './support/checks.ts';
import { ComposePage } from './support/compose-page.ts';
import { PHOTOS } from './support/fixtures.ts';

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
      for (const view of ['History', 'Your taste', 'Settings']) {
        await page.getByRole('link', { name: view }).first().click();
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await nothingFound(page);
        expect(await noSidewaysScroll(page)).toBe(true);
      }
      await context.close();
    });
  }
}
