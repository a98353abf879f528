// @vitest-environment happy-dom
import type { SavedPost } from '../../domain/post/post.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clean, doing, later, model, open, prepare, press, until } from '../testing/opened-app.tsx';

beforeEach(prepare);
afterEach(clean);

describe('around a tag', () => {
  it('completes a typed tag by keyboard, and says honestly how often it was used', async () => {
    await open();
    await doing(() => {
      model.compose.setCaption('Slow morning');
    });
    await later();
    const field = document.querySelector<HTMLInputElement>('.tags__input');
    if (field === null) throw new Error('no field');
    const key = (name: string): Promise<void> =>
      doing(() => {
        field.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
      });
    await doing(() => {
      field.focus();
    });
    await doing(() => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, 'espr');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await until(() => {
      expect(document.querySelector('[role="option"]')).not.toBeNull();
    });
    const option = document.querySelector('[role="option"]');
    expect(option?.textContent).toMatch(/^#Espressoin \d+ posts it learnt from$/u);
    expect(field.getAttribute('aria-expanded')).toBe('true');
    await key('ArrowDown');
    expect(field.getAttribute('aria-activedescendant')).toBe(option?.id);
    await key('Enter');
    expect(field.value).toBe('');
    expect(document.querySelector('[role="listbox"]')).toBeNull();
    expect([...document.querySelectorAll('.chip__label bdi')].map((one) => one.textContent)).toContain('Espresso');
  });

  it('offers what goes with a pressed tag; one press adds it', async () => {
    await open();
    await doing(() => {
      model.compose.setCaption('Coffee');
    });
    await later();
    await doing(() => {
      document.querySelector<HTMLButtonElement>('.chip__label')?.click();
    });
    await until(() => {
      expect(document.querySelector('.add-row__tag')).not.toBeNull();
    });
    const [first] = document.querySelectorAll<HTMLButtonElement>('.add-row__tag');
    const label = first?.querySelector('bdi')?.textContent ?? '';
    expect(label).not.toBe('');
    await doing(() => {
      first?.click();
    });
    const { chips } = model.compose.store.get().posts[0]?.table ?? { chips: [] };
    expect(chips.find((chip) => chip.label === label)).toMatchObject({ kept: true });
    expect([...document.querySelectorAll('.add-row__tag bdi')].map((one) => one.textContent)).not.toContain(label);
  });

  it('offers what it is less sure of where places are left, and usual tags below an empty list; one press adds', async () => {
    const kept = (id: string): SavedPost => ({
      ...{ id, createdAt: '2026-11-01T10:00:00.000Z', caption: '', removedTags: [], platform: null },
      ...{ thumbnail: null, vector: null, tags: [{ key: 'mycorner', label: 'MyCorner' }] },
    });
    await open({ floor: 1, posts: [kept('one'), kept('two')] });
    await doing(() => {
      model.compose.setCaption('Coffee');
    });
    await later();
    const rows = (): Record<string, (string | null)[]> =>
      Object.fromEntries(
        [...document.querySelectorAll('.tags .add-row')].map((row) => [
          row.querySelector('.muted')?.textContent ?? '',
          [...row.querySelectorAll('bdi')].map(({ textContent }) => textContent),
        ]),
      );
    await until(() => {
      expect(Object.keys(rows())).toEqual(['Less sure:', 'Your usual ones:']);
    });
    expect(rows()['Your usual ones:']).toEqual(['MyCorner']);
    const [first = ''] = rows()['Less sure:'] ?? [];
    await doing(() => {
      document.querySelector<HTMLButtonElement>('.tags .add-row button')?.click();
    });
    const { chips } = model.compose.store.get().posts[0]?.table ?? { chips: [] };
    expect(chips).toMatchObject([{ label: first, kept: true }]);
    expect(Object.keys(rows())).toEqual(['Less sure:']);
    expect(rows()['Less sure:']).not.toContain(first);
  });

  it('drafts what the photo shows, says that it is a draft, and copies what the person made of it', async () => {
    await open();
    await doing(() => {
      model.compose.setCaption('Coffee at last');
      model.compose.addPhotos([new File(['pixels'], 'cup.jpg', { type: 'image/jpeg' })]);
    });
    const field = (): HTMLTextAreaElement | null => document.querySelector('.alt-text textarea');
    await until(() => {
      expect(field()?.value).toMatch(/^Coffee at last\. \S/u);
    });
    expect(document.querySelector('.alt-text')?.textContent).toContain('A draft from your caption and tags, not');
    const write = (text: string): Promise<void> =>
      doing(() => {
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field(), text);
        field()?.dispatchEvent(new Event('input', { bubbles: true }));
      });
    await write('A blue cup\non a table');
    await doing(() => {
      model.compose.setCaption('Another caption');
    });
    expect(field()?.value).toBe('A blue cup on a table');
    expect(document.querySelector('.alt-text')?.textContent).toContain('Yours.');
    const copied: string[] = [];
    Object.assign(navigator.clipboard, { writeText: (text: string) => Promise.resolve(copied.push(text)) });
    await press('Copy alt text');
    expect(copied).toEqual(['A blue cup on a table']);
    // Emptied, none goes with it, and the draft can be had back.
    await write('');
    expect(document.querySelector('.alt-text')?.textContent).toContain('none goes with the photo');
    await press('Draft again');
    expect(field()?.value).toContain('Another caption');
    // It described the photo that was there.
    await write('A blue cup');
    await doing(() => {
      model.compose.addPhotos([new File(['others'], 'dog.jpg', { type: 'image/jpeg' })]);
    });
    expect(
      model.compose.store.get().posts.find(({ id }) => id === model.compose.store.get().activeId)?.altText,
    ).toBeNull();
  });

  it('brings the next suggestions, each once, and takes them back with undo', async () => {
    await open();
    await doing(() => {
      model.compose.setCaption('Coffee');
    });
    await later();
    const labels = (): readonly (string | null)[] =>
      [...document.querySelectorAll('.chip__label bdi')].map((one) => one.textContent);
    const before = labels();
    await press('More');
    const after = labels();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.length).toBeGreaterThan(before.length);
    expect(new Set(after).size).toBe(after.length);
    await press('Undo');
    expect(labels()).toEqual(before);
  });
});
