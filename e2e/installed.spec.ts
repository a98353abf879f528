import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as firstVisit } from '@playwright/test';
import type { Page } from '@playwright/test';
import { nothingFound } from './support/checks.ts';
import { ComposePage } from './support/compose-page.ts';
import { PHOTOS } from './support/fixtures.ts';
import { test } from './support/visited.ts';

const workerReady = (page: Page): Promise<void> =>
  page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
const names = (page: Page): Promise<string[]> => page.locator('.queue__pick .visually-hidden').allTextContents();

firstVisit('the manifest offers screenshots, a share target and the photo files of the system', async ({ page }) => {
  await page.goto('./');
  const session = await page.context().newCDPSession(page);
  const { errors, data } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data ?? '{}') as {
    readonly screenshots: readonly { readonly src: string; readonly sizes: string; readonly form_factor: string }[];
    readonly share_target: { readonly action: string; readonly method: string };
    readonly file_handlers: readonly { readonly accept: Readonly<Record<string, readonly string[]>> }[];
  };
  expect(manifest.screenshots.map((one) => one.form_factor)).toEqual(['wide', 'narrow']);
  for (const { src, sizes } of manifest.screenshots) {
    const size = await page.evaluate(async (address) => {
      const picture = await createImageBitmap(await (await fetch(address)).blob());
      return `${picture.width}x${picture.height}`;
    }, src);
    expect(size).toBe(sizes);
  }
  expect(manifest.share_target).toMatchObject({ action: './share', method: 'POST' });
  expect(manifest.file_handlers[0]?.accept['image/jpeg']).toContain('.jpg');
});

firstVisit(
  'photos and text shared by another app land in compose, several become the queue',
  async ({ page, baseURL }) => {
    const compose = new ComposePage(page);
    await compose.open();
    await compose.caption.fill('Already begun');
    await workerReady(page);
    await expect(async () => {
      const kept = await page.evaluate(async () => (await indexedDB.databases()).map((one) => one.name));
      expect(kept).toContain('tagweave-drafts');
    }).toPass();
    await page.waitForTimeout(600);
    // The system posts a form to the share target, as this page of nobody does.
    await page.goto('about:blank');
    await page.setContent(
      `<form method="post" enctype="multipart/form-data" action="${baseURL ?? ''}share">
       <input name="title"><input name="text"><input name="photos" type="file" multiple><button>Share</button></form>`,
    );
    await page.locator('[name="text"]').fill('At the sea');
    await page.locator('[name="photos"]').setInputFiles([PHOTOS.cat, PHOTOS.beagle]);
    await page.getByRole('button', { name: 'Share' }).click();
    await expect(page).toHaveURL(`${baseURL ?? ''}#/`);
    await expect(page.locator('.queue__pick')).toHaveCount(3);
    expect((await names(page)).map((name) => name.split(':')[0])).toEqual(['Post 1', 'cat.jpg', 'beagle.png']);
    await expect(compose.caption).toHaveValue('At the sea');
    await page.locator('.queue__pick').first().click();
    await expect(compose.caption).toHaveValue('Already begun');
    await nothingFound(page);
    // Fetched once: a reload does not add them again.
    await page.waitForTimeout(600);
    await page.reload();
    await expect(page.locator('.queue__pick')).toHaveCount(3);
  },
);

firstVisit(
  'a page of another site puts nothing on the table, and a shared photo takes nobody’s place',
  async ({ page, baseURL }) => {
    const compose = new ComposePage(page);
    await compose.open();
    await compose.choosePhoto(PHOTOS.cat);
    await workerReady(page);
    await page.waitForFunction(async () => (await indexedDB.databases()).some((one) => one.name === 'tagweave-drafts'));
    await page.waitForTimeout(600);
    const form = `<form method="post" enctype="multipart/form-data" action="${baseURL ?? ''}share">
    <input name="text" value="Buy now"><input name="photos" type="file"><button>Share</button></form>`;
    await page.route('http://another.example/', (route) => route.fulfill({ contentType: 'text/html', body: form }));
    await page.goto('http://another.example/');
    await page.locator('[name="photos"]').setInputFiles(PHOTOS.beagle);
    await page.getByRole('button', { name: 'Share' }).click();
    await expect(page.getByText('A page of another site wanted to put something here')).toBeVisible();
    await expect(page).toHaveURL(`${baseURL ?? ''}#/`);
    await expect(compose.caption).toHaveValue('');
    await expect(page.locator('.queue__pick')).toHaveCount(0);

    await page.goto('about:blank');
    await page.setContent(form.replace('Buy now', ''));
    await page.locator('[name="photos"]').setInputFiles(PHOTOS.beagle);
    await page.getByRole('button', { name: 'Share' }).click();
    await expect(page.getByText('It is kept only when you press Keep')).toBeVisible();
    await expect(page.locator('.queue__pick')).toHaveCount(2);
    expect((await names(page)).map((name) => name.split(':')[0])).toEqual(['cat.jpg', 'beagle.png']);
  },
);

