// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clean, doing, later, model, open, prepare, press, text, until } from '../testing/opened-app.tsx';

beforeEach(prepare);
afterEach(clean);

const list = async () => (await model.engine.recommender().tagList()).map(({ label }) => label);
const field = () => document.querySelector<HTMLTextAreaElement>('.own-list__field');
const type = (value: string): Promise<void> =>
  doing(() => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field(), value);
    field()?.dispatchEvent(new Event('input', { bubbles: true }));
  });
const opened = async (): Promise<void> => {
  await open({}, '#/taste');
  await until(() => {
    expect(field()?.disabled).toBe(false);
  });
};

describe('my list', () => {
  it('is pasted, saved, edited, cleared, and comes back with undo', async () => {
    await opened();
    await type('golden hour, #Kyiv');
    await press('Save the list');
    expect(await list()).toEqual(['golden', 'hour', 'Kyiv']);
    await type('golden hour\nKyiv');
    await press('Save the list');
    expect(await list()).toEqual(['GoldenHour', 'Kyiv']);
    expect(field()?.value).toBe('#GoldenHour\n#Kyiv');
    expect(text()).toContain('2 hashtags');
    await press('Clear the list');
    expect(await list()).toEqual([]);
    await doing(() => {
      model.toasts.store.get()?.action?.run();
    });
    await later();
    expect(await list()).toEqual(['GoldenHour', 'Kyiv']);
  });

  it('takes a table in, behind what is there', async () => {
    await opened();
    await type('#Kyiv');
    await press('Save the list');
    const picker = document.querySelector<HTMLInputElement>('.own-list input[type="file"]');
    const file = new File(['Hashtag,Uses\nкава,3\nkyiv,2'], 'tags.csv', { type: 'text/csv' });
    Object.defineProperty(picker, 'files', { value: [file], configurable: true });
    await doing(() => {
      picker?.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await until(() => {
      expect(field()?.value).toBe('#Kyiv\n#кава');
    });
    expect(await list()).toEqual(['Kyiv', 'кава']);
  });

  it('changes where another tab changes it', async () => {
    await opened();
    await doing(() => {
      void model.engine.recommender().saveTagList([{ key: 'sea', label: 'Sea' }]);
    });
    await until(() => {
      expect(field()?.value).toBe('#Sea');
    });
  });
});
