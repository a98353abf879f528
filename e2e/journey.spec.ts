import { expect } from '@playwright/test';
import { ComposePage, foreignRequests } from './support/compose-page.ts';
import { PHOTOS } from './support/fixtures.ts';
import { test } from './support/visited.ts';

/** What a reader would accept as a tag for the fixture; at least one of the first five must be among them. */
const SENSIBLE = {
  beagle: ['dog', 'dogs', 'puppy', 'beagle', 'mammal', 'animal', 'animals', 'brown'],
  boot: ['shoes', 'shoe', 'boots', 'boot', 'heels', 'black'],
  house: ['house', 'home', 'building', 'buildings', 'architecture', 'grass', 'green', 'homes'],
} as const;

test.describe('a photo and a caption become hashtags', () => {
  for (const [name, sensible] of Object.entries(SENSIBLE)) {
    test(`${name}: photo alone`, async ({ page, baseURL }) => {
      const foreign = foreignRequests(page, baseURL ?? '');
      const compose = new ComposePage(page);
      await compose.open();
      await compose.choosePhoto(PHOTOS[name as keyof typeof SENSIBLE]);
      // Nothing that is sure enough is an answer too, where it is said (docs/decisions/0014); senseless tags are none.
      const nothing = page.locator('.tags').getByText('Nothing fits well enough.');
      await expect(compose.tagList.first().or(nothing)).toBeVisible({ timeout: 120_000 });
      if (await nothing.isHidden()) {
        const tags = await compose.tags();
        expect(
          tags.some((tag) => (sensible as readonly string[]).includes(tag)),
          tags.join(' '),
        ).toBe(true);
      }
      expect(foreign).toEqual([]);
    });
  }

  test('beagle with an English caption, house with a Ukrainian one: the caption changes the tags', async ({ page }) => {
    const compose = new ComposePage(page);
    await compose.open();
    await compose.choosePhoto(PHOTOS.beagle);
    const alone = await compose.tags();
    await compose.caption.fill('My dog runs on the beach and plays in the water');
    await expect(async () => {
      const tags = await compose.tags();
      expect(tags).not.toEqual(alone);
      expect(
        tags.some((tag) => ['beach', 'water', 'ocean', 'sand', 'running', 'dog', 'runs'].includes(tag)),
        tags.join(' '),
      ).toBe(true);
    }).toPass({ timeout: 60_000 });

    await compose.caption.fill('Собака біжить по снігу');
    await expect(async () => {
      const tags = await compose.tags();
      expect(
        tags.some((tag) => ['dog', 'snow', 'running', 'dogs', 'winter'].includes(tag)),
        tags.join(' '),
      ).toBe(true);
    }).toPass({ timeout: 60_000 });
  });

  test('caption alone is enough, in a Ukrainian interface', async ({ browser }) => {
    const context = await browser.newContext({ locale: 'uk-UA' });
    const page = await context.newPage();
    const compose = new ComposePage(page, 'uk');
    await compose.open();
    await expect(page.locator('html')).toHaveAttribute('lang', 'uk');
    await compose.caption.fill('Двоє дітей грають у футбол на траві');
    const tags = await compose.tags();
    // Named in the caption, and in its language: so it is where nobody has chosen another one.
    expect(
      tags.some((tag) => ['футбол', 'діти', 'трава'].includes(tag)),
      tags.join(' '),
    ).toBe(true);
    await context.close();
  });

  test('reasons add up, removing and typing work, and a kept post survives a reload and counts', async ({ page }) => {
    const compose = new ComposePage(page);
    await compose.open();
    await compose.choosePhoto(PHOTOS.cat);
    await compose.caption.fill('Sunday on the sofa');
    const before = await compose.tags();

    await page.getByRole('button', { name: new RegExp(`^Remove ${before[0] ?? ''}`, 'i') }).click();
    await expect(page.getByText('Not these:')).toBeVisible();
    expect(await compose.tags()).not.toContain(before[0]);

    await page.getByRole('combobox', { name: 'Your own tag' }).fill('ChelseaTheCat');
    await page.keyboard.press('Enter');
    expect(await compose.tags()).toContain('chelseathecat');

    await compose.keep();
    await page.reload();
    await page.getByRole('link', { name: 'History' }).first().click();
    await expect(page.getByText('1 post', { exact: true })).toBeVisible();
    await expect(page.getByText('Sunday on the sofa').first()).toBeVisible();
    await expect(page.locator('.history img, [class*="history"] img').first()).toBeVisible();
  });
});
