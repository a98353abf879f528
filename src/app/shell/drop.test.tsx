// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clean, doing, later, model, open, prepare, press, text, until } from '../testing/opened-app.tsx';

beforeEach(prepare);
afterEach(clean);

describe('a drop', () => {
  const drop = async (data: Readonly<Record<string, string>>, files: readonly File[] = []): Promise<Event> => {
    const event = new Event('drop', { bubbles: true, cancelable: true });
    const types = files.length > 0 ? ['Files'] : Object.keys(data);
    Object.defineProperty(event, 'dataTransfer', {
      value: { types, items: [], files, getData: (type: string) => data[type] ?? '' },
    });
    await act(async () => {
      document.querySelector('main')?.dispatchEvent(event);
      await Promise.resolve();
      window.dispatchEvent(new Event('hashchange'));
    });
    return event;
  };

  it.each(['', '#/history', '#/settings'])(
    'never leaves the page, and words become a caption (at “%s”)',
    async (hash) => {
      await open({}, hash);
      expect((await drop({ 'text/uri-list': 'https://a.example/x.jpg' })).defaultPrevented).toBe(true);
      await until(() => {
        expect(text()).toContain('That is an address of another site');
      });
      expect((await drop({ 'text/plain': 'Morning by the lake' })).defaultPrevented).toBe(true);
      await until(() => {
        expect(window.location.hash.replace('#/', '')).toBe('');
        expect(document.querySelector('textarea')?.value).toBe('Morning by the lake');
      });
    },
  );

  it('of a file that is no photo leaves the post as it is, and says so', async () => {
    await open();
    await drop({ 'text/plain': 'Morning by the lake' });
    await until(() => {
      expect(document.querySelector('textarea')?.value).toBe('Morning by the lake');
    });
    await drop({}, [new File(['x'], 'notes.pdf', { type: 'application/pdf' })]);
    await until(() => {
      expect(text()).toContain('“notes.pdf” is not a photo. Nothing was changed.');
    });
    expect(model.compose.store.get().posts).toMatchObject([{ caption: 'Morning by the lake', photo: null }]);
  });

  it.each(['', '#/data'])(
    'of a table offers to bring its posts in, and writes nothing before (at “%s”)',
    async (hash) => {
      await open({}, hash);
      const posts = new File(['caption,tags\nA walk,#Dog\n'], 'posts.csv', { type: 'text/csv' });
      // As browsers say it of a file that is in no folder; happy-dom does not.
      Object.defineProperty(posts, 'webkitRelativePath', { value: '' });
      await drop({}, [posts]);
      await until(() => {
        expect(text()).toContain('“posts.csv” is not a photo. If it holds posts');
      });
      await press('Look into it');
      await doing(() => window.dispatchEvent(new Event('hashchange')));
      await until(() => {
        expect(model.handed.get()).toEqual([]);
      });
      await later();
      await until(() => {
        expect(text()).toContain('New posts');
      });
      expect(model.compose.store.get().posts).toMatchObject([{ caption: '', photo: null }]);
    },
  );
});
