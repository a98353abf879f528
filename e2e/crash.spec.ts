import { expect, test } from '@playwright/test';
import { ComposePage } from './support/compose-page.ts';
import { PHOTOS } from './support/fixtures.ts';

test('what was typed and dropped comes back after the tab has crashed', async ({ context }) => {
  const page = await context.newPage();
  const compose = new ComposePage(page);
  await compose.open();
  await compose.choosePhoto(PHOTOS.cat);
  await compose.caption.fill('Half a sentence');
  // Written down a moment after the last key (src/app/stores/compose/draft-keeper.ts).
  await expect(async () => {
    const kept = await page.evaluate(
      () =>
        new Promise<unknown[]>((resolve, reject) => {
          const opening = indexedDB.open('tagweave-drafts');
          opening.onerror = reject;
          opening.onsuccess = () => {
            const asked = opening.result.transaction('drafts').objectStore('drafts').getAll();
            asked.onsuccess = () => {
              opening.result.close();
              resolve(asked.result);
            };
          };
        }),
    );
    expect(kept).toMatchObject([{ caption: 'Half a sentence', photoName: 'cat.jpg' }]);
  }).toPass();
  const crashed = page.waitForEvent('crash');
  const session = await context.newCDPSession(page);
  // Never answered: who should?
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();

  const again = new ComposePage(await context.newPage());
  await again.open();
  await expect(again.caption).toHaveValue('Half a sentence');
  await expect(again.page.locator('.stage img')).toHaveAttribute('alt', /cat\.jpg/u);
});

for (const [how, hang] of [
  ['is ended without a word', 'self.close()'],
  ['hangs', 'setTimeout(() => { for (;;); })'],
] as const) {
  test(`a worker that ${how} is noticed, and a fresh one goes on with the post`, async ({ page }) => {
    await page.clock.install();
    const compose = new ComposePage(page);
    await compose.open();
    await compose.caption.fill('My dog runs through the snow');
    await compose.tags();
    const [worker] = page.workers();
    await worker!.evaluate(hang);
    await compose.caption.fill('My dog runs through the deep snow');
    // The page looks at a worker that owes an answer every ten seconds; only its clock is moved on.
    await expect(async () => {
      await page.clock.runFor(30_000);
      await expect(compose.trouble).toHaveText(/has stopped/u, { timeout: 500 });
    }).toPass();
    await expect(compose.caption).toHaveValue('My dog runs through the deep snow');
    await page.getByRole('button', { name: 'Start again' }).click();
    await expect(compose.trouble).toHaveCount(0);
    await expect(async () => {
      await page.clock.runFor(1000);
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0, { timeout: 2000 });
    }).toPass({ timeout: 120_000 });
    expect((await compose.tags()).length).toBeGreaterThan(0);
  });
}
