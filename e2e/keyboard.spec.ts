import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { ComposePage } from './support/compose-page.ts';
import { test } from './support/visited.ts';

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
