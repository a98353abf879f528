import type { Page } from '@playwright/test';

/** In the page of another tab: opens the posts in their first version and never lets go, as an old page that stayed open does. */
export function holdOldHistory(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('tagweave-history', 1);
        opening.onupgradeneeded = () => {
          const posts = opening.result.createObjectStore('posts', { keyPath: 'id' });
          posts.createIndex('createdAt', 'createdAt');
          posts.createIndex('tags', 'tagKeys', { multiEntry: true });
          opening.result.createObjectStore('thumbnails', { keyPath: 'id' });
        };
        opening.onsuccess = () => {
          Object.assign(globalThis, { held: opening.result });
          resolve();
        };
      }),
  );
}
