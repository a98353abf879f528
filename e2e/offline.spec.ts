import { expect, test } from '@playwright/test';
import { ComposePage } from './support/compose-page.ts';
import { PHOTOS } from './support/fixtures.ts';

test('from the second visit on everything works without a network, isolation included', async ({ page, context }) => {
  const compose = new ComposePage(page);
  await compose.open();
  await compose.choosePhoto(PHOTOS.cat);
  await compose.caption.fill('My cat');
  expect(await compose.tags()).toContain('cat');
  // The service worker has stored the page (it does so after everything else).
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

  await context.setOffline(true);
  await page.reload();
  expect(await page.evaluate(() => fetch('./no-such-file').then(String, () => 'offline'))).toBe('offline');
  expect(await page.evaluate(() => [crossOriginIsolated, navigator.serviceWorker.controller !== null])).toEqual([
    true,
    true,
  ]);
  await compose.choosePhoto(PHOTOS.beagle);
  await compose.caption.fill('My dog on the beach');
  expect(await compose.tags()).toContain('dog');
  await compose.keep();

  await page.goto('./?from=bookmark#/history');
  await expect(page.getByText('My dog on the beach').first()).toBeVisible();

  // Nothing is stored twice: runtimes and models are in the engine's own cache only.
  const kept = await page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name !== 'tagweave-models-1');
    const lists = await Promise.all(
      names.map(async (name) => (await (await caches.open(name)).keys()).map((one) => one.url)),
    );
    return lists.flat();
  });
  expect(kept.length).toBeGreaterThan(10);
  expect(kept.filter((url) => /\.(wasm|wasm-gz|onnx|bin)$/.test(url))).toEqual([]);
});

test('the page can be installed: manifest, icons, shortcuts', async ({ page }) => {
  await page.goto('./');
  const session = await page.context().newCDPSession(page);
  const { errors, data } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data ?? '{}') as {
    readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose?: string }[];
    readonly shortcuts: readonly { readonly name: string }[];
  };
  expect(manifest.shortcuts.map((one) => one.name)).toEqual(['New post', 'History']);
  expect(manifest.icons.filter((icon) => icon.purpose === 'maskable')).toHaveLength(2);
  for (const icon of manifest.icons) {
    const size = await page.evaluate(async (src) => {
      const picture = await createImageBitmap(await (await fetch(src)).blob());
      return `${picture.width}x${picture.height}`;
    }, icon.src);
    expect(size).toBe(icon.sizes);
  }
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.filter((error) => error.errorId !== 'in-incognito')).toEqual([]);
});