test('what was typed and dropped comes back after the window was closed without a word', async ({ context }) => {
  const first = await context.newPage();
  const compose = new ComposePage(first);
  await compose.open();
  await compose.choosePhoto(PHOTOS.cat);
  await compose.caption.fill('My cat, half a');
  await compose.tags();
  await first.getByRole('combobox', { name: 'Your own tag' }).fill('Chelsea');
  await first.keyboard.press('Enter');
  await first.waitForTimeout(600);
  // A second window beside it begins empty: two windows never share their posts.
  const beside = await context.newPage();
  await beside.goto('./');
  await expect(new ComposePage(beside).caption).toHaveValue('');
  await beside.close();
  await first.close({ runBeforeUnload: false });

  const second = await context.newPage();
  // Playwright closes a page before the browser has let its locks go.
  await second.goto('./manifest.webmanifest');
  const held = () => second.evaluate(async () => (await navigator.locks.query()).held?.length ?? 0);
  await expect.poll(held).toBe(0);
  const again = new ComposePage(second);
  await again.open();
  await expect(again.caption).toHaveValue('My cat, half a');
  await expect(second.locator('.stage img')).toHaveJSProperty('complete', true);
  expect(await again.tags()).toContain('chelsea');
  await again.keep();
  await second.waitForTimeout(600);
  await second.reload();
  await expect(again.caption).toHaveValue('');
});

firstVisit.describe('an update', () => {
  let folder: string;
  let newer: string;
  let server: ChildProcess;
  let address: string;

  firstVisit.beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tagweave-update-'));
    newer = join(folder, 'newer');
    const { status, stderr } = spawnSync(
      process.execPath,
      ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error', '--outDir', newer, '--emptyOutDir'],
      { env: { ...process.env, TAGWEAVE_VERSION: '99.0.0' }, encoding: 'utf8' },
    );
    expect(status, stderr).toBe(0);
    cpSync('dist', join(folder, 'page'), { recursive: true });
    server = spawn(process.execPath, ['dist-node/cli.js', 'serve', join(folder, 'page'), '--port', '0']);
    address = await new Promise<string>((resolve) => {
      server.stdout?.once('data', (line: Buffer) => {
        resolve(/http\S+/u.exec(line.toString())?.[0] ?? '');
      });
    });
  });
  firstVisit.afterAll(() => {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  firstVisit('waits until it is asked for, and the photo and caption on the table survive it', async ({ page }) => {
    const compose = new ComposePage(page);
    const settings = async (): Promise<void> => {
      await page.getByRole('link', { name: 'Settings' }).first().click();
    };
    await page.goto(address);
    await workerReady(page);
    await page.reload();
    await compose.choosePhoto(PHOTOS.cat);
    await compose.caption.fill('My cat before the update');
    await compose.tags();

    // The host gets the new version of the same folder; the page learns of it at its next look.
    rmSync(join(folder, 'page'), { recursive: true });
    cpSync(newer, join(folder, 'page'), { recursive: true });
    await page.evaluate(async () => {
      await (await navigator.serviceWorker.ready).update();
    });
    const start = page.getByRole('button', { name: 'Start it' });
    await expect(start).toBeVisible();
    await nothingFound(page);
    await settings();
    await expect(page.getByText(/Tagweave 0\.\d+\.\d+/u)).toBeVisible();
    await page.getByRole('link', { name: 'Tagweave' }).click();

    // Listened for before the press: the page may be back before the press is over.
    await Promise.all([page.waitForEvent('load'), start.click()]);
    await expect(compose.caption).toHaveValue('My cat before the update');
    await expect(page.locator('.stage img')).toHaveAttribute('alt', /cat\.jpg/u);
    expect(await compose.tags()).toContain('cat');
    await settings();
    await expect(page.getByText('Tagweave 99.0.0')).toBeVisible();
  });
});
