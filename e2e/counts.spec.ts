import { expect } from '@playwright/test';
import { ComposePage } from './support/compose-page.ts';
import { PHOTOS } from './support/fixtures.ts';
import { test } from './support/visited.ts';

// What a journey costs is held in counts, not by a clock: src/recommender/counts.test.ts has those of the engine.
test('a post asks the host for nothing once the parts of the page are there', async ({ page, context }) => {
  const asked: string[] = [];
  context.on('request', (request) => {
    if (/^https?:/u.test(request.url())) asked.push(new URL(request.url()).pathname);
  });
  const compose = new ComposePage(page);
  const post = async (caption: string): Promise<void> => {
    await compose.choosePhoto(PHOTOS.coffee);
    await compose.caption.fill(caption);
    await compose.tags();
    await compose.caption.fill(`${caption}, and again`);
    await compose.tags();
    await compose.keep();
    await page.getByRole('link', { name: 'New post' }).first().click();
    // A photo that came before the new post is there would stand beside the old one, with the row of several.
    await expect(compose.caption).toHaveValue('');
  };
  await compose.open();
  await post('Coffee in the morning');
  asked.length = 0;
  await post('Coffee in the evening');
  expect(asked).toEqual([]);
});
