import { expect } from '@playwright/test';
import { ComposePage } from './support/compose-page.ts';
import { everythingStored } from './support/everything-stored.ts';
import { test } from './support/visited.ts';

// The tests that share a browser (support/visited.ts) rest on this: the models are there, and nothing of the test before.
test.describe.serial('one test after another in the same browser', () => {
  test('leaves a post, a draft and a setting behind', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read']);
    await page.addInitScript(() => {
      Object.assign(globalThis, { left: 'behind' });
    });
    const compose = new ComposePage(page);
    await compose.open();
    await compose.caption.fill('My dog runs in the snow');
    await compose.tags();
    await compose.keep();
    await page.getByRole('combobox', { name: 'How to copy' }).selectOption('plain-line');
    await expect.poll(() => page.evaluate(() => localStorage.length)).toBeGreaterThan(0);
    expect((await everythingStored(page)).records['tagweave-history/posts']).toBe(1);
  });

  test('and the next finds nothing of them, but the models', async ({ page, context }) => {
    const downloaded: string[] = [];
    context.on('request', (request) => {
      if (/\.(?:onnx|bin)$/u.test(new URL(request.url()).pathname)) downloaded.push(request.url());
    });
    const compose = new ComposePage(page);
    await compose.open();
    await expect(compose.caption).toHaveValue('');
    const { records, text } = await everythingStored(page);
    expect(Object.values(records).filter((count) => count > 0)).toEqual([]);
    expect(text).not.toContain('plain-line');
    const permission = () => navigator.permissions.query({ name: 'clipboard-read' as PermissionName });
    expect(await page.evaluate(`(${String(permission)})().then(({ state }) => state)`)).not.toBe('granted');
    expect(await page.evaluate(() => 'left' in globalThis)).toBe(false);
    await compose.caption.fill('A cat on the sofa');
    expect((await compose.tags()).length).toBeGreaterThan(0);
    expect(downloaded).toEqual([]);
  });
});
