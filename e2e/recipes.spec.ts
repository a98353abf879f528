import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { FRAMEWORK_NAMES, buildComponentPage } from './support/component-page.ts';
import { serveForm } from './support/form-server.ts';
import { serveFolder } from './support/serve-folder.ts';

const suggest = async (page: Page, caption: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Caption' }).fill(caption);
  await page.getByRole('button', { name: /^Suggest hashtags/u }).click();
};

for (const framework of FRAMEWORK_NAMES) {
  test(`${framework}: the element’s tags are the component’s state, its value the form’s`, async ({ page }) => {
    const folder = mkdtempSync(join(tmpdir(), 'tagweave-recipe-'));
    await buildComponentPage(framework, folder);
    const host = await serveFolder({ '/models/': 'dist/models', '/': folder });
    const troubles: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'warning' || message.type() === 'error') troubles.push(message.text());
    });
    page.on('pageerror', (error) => troubles.push(error.message));
    try {
      await page.goto(host.url);
      await page.getByRole('button', { name: 'Post with 0 tags' }).click();
      await expect(page.locator('output')).toBeEmpty(); // required: the form was not sent
      await suggest(page, 'My dog runs through the snow');
      await expect(page.getByRole('button', { name: 'Post with 3 tags' })).toBeVisible({ timeout: 120_000 });
      await page
        .getByRole('button', { name: /^Remove /u })
        .first()
        .click();
      await page.getByRole('button', { name: 'Post with 2 tags' }).click();
      const tags = await page.locator('tagweave-recommender li bdi').allTextContents();
      await expect(page.locator('output')).toHaveText(tags.join(' '));
      expect(tags).toHaveLength(2);
      expect(troubles).toEqual([]);
    } finally {
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

test('a page that a server renders: kept tags come as the value, the form goes with its nonce', async ({ page }) => {
  const host = await serveFolder({ '/widget/': 'dist/widget', '/models/': 'dist/models' }, () => ({
    'Access-Control-Allow-Origin': '*',
  }));
  const template = readFileSync('e2e/recipes/server-page.html', 'utf8');
  const own = template.replaceAll('https://tagweave.example/', host.url);
  const server = await serveForm(own, { caption: '"Snow" </textarea><b>', tags: '#Kept #Too' });
  const shown = page.locator('tagweave-recommender li bdi');
  try {
    await page.goto(server.url);
    await expect(shown).toHaveText(['#Kept', '#Too']);
    await expect(page.getByRole('textbox', { name: 'Caption' })).toHaveValue('"Snow" </textarea><b>');
    await suggest(page, 'My dog runs through the snow');
    await expect(shown).toHaveCount(3, { timeout: 120_000 });
    const chosen = (await shown.allTextContents()).join(' ');
    expect(chosen).not.toBe('#Kept #Too');

    // The nonce was used in another tab, or is too old: nothing is lost.
    const nonce = page.locator('input[name="nonce"]');
    await nonce.evaluate((field: HTMLInputElement) => (field.value = 'old'));
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('alert').first()).toHaveText(/too old/u);
    expect(server.saved.tags).toBe('#Kept #Too');
    await expect(shown).toHaveText(chosen.split(' '));

    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('alert').first()).toBeEmpty();
    expect(server.saved).toEqual({ caption: 'My dog runs through the snow', tags: chosen });
    await expect(shown).toHaveText(chosen.split(' '));
  } finally {
    await Promise.all([host.close(), server.close()]);
  }
});
