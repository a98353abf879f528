import { expect, it } from 'vitest';
import { firstUse } from './first-use.ts';

it('settles at the first sign of use, not before, and listens no longer', async () => {
  const page = new EventTarget();
  let used = false;
  const use = firstUse(page).then(() => {
    used = true;
  });
  page.dispatchEvent(new Event('load'));
  await Promise.resolve();
  expect(used).toBe(false);
  page.dispatchEvent(new Event('dragenter'));
  await use;
  expect(used).toBe(true);
});
