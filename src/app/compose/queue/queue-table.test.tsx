// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addTyped } from '../../post/chips.ts';
import { button, clean, doing, later, model, open, prepare, press, until } from '../../testing/opened-app.tsx';

beforeEach(prepare);
afterEach(clean);

/** Two posts with a photo, neither with a suggestion; the tags are the second's own. */
async function table(...labels: readonly string[]): Promise<void> {
  await open();
  await doing(() => {
    model.compose.addPhotos([new Blob(['a'], { type: 'image/png' }), new Blob(['b'], { type: 'image/png' })]);
  });
  await later();
  const ids = model.compose.store.get().posts.map(({ id }) => id);
  await doing(() => {
    model.compose.editPosts(ids, ({ table }) => ({ table: { ...table, chips: [] } }));
    model.compose.editPosts(ids.slice(1), (post) => ({ table: labels.reduce(addTyped, post.table) }));
  });
  await until(() => {
    expect(button('As a table')).toBeDefined();
  });
  await press('As a table');
}

it('crosses out what the platform does not take', async () => {
  await table('One', 'Two', 'Three', 'Four', 'Five', 'Six');
  const crossed = [...document.querySelectorAll('.queue-table s')];
  expect(crossed.map(({ textContent }) => textContent.trim())).toEqual(['#Six']);
  expect(crossed[0]?.getAttribute('title')).toBe('Left out: Instagram takes no more.');
});

it('says how many of the posts have something to keep, and is done when they are kept', async () => {
  await table('One');
  await press('Keep 1 of 2');
  await later();
  expect(document.querySelectorAll('.queue-table__kept svg')).toHaveLength(1);
  expect(button('Keep all').disabled).toBe(true);
});
