import { expect } from '@playwright/test';
import { ComposePage } from './support/compose-page.ts';
import { test } from './support/visited.ts';

test('without a graphics adapter the page runs on WebAssembly and says so', async ({ page }) => {
  const compose = new ComposePage(page);
  await compose.open();
  expect(await page.evaluate(async () => 'gpu' in navigator && (await navigator.gpu.requestAdapter()) !== null)).toBe(
    false,
  );
  await compose.caption.fill('A dog in the snow');
  expect((await compose.tags()).length).toBeGreaterThan(0);
  await page.getByRole('link', { name: 'Settings' }).first().click();
  await expect(page.getByText('processor (WebAssembly)')).toHaveCount(2);
});
