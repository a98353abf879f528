// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clean, open, prepare, text, until } from '../testing/opened-app.tsx';

beforeEach(prepare);
afterEach(clean);

describe('a drop', () => {
  const drop = async (data: Readonly<Record<string, string>>): Promise<Event> => {
    const event = new Event('drop', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'dataTransfer', {
      value: { types: Object.keys(data), items: [], files: [], getData: (type: string) => data[type] ?? '' },
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
      expect(text()).toContain('That is an address of another site');
      expect((await drop({ 'text/plain': 'Morning by the lake' })).defaultPrevented).toBe(true);
      expect(window.location.hash.replace('#/', '')).toBe('');
      await until(() => {
        expect(document.querySelector('textarea')?.value).toBe('Morning by the lake');
      });
    },
  );
});
