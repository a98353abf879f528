import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { ComposePage } from './support/compose-page.ts';

const models = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'Settings' }).first().click();
  await expect(page.getByRole('heading', { name: 'Kept on this device' })).toBeVisible();
};
const rows = (page: Page) => page.locator('.stored__row');

test('the models page: what is kept and how large, one deleted, everything fetched again', async ({ page }) => {
  const fetched: string[] = [];
  page.context().on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/\.(onnx|bin|wasm|wasm-gz)$/u.test(pathname)) fetched.push(pathname);
  });
  const compose = new ComposePage(page);
  await compose.open();
  await models(page);
  await expect(page.getByText('Nothing is downloaded yet.')).toBeVisible();
  await page.getByRole('link', { name: 'New post' }).first().click();
  await compose.caption.fill('A dog in the snow');
  await compose.tags();

  await models(page);
  await expect(rows(page)).toHaveCount(5);
  for (const role of ['Reads photos', 'Reads captions', 'Chooses tags']) {
    await expect(rows(page).filter({ hasText: role })).toHaveText(/\d[\d.,]* [kM]B/u);
  }
  await expect(page.getByText(/used on this device, posts included/u)).toBeVisible();

  // One of them goes; what is loaded already goes on working, and the next visit fetches just that one.
  const reader = rows(page).filter({ hasText: 'Reads captions' });
  const name = (await reader.locator('.muted').first().innerText()).trim();
  await page.getByRole('button', { name: `Delete ${name}` }).click();
  await expect(rows(page)).toHaveCount(4);
  fetched.length = 0;
  await page.reload();
  await page.getByRole('link', { name: 'New post' }).first().click();
  await compose.caption.fill('A cat on the sofa');
  expect((await compose.tags()).length).toBeGreaterThan(0);
  expect(fetched.length).toBeGreaterThan(0);
  const [folder = name] = name.split('@');
  expect(fetched.filter((path) => !path.includes(folder))).toEqual([]);

  await models(page);
  await expect(rows(page)).toHaveCount(5);
  fetched.length = 0;
  await page.getByRole('button', { name: 'Download everything again' }).click();
  await expect(rows(page)).toHaveCount(5, { timeout: 120_000 });
  await expect.poll(() => fetched.filter((path) => path.endsWith('.onnx')).length).toBe(2);
});

test('a file that was altered on the device is never loaded: it is fetched again', async ({ page }) => {
  const compose = new ComposePage(page);
  await compose.open();
  await compose.caption.fill('A dog in the snow');
  await compose.tags();
  const altered = await page.evaluate(async () => {
    const cache = await caches.open('tagweave-models-1');
    const found = (await cache.keys()).filter(({ url }) => url.includes('.onnx'));
    for (const request of found) {
      const bytes = new Uint8Array(await (await cache.match(request))!.arrayBuffer());
      bytes[bytes.length >> 1]! ^= 1;
      await cache.put(request, new Response(bytes, { headers: { 'content-length': String(bytes.length) } }));
    }
    return found.length;
  });
  // Photo, caption as it travelled, and the form of it that runs, which is made anew.
  expect(altered).toBe(3);
  const fetched: string[] = [];
  page.context().on('request', (request) => {
    if (request.url().endsWith('.onnx')) fetched.push(request.url());
  });
  await page.reload();
  await compose.caption.fill('A cat on the sofa');
  expect((await compose.tags()).length).toBeGreaterThan(0);
  expect(fetched).toHaveLength(2);
});

test('where the device saves data nothing large comes before the press, and the page says why', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: Object.assign(new EventTarget(), { saveData: true }) });
  });
  const fetched: string[] = [];
  page.context().on('request', (request) => {
    if (request.url().endsWith('.onnx')) fetched.push(request.url());
  });
  const compose = new ComposePage(page);
  await compose.open();
  await compose.caption.fill('A dog in the snow');
  await expect(page.getByText('Your device is set to save data')).toBeVisible();
  await page.waitForTimeout(1500); // longer than the pause in typing after which it would begin
  expect(fetched).toEqual([]);
  await page.getByRole('button', { name: 'Download now' }).click();
  expect((await compose.tags()).length).toBeGreaterThan(0);
  expect(fetched).toHaveLength(2);
});
