import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { soundInEveryLook } from './support/checks.ts';
import { ComposePage } from './support/compose-page.ts';
import { test } from './support/visited.ts';

const kept = (page: Page) => page.locator('.chip--kept .chip__label bdi');

test('a set of tags: saved from a post, added to the next by one press, changed, brought back, forgotten', async ({
  page,
}) => {
  const compose = new ComposePage(page);
  await compose.open();
  await compose.caption.fill('A dog and a cat on the beach at sunset');
  await compose.tags();
  const own = page.locator('.tags__input');
  await own.fill('#MyFirstTag #MySecondTag');
  await own.press('Enter');

  // By keyboard alone.
  await page.getByRole('button', { name: 'Save as a set' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Save these tags as a set' });
  await expect(dialog.getByText('#MyFirstTag')).toBeVisible();
  await soundInEveryLook(page, 'dialog');
  await dialog.getByLabel('Name of the set').fill('My beach set');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Saved as “My beach set”.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'My beach set' })).toBeVisible();

  // Another post, another visit: one press.
  await page.goto('./#/taste');
  const set = page.locator('.set-item').filter({ hasText: 'My beach set' });
  await expect(set).toContainText('#MySecondTag');
  await set.getByRole('button', { name: 'Remove #MySecondTag from “My beach set”' }).click();
  await expect(set).not.toContainText('#MySecondTag');
  await set.getByLabel('Add a tag to the set “My beach set”').fill('#MyThirdTag');
  await page.keyboard.press('Enter');
  await expect(set).toContainText('#MyThirdTag');
  await set.getByRole('button', { name: 'Rename “My beach set”' }).click();
  await page.getByLabel('New name of “My beach set”').fill('Sea');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Sea', exact: true })).toBeFocused();
  await soundInEveryLook(page, 'taste');

  const other = new ComposePage(await page.context().newPage());
  await other.page.setViewportSize({ width: 390, height: 844 });
  await other.page.goto('./#/compose');
  await other.caption.fill('Waves');
  await other.tags();
  // A suggestion may be called so, too.
  const seaSet = other.page.locator('.set-row__set').filter({ hasText: 'Sea' });
  await seaSet.click();
  await expect(kept(other.page).filter({ hasText: 'MyThirdTag' })).toHaveCount(1);
  await expect(kept(other.page).filter({ hasText: 'MySecondTag' })).toHaveCount(0);
  await soundInEveryLook(other.page, 'compose');
  await other.page.getByRole('button', { name: /^Undo: / }).click();
  await expect(other.page.locator('.tags .chip__label bdi').filter({ hasText: 'MyThirdTag' })).toHaveCount(0);

  // Deleted in one tab, it is gone in the other; undone, it is back.
  await page.getByRole('button', { name: 'Delete the set “Sea”' }).click();
  await expect(seaSet).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(seaSet).toBeVisible();

  // Forgotten with everything, in both.
  await page.goto('./#/data');
  await page.getByRole('button', { name: 'Forget everything' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget everything' }).click();
  await expect(seaSet).toHaveCount(0);
  await page.goto('./#/taste');
  await expect(page.getByRole('heading', { name: 'Saved sets' })).toBeVisible();
  await expect(page.locator('.set-item')).toHaveCount(0);
});

test('sets in Ukrainian: made in the taste, at 320 px', async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem('tagweave.settings', JSON.stringify({ language: 'uk' }));
  });
  await page.setViewportSize({ width: 320, height: 844 });
  await page.goto('./#/taste');
  await page.getByLabel('Назва набору').fill('Мій кавовий набір');
  await page.getByLabel('Його теги').fill('#кава #Лате');
  await page.keyboard.press('Enter');
  await expect(page.locator('.set-item')).toContainText('#кава');
  await soundInEveryLook(page, 'uk');
});
