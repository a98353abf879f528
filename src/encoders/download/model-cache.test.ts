import { afterEach, expect, it } from 'vitest';
import { browserCache } from './model-cache.browser.ts';
import { noCache } from './model-cache.ts';

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'caches');
});

it.each([
  ['absent', { value: undefined }],
  ['denied at the look', { get: () => { throw new DOMException('denied', 'SecurityError'); } }], // prettier-ignore
  ['denied at opening', { value: { open: () => Promise.reject(new DOMException('denied', 'SecurityError')) } }],
])('models are fetched every time where Cache Storage is %s', async (_, caches) => {
  Object.defineProperty(globalThis, 'caches', { configurable: true, ...caches });
  expect(await browserCache()).toBe(noCache);
});
