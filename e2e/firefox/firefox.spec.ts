import { expect, test } from '@playwright/test';
import { instagramExport } from '../support/exports.ts';
import { PHOTOS } from '../support/fixtures.ts';
import { inFirefox } from './visit.ts';

test('compose, keep, reload, import, and all of it again without a network', async () => {
  await inFirefox({}, async (visit) => {
    const { page, site } = visit;
    await visit.open();
    await visit.choose('input[type="file"]', PHOTOS.cat);
    await visit.fill('Caption', 'My cat on the sofa');
    expect(await visit.tags()).toContain('cat');
    await visit.picture('tags');
    await visit.press('button', 'Keep this post');
    await visit.sees('Kept on this device');
    await page.reload();
    await visit.open('#/history');
    await visit.sees('1 post', 'My cat on the sofa');

    await visit.open('#/data');
    await visit.choose('.data__files', await instagramExport());
    await visit.press('button', 'Bring in 5 posts');
    await visit.sees('5 posts have come in.');
    await visit.open('#/history');
    await visit.sees('6 posts', 'Кіт на дивані');
    await visit.picture('history');

    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await site.stop();
    await page.reload();
    await visit.sees('6 posts');
    await visit.open('#/compose');
    await visit.fill('Caption', 'My dog on the beach');
    expect(await visit.tags()).toContain('dog');
    await visit.press('button', 'Keep this post');
    await visit.sees('Kept on this device');
    await visit.open('#/history');
    await visit.sees('7 posts', 'My dog on the beach');
    await page.setViewport({ width: 390, height: 844 });
    await visit.picture('offline-phone');
  });
});

test('where pixels are hidden (resistFingerprinting), one sentence says so and the caption gives tags', async () => {
  await inFirefox({ 'privacy.resistFingerprinting': true }, async (visit) => {
    await visit.open();
    await visit.choose('input[type="file"]', PHOTOS.cat);
    await visit.sees('This browser hides the pixels of photos from pages');
    await visit.picture('hidden');
    await visit.press('button', 'Go on without it');
    await visit.fill('Caption', 'My cat on the sofa');
    expect(await visit.tags()).toContain('cat');
  });
});
