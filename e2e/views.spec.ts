import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { nothingFound, noSidewaysScroll } from './support/checks.ts';
import { ComposePage } from './support/compose-page.ts';
import { NOT_AN_IMAGE, PHOTOS } from './support/fixtures.ts';
import { forgetTests, test } from './support/visited.ts';

test.describe('every view and state', () => {
  let page: Page;
  /** @param name of its heading: while a view is fetched the one before has its own, or there is none */
  const at = (hash: string, name: string) => async (): Promise<void> => {
    await page.goto(`./${hash}`);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  };
  /** Views, and states that other tests do not look at. */
  const STATES: Readonly<Record<string, () => Promise<void>>> = {
    history: at('#/history', 'History'),
    taste: at('#/taste', 'Your taste'),
    settings: at('#/settings', 'Settings'),
    help: at('#/help', 'Help'),
    lab: at('#/lab', 'Lab'),
    'the lab’s backends': at('#/lab?part=backends', 'Lab'),
    data: at('#/data', 'Your data'),
    'about to forget': async () => {
      await at('#/data', 'Your data')();
      await page.getByRole('button', { name: 'Forget everything' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
    'a queue with a file that is no photo': async () => {
      await page.goto('./#/compose');
      if ((await page.locator('.queue__item').count()) > 0) return;
      await page.locator('input[type="file"]').first().setInputFiles([PHOTOS.cat, NOT_AN_IMAGE]);
      await expect(page.locator('.queue__item')).toHaveCount(2);
      await expect(page.locator('.queue__item--working')).toHaveCount(0, { timeout: 120_000 });
    },
  };

  test.beforeAll(async ({ visited, baseURL }) => {
    await forgetTests(visited, baseURL ?? '');
    page = await visited.newPage();
    const compose = new ComposePage(page);
    await compose.open();
    await compose.caption.fill('My dog runs in the snow');
    await compose.tags();
    await compose.keep();
  });
  test.afterAll(() => page.close());

  for (const [how, forcedColors, width, height] of [
    ['forced colours, 320 px', 'active', 320, 640],
    // 1280 × 900 at 200 %.
    ['200 % zoom', 'none', 640, 450],
  ] as const) {
    test(`axe finds nothing, nothing scrolls sideways and nothing moves: ${how}`, async () => {
      await page.emulateMedia({ forcedColors, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height });
      for (const [name, open] of Object.entries(STATES)) {
        await test.step(name, async () => {
          await open();
          await nothingFound(page, { without: forcedColors === 'active' ? ['color-contrast'] : [] });
          expect(await noSidewaysScroll(page)).toBe(true);
          const moving = await page.evaluate(
            () =>
              document.getAnimations().filter((one) => Number(one.effect?.getComputedTiming().activeDuration) > 10)
                .length,
          );
          expect(moving).toBe(0);
          if (await page.getByRole('dialog').isVisible()) await page.keyboard.press('Escape');
        });
      }
    });
  }
});
