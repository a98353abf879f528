import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { EXPORTS } from '../src/archives/testing/exports.ts';
import { nothingFound, noSidewaysScroll } from './support/checks.ts';
import { ComposePage, foreignRequests } from './support/compose-page.ts';
import { everythingStored } from './support/everything-stored.ts';
import { SECRET, instagramExport } from './support/exports.ts';
import { PHOTOS } from './support/fixtures.ts';
import type { TestFile } from './support/fixtures.ts';
import { forgetTests, test } from './support/visited.ts';

async function open(page: Page, view: 'data' | 'history' | 'taste'): Promise<void> {
  await page.goto(`./#/${view}`);
  // By its name: while a view is fetched the one before has its own.
  const name = { data: 'Your data', history: 'History', taste: 'Your taste' }[view];
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** Stores that hold anything of the person's; that everything was forgotten once, a number and random ids, is not of them. */
function kept(records: Readonly<Record<string, number>>): readonly (readonly [string, number])[] {
  return Object.entries(records).filter(([store, count]) => count > 0 && store !== 'tagweave-history/wipes');
}

async function choose(page: Page, file: TestFile): Promise<void> {
  await page.locator('.data__files').setInputFiles(file);
}

async function bringIn(page: Page): Promise<void> {
  await open(page, 'data');
  await choose(page, await instagramExport());
  await page.getByRole('button', { name: 'Bring in 5 posts' }).click();
  await expect(page.getByText('5 posts have come in.')).toBeVisible({ timeout: 120_000 });
}

async function saved(page: Page, button: string): Promise<TestFile> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const download = await coming;
  return {
    name: download.suggestedFilename(),
    mimeType: 'application/octet-stream',
    buffer: readFileSync(await download.path()),
  };
}

test('an export comes in after a look at it, once, and nothing leaves the device', async ({ page, baseURL }) => {
  const foreign = foreignRequests(page, baseURL ?? '');
  await open(page, 'data');
  await choose(page, await instagramExport());
  await expect(page.getByText('Found: Instagram')).toBeVisible();
  await expect(page.locator('.fact-list')).toHaveText(/New posts5of them with a photo4different hashtags8/);
  await page.getByText('1 entry has a problem').click();
  await expect(page.getByText('posts_1.json, 6: not as it should be; left out')).toBeVisible();
  expect((await everythingStored(page)).text).not.toContain(SECRET);

  await page.getByRole('button', { name: 'Bring in 5 posts' }).click();
  await expect(page.getByText('5 posts have come in.')).toBeVisible({ timeout: 120_000 });
  await page.getByRole('link', { name: 'History' }).first().click();
  await expect(page.getByText('5 posts', { exact: true })).toBeVisible();
  await expect(page.getByText('Кіт на дивані').first()).toBeVisible();
  await expect(page.locator('.past img')).toHaveCount(4);

  await open(page, 'data');
  await page.getByRole('button', { name: 'Bring in more' }).click();
  await choose(page, await instagramExport());
  await expect(page.locator('.fact-list')).toHaveText(/New posts0Here already5/);
  expect(foreign).toEqual([]);
});

for (const [service, exported] of Object.entries(EXPORTS)) {
  test(`an export of ${service} comes in, its broken entry is listed, and it is known the second time`, async ({
    page,
  }) => {
    const photos = [PHOTOS.cat, PHOTOS.coffee, PHOTOS.boot];
    const posts = ['Кіт 🐈 на дивані', 'Fish & chips', 'Déjà vu'].map((caption, n) => ({
      ...{ caption, tags: ['GoldenHour', `own${n}`], createdAt: new Date(Date.UTC(2026, 0, n + 1, 9)) },
      photo: new Blob([new Uint8Array(photos[n]?.buffer ?? [])]),
    }));
    const files = await Promise.all(
      (await exported(posts)).map(async ({ path, file }) => ({
        ...{ name: path, mimeType: file.type, buffer: Buffer.from(await file.arrayBuffer()) },
      })),
    );
    await open(page, 'data');
    await page.locator('.data__files').setInputFiles(files);
    await expect(page.locator('.fact-list')).toHaveText(/New posts3of them with a photo3different hashtags4/);
    await expect(page.getByText('1 entry has a problem')).toBeVisible();
    await page.getByRole('button', { name: 'Bring in 3 posts' }).click();
    await expect(page.getByText('3 posts have come in.')).toBeVisible({ timeout: 120_000 });
    await page.getByRole('button', { name: 'Bring in more' }).click();
    await page.locator('.data__files').setInputFiles(files);
    await expect(page.locator('.fact-list')).toHaveText(/New posts0Here already3/);
    await page.getByRole('link', { name: 'History' }).first().click();
    await expect(page.locator('.past img')).toHaveCount(3);
    for (const { caption } of posts) await expect(page.getByText(caption).first()).toBeVisible();
  });
}

