import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { nothingFound, noSidewaysScroll } from './support/checks.ts';
import { ComposePage } from './support/compose-page.ts';
import { NOT_AN_IMAGE, PHOTOS } from './support/fixtures.ts';
import { forgetTests, test } from './support/visited.ts';

/** Presses Tab until the focus is there; fails when it never is. */
async function tabTo(page: Page, target: Locator, most = 80): Promise<void> {
  for (let presses = 0; presses < most; presses += 1) {
    const isThere = await target.evaluate((element) => element === document.activeElement).catch(() => false);
    if (isThere) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not come to ${target.toString()}.`);
}

test('a whole visit by keyboard alone: write, choose, copy, keep, find again, forget', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const compose = new ComposePage(page);
  await compose.open();
  await tabTo(page, compose.caption);
  await page.keyboard.type('A dog and a cat in the snow');
  const [first = ''] = await compose.tags();
  await tabTo(page, page.locator('.chip__label').first());
  // Where the focus is can be seen.
  const seen = await page.locator(':focus').evaluate((element) => {
    const rings = [element, element.parentElement].map((one) => (one === null ? null : getComputedStyle(one)));
    return rings.some((ring) => ring !== null && ring.outlineStyle !== 'none' && parseFloat(ring.outlineWidth) >= 1);
  });
  expect(seen).toBe(true);
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('combobox', { name: 'Your own tag' }));
  await page.keyboard.type('Chelsea');
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: /^Copy \d/u }).first());
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('#Chelsea');
  await tabTo(page, page.getByRole('button', { name: 'Keep this post' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Kept on this device').first()).toBeVisible();
  await tabTo(page, page.getByRole('link', { name: 'History' }).first());
  await page.keyboard.press('Enter');
  await expect(page.getByText('A dog and a cat in the snow').first()).toBeVisible();
  await expect(page.getByText(new RegExp(`#${first}$`, 'iu')).first()).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: /^Delete “A dog/u }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Posts you keep appear here')).toBeVisible();
});

test.describe('every view and state', () => {
  let page: Page;
  const at = (hash: string) => async (): Promise<void> => {
    await page.goto(`./${hash}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  };
  /** Views, and states that other tests do not look at. */
  const STATES: Readonly<Record<string, () => Promise<void>>> = {
    history: at('#/history'),
    taste: at('#/taste'),
    settings: at('#/settings'),
    help: at('#/help'),
    lab: at('#/lab'),
    'the lab’s backends': at('#/lab?part=backends'),
    data: at('#/data'),
    'about to forget': async () => {
      await at('#/data')();
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
    ['forced colours, 1280 px', 'active', 1280, 900],
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
          await nothingFound(page);
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
