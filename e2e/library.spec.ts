import { expect, test } from '@playwright/test';
import type * as Library from '../src/index.ts';

test('widget/tagweave.js beside the page is a library: three lines give tags', async ({ page }) => {
  await page.goto('./samples/SOURCES.md'); // any page of the host, without the app
  const tags = await page.evaluate(async () => {
    // The name is a variable so that nothing here tries to resolve it before the page does.
    const address = new URL('/widget/tagweave.js', location.href).href;
    const { createRecommender } = (await import(address)) as typeof Library;
    const recommender = createRecommender({ modelBase: '/models/', history: 'off' });
    try {
      await recommender.load();
      const photo = await (await fetch('/samples/cat.webp')).blob();
      return (await recommender.recommend({ photo, caption: 'My cat on the sofa' })).tags.map((tag) => tag.key);
    } finally {
      await recommender.dispose();
    }
  });
  expect(tags).toContain('cat');
});
