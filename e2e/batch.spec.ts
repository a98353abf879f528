import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js';
import sharp from 'sharp';
import { nothingFound } from './support/checks.ts';
import { ComposePage } from './support/compose-page.ts';
import type { TestFile } from './support/fixtures.ts';
import { test } from './support/visited.ts';

const COUNT = 200;

/** Small photos, no two alike, so that nothing comes from a cache. */
async function photos(): Promise<TestFile[]> {
  return Promise.all(
    Array.from({ length: COUNT }, async (_, index) => ({
      name: `photo-${String(index + 1).padStart(3, '0')}.jpg`,
      mimeType: 'image/jpeg',
      buffer: await sharp({
        create: {
          width: 96,
          height: 72,
          channels: 3,
          background: { r: (index * 37) % 256, g: (index * 59) % 256, b: index % 256 },
        },
      })
        .jpeg()
        .toBuffer(),
    })),
  );
}

async function saved(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name, exact: true }).click(),
  ]);
  return readFileSync(await download.path());
}

test('200 photos become a queue: progress, pause, stop, edit, and all of them out', async ({ page, context }) => {
  // 200 photos are real work for two cores.
  test.setTimeout(600_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const compose = new ComposePage(page);
  await compose.open();
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles(await photos());
  const done = page.locator('.queue__item--done');
  await expect(page.locator('.queue__item')).toHaveCount(COUNT);
  await expect.poll(() => done.count(), { timeout: 120_000 }).toBeGreaterThan(3);
  await expect(page.getByRole('progressbar', { name: 'Posts read' })).toBeVisible();
  await nothingFound(page);

  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.locator('.queue__item--working')).toHaveCount(0);
  await expect(page.getByText(/^Paused: \d+ of 200 ready/u)).toBeVisible();
  const before = await done.count();
  await page.waitForTimeout(1000);
  expect(await done.count()).toBe(before);

  await page.getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => done.count(), { timeout: 120_000 }).toBeGreaterThan(before + 5);
  await page.getByRole('button', { name: 'Stop the rest' }).click();
  const stopped = page.locator('.queue__item--failed');
  await expect.poll(async () => (await done.count()) + (await stopped.count())).toBe(COUNT);
  await page.getByRole('button', { name: /^Read \d+ stopped posts$/u }).click();
  await expect(done).toHaveCount(COUNT, { timeout: 400_000 });

  // One of them is edited; the others come out as they are.
  await page.locator('.queue__pick').nth(6).click();
  await page.getByRole('combobox', { name: 'Your own tag' }).fill('Holiday');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Copy all' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  // A photo in which nothing stands out has no tags to copy.
  expect(copied.split('\n\n').length).toBeGreaterThan(COUNT * 0.75);

  const csv = (await saved(page, 'CSV')).toString().trimEnd().split('\r\n');
  expect([csv.length, csv[0]]).toEqual([COUNT + 1, '\ufefffile,caption,tags,alt_text']);
  expect(csv[7]).toMatch(/^"photo-007\.jpg","",".*#Holiday","[^"]+"$/u);
  const json = JSON.parse((await saved(page, 'JSON')).toString()) as { file: string; tags: string[] }[];
  expect(json).toHaveLength(COUNT);
  const zip = new ZipReader(new BlobReader(new Blob([new Uint8Array(await saved(page, 'XMP'))])));
  const entries = await zip.getEntries();
  expect(entries.map((entry) => entry.filename)).toEqual(json.map((one) => one.file.replace('.jpg', '.xmp')));
  const seventh = entries[6];
  if (seventh === undefined || seventh.directory) throw new Error('There is no seventh sidecar.');
  const xmp = await seventh.getData(new TextWriter());
  for (const tag of json[6]?.tags ?? []) expect(xmp).toContain(`<rdf:li>${tag}</rdf:li>`);
  await nothingFound(page);
});
