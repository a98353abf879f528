import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { ZipReader, BlobReader, Uint8ArrayWriter } from '@zip.js/zip.js';
import exifr from 'exifr';
import { ComposePage } from './support/compose-page.ts';
import { everythingStored } from './support/everything-stored.ts';
import { IN_METADATA, PHOTOS, photoWithPlace } from './support/fixtures.ts';
import { test } from './support/visited.ts';

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

function nothingOfIt(text: string, where: string, words: readonly string[] = IN_METADATA): void {
  for (const word of words) expect(text.includes(word), `${word} in ${where}`).toBe(false);
}

async function saved(page: Page, name: string): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name, exact: true }).click();
  return readFileSync(await (await coming).path());
}

test('place, time, device and name of a photo reach neither storage, backup, clipboard nor lists', async ({
  page,
  context,
}) => {
  const photo = await photoWithPlace();
  // Without them the test could not fail.
  expect((await exifr.gps(photo.buffer)).latitude).toBeCloseTo(50.45, 2);
  nothingOfIt(latin1(PHOTOS.boot.buffer), 'a photo without metadata');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const compose = new ComposePage(page);
  await compose.open();
  await compose.choosePhoto(photo);
  await compose.caption.fill('My cat sleeps on the sofa');
  await compose.tags();
  await page.getByRole('button', { name: /^Copy \d+ tag/u }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('#');
  nothingOfIt(await page.evaluate(() => navigator.clipboard.readText()), 'the clipboard');
  await compose.keep();
  await page.getByRole('button', { name: 'New post' }).click();
  await expect
    .poll(async () => (await everythingStored(page)).records['tagweave-drafts/photos'], { timeout: 20_000 })
    .toBe(0);
  const stored = await everythingStored(page);
  expect(stored.records['tagweave-history/thumbnails']).toBe(1);
  // The bytes of the small picture are among what is looked at.
  expect(stored.text).toMatch(/JFIF|WEBP|PNG/u);
  nothingOfIt(stored.text, 'storage');

  await page.goto('./#/data');
  const backup = await saved(page, 'Save a backup');
  const files = await new ZipReader(new BlobReader(new Blob([new Uint8Array(backup)]))).getEntries();
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) {
    nothingOfIt(file.filename, 'names in the backup');
    if (!file.directory) nothingOfIt(latin1(await file.getData(new Uint8ArrayWriter())), file.filename);
  }

  // A queue's lists name their files, which is what they are for; nothing else of them.
  await page.goto('./#/compose');
  await page.locator('input[type="file"]').first().setInputFiles([photo, PHOTOS.boot]);
  await expect(page.locator('.queue__item--done')).toHaveCount(2, { timeout: 120_000 });
  const notNames = IN_METADATA.filter((word) => !photo.name.includes(word));
  for (const name of ['CSV', 'JSON', 'XMP']) nothingOfIt(latin1(await saved(page, name)), name, notNames);
});
