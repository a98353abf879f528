import { expect } from '@playwright/test';
import { soundInEveryLook } from './support/checks.ts';
import { ComposePage } from './support/compose-page.ts';
import { test } from './support/visited.ts';

test('my list: pasted, read, suggested with its reason, there after a reload, never against the never-list, gone with the wish', async ({
  page,
}) => {
  await page.goto('./#/taste');
  const field = page.getByLabel('Hashtags of my list');
  await field.fill('#EspressoMartini\n#SnowLeopardTrek\n#ViolinRepair\n#CarbonaraRecipe\n#TrailRunningShoes');
  await page.getByRole('button', { name: 'Save the list' }).click();
  await expect(page.getByText('Your list has 5 hashtags.')).toBeVisible();
  await soundInEveryLook(page, 'list');
  // The names are read while nothing else is to be done.
  const names = () =>
    page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const opening = indexedDB.open('tagweave-history');
          opening.onsuccess = () => {
            const asking = opening.result.transaction('own').objectStore('own').get('tag-list-names');
            asking.onsuccess = () => {
              resolve(((asking.result as { labels?: string[] } | undefined)?.labels ?? []).length);
              opening.result.close();
            };
          };
        }),
    );
  const compose = new ComposePage(page);
  await page.goto('./#/compose');
  await compose.caption.fill('Dog');
  await compose.tags();
  await expect.poll(names, { timeout: 60_000 }).toBe(5);

  await page.reload();
  await compose.caption.fill('My recipe for carbonara');
  await compose.settled();
  const own = page.locator('.tags .chip__label').filter({ hasText: 'CarbonaraRecipe' });
  await expect(own).toBeVisible();
  await own.click();
  await expect(page.getByText('From your list.').first()).toBeVisible();
  await expect(page.locator('.tags .chip__label').filter({ hasText: 'ViolinRepair' })).toHaveCount(0);

  await page.goto('./#/data');
  await page.getByRole('button', { name: 'Forget everything' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget everything' }).click();
  await expect.poll(names).toBe(0);
  await page.goto('./#/taste');
  await expect(page.getByLabel('Hashtags of my list')).toHaveValue('');
});
