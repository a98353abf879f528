// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UNDATED } from '../../domain/post/post.ts';
import type { SavedPost } from '../../domain/post/post.ts';
import { addTyped } from '../post/chips.ts';
import { activePost } from '../post/post.ts';
import { button, clean, doing, later, model, open, prepare, press, text } from '../testing/opened-app.tsx';
import { historyHref, searchOf } from './history-link.ts';

beforeEach(prepare);
afterEach(clean);

const post = (id: string, day: number, platform: string, ...labels: string[]): SavedPost => ({
  ...{ id, caption: `Caption ${id}`, createdAt: new Date(Date.UTC(2026, 0, day)).toISOString(), platform },
  ...{
    tags: labels.map((label) => ({ key: label.toLowerCase(), label })),
    removedTags: [],
    thumbnail: null,
    vector: null,
  },
});
const posts = [post('c', 3, 'x', 'Sea'), post('b', 2, 'instagram', 'Sand', 'Sea'), post('a', 1, 'x', 'Snow')];

async function show(): Promise<void> {
  await import('./history-view.tsx');
  await open({ posts }, '#/history');
  await later(200);
}
const captions = (): string[] => [...document.querySelectorAll('.past__caption')].map(({ textContent }) => textContent);
const choose = (label: string, value: string): Promise<void> =>
  doing(() => {
    const named = [...document.querySelectorAll('label')].find((one) => one.textContent === label)!;
    const select = document.getElementById(named.htmlFor) as HTMLSelectElement;
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });

describe('the history', () => {
  it('is sorted and filtered', async () => {
    await show();
    expect(captions()).toEqual(['Caption c', 'Caption b', 'Caption a']);
    await choose('Order', 'oldest');
    await later(200);
    expect(captions()).toEqual(['Caption a', 'Caption b', 'Caption c']);
    await choose('Platform', 'x');
    await later(200);
    expect(captions()).toEqual(['Caption a', 'Caption c']);
    expect(text()).toContain('2 posts found');
  });

  it('shows no day where a post has none', async () => {
    await import('./history-view.tsx');
    await open({ posts: [{ ...post('u', 1, 'x', 'Sea'), caption: '', createdAt: UNDATED }] }, '#/history');
    await later(200);
    expect(document.querySelector('.past')?.textContent).toContain('Post without a date');
    expect(document.querySelector('.past__foot')?.textContent).toContain('No date');
    expect(document.querySelector('.past time')).toBeNull();
    expect(text()).not.toMatch(/Jan|0001/u);
  });

  it('follows a tag as a link', async () => {
    await show();
    const link = [...document.querySelectorAll('a')].find((one) => one.textContent === '#Sea')!;
    expect(searchOf(link.hash)).toBe('#Sea');
    await doing(() => {
      window.location.hash = historyHref('#Sea');
      window.dispatchEvent(new HashChangeEvent('hashchange'));
    });
    await later(200);
    expect(captions()).toEqual(['Caption c', 'Caption b']);
  });

  it('uses the tags of a post in the one being written, as one step that can be taken back', async () => {
    await show();
    await press('Use the tags of “Caption b”');
    await later(200);
    expect(activePost(model.compose.store.get()).table.chips.map(({ label, origin }) => [label, origin])).toEqual([
      ['Sand', 'typed'],
      ['Sea', 'typed'],
    ]);
    expect(window.location.hash).toBe('#/');
    await doing(() => void model.undo.undo());
    await later(200);
    expect(activePost(model.compose.store.get()).table.chips).toEqual([]);
  });

  it('begins a new post for them where the one on the table is kept already', async () => {
    await show();
    await doing(() => {
      model.compose.editTags((table) => addTyped(table, 'Mine'));
    });
    const kept = model.compose.keep();
    await later(200);
    await kept;
    await press('Use the tags of “Caption b”');
    await later(200);
    expect(activePost(model.compose.store.get())).toMatchObject({ savedId: null });
    const history = model.engine.recommender().history();
    await later(50);
    expect((await history).posts[0]?.tags.map(({ label }) => label)).toEqual(['Mine']);
  });

  it('deletes the chosen ones together, and brings them back', async () => {
    await show();
    await press('Choose several');
    await press('Choose all');
    await later(200);
    expect(text()).toContain('3 of 3 chosen');
    await doing(() => {
      document.querySelector<HTMLInputElement>('.past__choose')!.click();
    });
    expect(text()).toContain('2 of 3 chosen');
    await doing(() => {
      [...document.querySelectorAll<HTMLButtonElement>('.history__selection button')]
        .find((one) => one.textContent === 'Delete')!
        .click();
    });
    await later(300);
    expect(captions()).toEqual(['Caption c']);
    expect(button('Undo').textContent).toBe('Undo');
    await doing(() => {
      [...document.querySelectorAll<HTMLButtonElement>('.toast button, [role="status"] button')]
        .find((one) => one.textContent === 'Undo')!
        .click();
    });
    await later(500);
    expect(captions()).toHaveLength(3);
  });

  it('changes what is said of a photo; a post without one is not asked', async () => {
    await import('./history-view.tsx');
    const thumbnail = new Blob(['x'], { type: 'image/webp' });
    await open(
      { posts: [{ ...post('p', 2, 'x', 'Sea'), thumbnail, altText: 'Waves' }, post('w', 1, 'x', 'Sand')] },
      '#/history',
    );
    await later(200);
    const field = (): HTMLTextAreaElement | undefined =>
      [...document.querySelectorAll<HTMLTextAreaElement>('dialog textarea')].find(
        ({ labels }) => labels[0]?.textContent === 'Alt text',
      );
    await press('Edit:Caption p');
    expect(field()?.value).toBe('Waves');
    await doing(() => {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field(), 'Waves on stones');
      field()?.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await press('Keep the changes');
    await later(200);
    const page = model.engine.recommender().history();
    await later(50);
    expect((await page).posts[0]?.altText).toBe('Waves on stones');
    await press('Edit:Caption w');
    expect(field()).toBeUndefined();
  });

  it('leaves drafts out of what a search found', async () => {
    await show();
    await doing(() => {
      model.compose.setCaption('Half written');
    });
    expect(document.querySelector('.drafts')).not.toBeNull();
    await choose('Platform', 'x');
    await later(200);
    expect(document.querySelector('.drafts')).toBeNull();
  });

  it('shows a frame for a draft whose file no browser can show', async () => {
    await show();
    await doing(() => {
      model.compose.addPhotos([new File(['%PDF-1.4'], 'notes.pdf', { type: 'image/heic' })]);
    });
    const picture = (): Element | null => document.querySelector('.draft__picture');
    expect(picture()?.querySelector('img')).not.toBeNull();
    await doing(() => {
      picture()?.querySelector('img')?.dispatchEvent(new Event('error'));
    });
    expect([picture()?.querySelector('img'), picture()?.querySelector('svg')?.tagName.toLowerCase()]).toEqual([
      null,
      'svg',
    ]);
  });
});