test('a copy under a passphrase brings everything back; a wrong one is refused; forgetting leaves nothing', async ({
  page,
}) => {
  await bringIn(page);
  const plain = await saved(page, 'Save a backup');
  expect(plain.name).toMatch(/^tagweave-\d{4}-\d\d-\d\d\.zip$/);
  await page.getByLabel('Passphrase, if you want one').fill('Correct Horse');
  await page.getByLabel('Passphrase once more').fill('Correct House');
  await page.getByRole('button', { name: 'Save an encrypted backup' }).click();
  await expect(page.getByRole('alert')).toHaveText('The two are not the same. Type it once more.');
  await page.getByRole('button', { name: 'Show the passphrase' }).click();
  await expect(page.getByLabel('Passphrase once more')).toHaveAttribute('type', 'text');
  await page.getByLabel('Passphrase once more').fill('Correct Horse');
  const locked = await saved(page, 'Save an encrypted backup');
  expect(locked.name).toMatch(/\.tagweave$/);
  // Used, and gone from the field.
  await expect(page.getByLabel('Passphrase, if you want one')).toHaveValue('');
  expect(locked.buffer.subarray(0, 8).toString()).toBe('TAGWEAVE');
  expect(plain.buffer.includes('tagweave.json')).toBe(true);
  expect(locked.buffer.includes('tagweave.json')).toBe(false);

  await open(page, 'taste');
  await page.getByLabel('Add a tag: Always suggest').fill(`#${SECRET}Always`);
  await page.keyboard.press('Enter');
  const before = await everythingStored(page);
  expect(before.text).toContain(`${SECRET}Always`);
  expect(before.records['tagweave-history/posts']).toBe(5);
  expect(before.records['tagweave-history/thumbnails']).toBe(4);

  await open(page, 'data');
  await page.getByRole('button', { name: 'Forget everything' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget everything' }).click();
  await expect(page.getByText('Everything is forgotten.').first()).toBeVisible();
  const after = await everythingStored(page);
  expect(after.text.toLowerCase()).not.toContain(SECRET.toLowerCase());
  expect(kept(after.records)).toEqual([]);

  await page.reload();
  await choose(page, locked);
  await page.getByLabel('Passphrase', { exact: true }).fill('correct horse');
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByText(/The passphrase does not open this file/)).toBeVisible();
  await page.getByLabel('Passphrase', { exact: true }).fill('Correct Horse');
  await page.getByRole('button', { name: 'Open' }).click();
  await page.getByRole('button', { name: 'Bring in 5 posts' }).click();
  await expect(page.getByText('5 posts have come in.')).toBeVisible();
  await page.getByRole('link', { name: 'History' }).first().click();
  await expect(page.locator('.past img')).toHaveCount(4);
  await expect(page.getByText(`#${SECRET}`).first()).toBeVisible();
});

test('forgetting since a day, and one post, leaves the others', async ({ page }) => {
  await bringIn(page);
  await page.getByLabel('Delete posts made since').fill('2026-10-03');
  await page.getByRole('button', { name: 'Delete 3 posts' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 3 posts' }).click();
  await expect(page.getByText('3 posts are deleted.').first()).toBeVisible();
  const { text } = await everythingStored(page);
  expect(text).not.toContain('Slow morning');
  expect(text).toContain('Best friend');
  await page.getByRole('link', { name: 'History' }).first().click();
  await page.getByRole('button', { name: 'Delete “Best friend”' }).click();
  await expect(page.getByText('1 post', { exact: true })).toBeVisible();
  const { text: left, records } = await everythingStored(page);
  expect(left).not.toContain('Best friend');
  expect(records['tagweave-history/thumbnails']).toBe(1);
});

test('what is no export gets one sentence', async ({ page }) => {
  await open(page, 'data');
  const zip = (await instagramExport()).buffer;
  for (const [buffer, says] of [
    [Buffer.from('%PDF-1.7'), /No posts were found in these files/],
    [zip.subarray(0, zip.length - 60), /damaged or not complete/],
  ] as const) {
    await choose(page, { name: 'holiday.zip', mimeType: 'application/zip', buffer });
    await expect(page.getByRole('alert')).toHaveText(says);
  }
});

test('two tabs see each other’s posts', async ({ page, context }) => {
  const other = await context.newPage();
  await open(other, 'history');
  await expect(other.getByText('Posts you keep appear here')).toBeVisible();
  await bringIn(page);
  await expect(other.getByText('5 posts', { exact: true })).toBeVisible();
  await other.getByRole('button', { name: 'Delete “Only words”' }).click();
  await page.getByRole('link', { name: 'History' }).first().click();
  await expect(page.getByText('4 posts', { exact: true })).toBeVisible();
});

test('what is forgotten in one tab does not come back from another', async ({ page, context }) => {
  const other = await context.newPage();
  await open(other, 'taste');
  await bringIn(page);
  await open(page, 'taste');
  await page.getByLabel('Add a tag: Always suggest').fill(`${SECRET}Always`);
  await page.keyboard.press('Enter');
  await expect(other.getByText(`#${SECRET}Always`).first()).toBeVisible();
  await open(page, 'data');
  await page.getByRole('button', { name: 'Forget everything' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget everything' }).click();
  await expect(page.getByText('Everything is forgotten.').first()).toBeVisible();
  await expect(other.getByText(`#${SECRET}Always`)).toHaveCount(0);
  // The other tab writes its settings now.
  await other.getByLabel('Add a tag: Never suggest').fill('boring');
  await other.keyboard.press('Enter');
  await expect(other.getByText('#boring').first()).toBeVisible();
  const { text, records } = await everythingStored(other);
  expect(text).toContain('boring');
  expect(text.toLowerCase()).not.toContain(SECRET.toLowerCase());
  expect(kept(records)).toEqual([]);
});

test('your taste: tags with their photos, lists that rule the suggestions, sliders that act at once', async ({
  page,
}) => {
  await bringIn(page);
  await page.getByRole('link', { name: 'Your taste' }).first().click();
  // Everything that came in is read by then.
  await page.getByRole('button', { name: 'Find out' }).click();
  await expect(page.getByText(/Of 5 tags suggested for a post, [\d.]+ are yours on average/)).toBeVisible({
    timeout: 120_000,
  });
  await page.getByText('The numbers').click();
  await expect(page.getByRole('row', { name: /^all/ })).toBeVisible();
  await nothingFound(page);
  const compose = new ComposePage(page);
  await page.getByRole('link', { name: 'New post' }).first().click();
  // Several tags of about the same weight, so that broad or niche changes their order.
  await compose.caption.fill('Slow morning, coffee and a walk by the lake, autumn forest, mountains, sunset');
  const tags = await compose.tags();
  await page.getByRole('link', { name: 'Your taste' }).first().click();
  const row = page.locator('.tag-row', { hasText: `#${SECRET}` });
  await expect(row).toContainText('4 posts');
  await row.locator('summary').click();
  await expect(row.locator('img')).toHaveCount(3);
  const now = page.locator('.taste__now bdi');
  await expect(now).toHaveCount(tags.length);

  const own = now.filter({ hasText: `#${SECRET}` });
  const broad = page.getByRole('slider', { name: 'Broad or niche' });
  const strength = page.getByRole('slider', { name: 'Your own posts count' });
  await expect(own).toHaveCount(1);
  await strength.focus();
  await page.keyboard.press('Home');
  await expect(own).toHaveCount(0); // no network knows it
  await page.keyboard.press('End');
  await expect(own).toHaveCount(1);
  const middle = await now.allTextContents();
  await broad.focus();
  await page.keyboard.press('Home');
  await expect(broad).toHaveAttribute('aria-valuetext', '5 steps towards broad');
  await expect.poll(() => now.allTextContents()).not.toEqual(middle);
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect.poll(() => now.allTextContents()).toEqual(middle);

  await page.getByLabel('Add a tag: Always suggest').fill('MyStudio');
  await page.keyboard.press('Enter');
  await expect(now.filter({ hasText: '#MyStudio' })).toHaveCount(1);
  await page.getByLabel('Add a tag: Never suggest').fill(tags[0] ?? '');
  await page.keyboard.press('Enter');
  await expect(now.filter({ hasText: new RegExp(`^#${tags[0] ?? ''}$`, 'i') })).toHaveCount(0);

  await nothingFound(page);
  await page.setViewportSize({ width: 320, height: 740 });
  expect(await noSidewaysScroll(page)).toBe(true);

  await page.reload();
  await expect(page.getByText('#MyStudio', { exact: true })).toBeVisible();
});

test.describe('data and taste', () => {
  // Brought about once: what follows only looks, in every size and colour.
  let views: Page[];

  test.beforeAll(async ({ visited, baseURL }) => {
    await forgetTests(visited, baseURL ?? '');
    const [places, preview, taste] = [await visited.newPage(), await visited.newPage(), await visited.newPage()];
    await open(places, 'data');
    await places.getByText('Where to get an export').click();
    await open(preview, 'data');
    await choose(preview, await instagramExport());
    await preview.getByText('1 entry has a problem').click();
    await bringIn(taste);
    await open(taste, 'taste');
    await taste.locator('.tag-row summary').first().click();
    views = [places, preview, taste];
  });
  test.afterAll(() => Promise.all(views.map((page) => page.close())));

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 390, 320]) {
      test(`axe finds nothing in data and taste at ${width} px, ${colorScheme}`, async () => {
        for (const page of views) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await page.setViewportSize({ width, height: 844 });
          await nothingFound(page);
          expect(await noSidewaysScroll(page)).toBe(true);
        }
      });
    }
  }
});
