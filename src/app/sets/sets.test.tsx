// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TagSet } from '../../domain/post/tag-set.ts';
import { button, clean, doing, later, model, open, prepare, press, text, until } from '../testing/opened-app.tsx';

beforeEach(prepare);
afterEach(clean);

const coffee: TagSet = {
  name: 'My coffee set',
  tags: [
    { key: 'latte', label: 'Latte' },
    { key: 'slowmorning', label: 'SlowMorning' },
  ],
};
const chips = () => model.compose.store.get().posts[0]?.table.chips ?? [];
const sets = () => model.engine.recommender().tagSets();
const type = (field: Element | null, value: string): Promise<void> =>
  doing(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value);
    field?.dispatchEvent(new Event('input', { bubbles: true }));
  });
const submit = (form: string): Promise<void> =>
  doing(() => {
    document.querySelector<HTMLFormElement>(form)?.requestSubmit();
  });
const write = async (caption: string): Promise<void> => {
  await doing(() => {
    model.compose.setCaption(caption);
  });
  await later();
};

describe('saved sets beside the tags', () => {
  it('are added by one press as chosen tags, without those that the caption says, and taken back as one', async () => {
    await open({ sets: [coffee] });
    await write('Morning #latte');
    await until(() => {
      expect(button('My coffee set')).toBeDefined();
    });
    const before = chips();
    await press('My coffee set');
    expect(chips().filter(({ kept }) => kept).map(({ key }) => key)).toEqual(['slowmorning']); // prettier-ignore
    await press('Undo');
    expect(chips()).toEqual(before);
  });

  it('are made of the chosen tags; a name that is there gets them as well, and both can be undone', async () => {
    await open({ sets: [coffee] });
    await write('Coffee');
    await doing(() => {
      model.compose.editTags((table) => ({
        ...table,
        chips: table.chips.map((chip, place) => ({ ...chip, kept: place === 0 })),
      }));
    });
    const first = chips()[0]?.label ?? '';
    await until(() => {
      expect(button('Save as a set')).toBeDefined();
    });
    await press('Save as a set');
    // Its name may be typed at once.
    expect(document.activeElement).toBe(document.querySelector('dialog input'));
    await type(document.querySelector('dialog input'), 'Breakfast');
    await submit('dialog form');
    expect((await sets()).find(({ name }) => name === 'Breakfast')?.tags.map(({ label }) => label)).toEqual([first]);
    expect(document.querySelector('dialog')).toBeNull();

    await press('Save as a set');
    await type(document.querySelector('dialog input'), 'MY COFFEE SET');
    expect(text()).toContain('it keeps its tags and gets these as well');
    await submit('dialog form');
    const joined = (await sets()).find(({ name }) => name === coffee.name);
    expect(joined?.tags.map(({ label }) => label)).toEqual(['Latte', 'SlowMorning', first]);
    await doing(() => {
      model.toasts.store.get()?.action?.run();
    });
    expect((await sets()).find(({ name }) => name === coffee.name)).toEqual(coffee);
  });
});

describe('saved sets in the taste', () => {
  it('are made, renamed, changed and deleted; a deleted one comes back with undo', async () => {
    await open({ sets: [coffee] }, '#/taste');
    await until(() => {
      expect(document.querySelector('.set-item h3')?.textContent).toBe('My coffee set');
    });
    await press('Remove #Latte from');
    expect(await sets()).toEqual([{ ...coffee, tags: [coffee.tags[1]] }]);
    expect(document.activeElement?.tagName).toBe('H3');
    await type(document.querySelector('.set-item .tag-items__add input'), '#latte #Espresso');
    await submit('.set-item .tag-items__add');
    expect((await sets())[0]?.tags.map(({ label }) => label)).toEqual(['SlowMorning', 'latte', 'Espresso']);

    await press('Rename');
    await type(document.querySelector('.set-item__rename input'), 'Tea');
    await submit('.set-item__rename');
    expect((await sets()).map(({ name }) => name)).toEqual(['Tea']);
    expect(document.activeElement?.textContent).toBe('Tea');

    const whole = await sets();
    await press('Delete');
    expect(await sets()).toEqual([]);
    await doing(() => {
      model.toasts.store.get()?.action?.run();
    });
    expect(await sets()).toEqual(whole);
  });

  it('do not take the name of another one', async () => {
    await open({ sets: [coffee, { name: 'Tea', tags: [] }] }, '#/taste');
    await until(() => {
      expect(document.querySelectorAll('.set-item')).toHaveLength(2);
    });
    await press('Rename');
    await type(document.querySelector('.set-item__rename input'), 'tea');
    expect(text()).toContain('There is another set of this name.');
    await submit('.set-item__rename');
    expect((await sets()).map(({ name }) => name)).toEqual(['My coffee set', 'Tea']);
  });
});

describe('saved sets of a kept post', () => {
  it('are named from its card', async () => {
    const post = {
      ...{ id: 'a', createdAt: '2026-03-01T10:00:00.000Z', caption: 'At the bar', removedTags: [] },
      ...{ tags: coffee.tags, thumbnail: null, platform: null, vector: null },
    };
    await open({ posts: [post] }, '#/history');
    await later();
    await until(() => {
      expect(document.querySelector('.past')).not.toBeNull();
    });
    await press('Save the tags of this post as a set: At the bar');
    await type(document.querySelector('dialog input'), 'Bar');
    await submit('dialog form');
    expect(await sets()).toEqual([{ name: 'Bar', tags: coffee.tags }]);
  });
});
