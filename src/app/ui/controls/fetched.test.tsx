// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import type { Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fetched } from './fetched.tsx';

let root: Root;
const show = (View: React.ComponentType<{ name: string }>): Promise<void> =>
  act(() => {
    root.render(<View name="Ada" />);
    return Promise.resolve();
  });
const text = (): string => document.body.textContent;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const place = document.createElement('div');
  document.body.replaceChildren(place);
  root = createRoot(place);
});
afterEach(() => {
  act(() => {
    root.unmount();
  });
  vi.unstubAllGlobals();
});

it('says that a part of the page did not come, asks for it again when told to, and then shows it at once', async () => {
  let asked = 0;
  const View = fetched<{ name: string }>(() => {
    asked += 1;
    return asked < 3
      ? Promise.reject(new TypeError('Failed to fetch dynamically imported module'))
      : Promise.resolve(({ name }) => <p>Hello, {name}</p>);
  });
  const again = (): Promise<void> =>
    act(() => {
      document.querySelector('button')?.click();
      return Promise.resolve();
    });
  await show(View);
  expect(text()).toContain('This part of the page did not come');
  await again();
  expect([asked, document.querySelectorAll('[role=alert]').length]).toEqual([2, 1]);
  await again();
  expect(text()).toBe('Hello, Ada');

  // Shown once more, it is there without a moment's wait.
  act(() => {
    root.render(<p>elsewhere</p>);
  });
  act(() => {
    root.render(<View name="Grace" />);
  });
  expect([asked, text()]).toEqual([3, 'Hello, Grace']);
});

it('leaves out a help that does not come, and asks for it again when it is next wanted', async () => {
  let asked = 0;
  const View = fetched<{ name: string }>(
    () => {
      asked += 1;
      return asked === 1
        ? Promise.reject(new TypeError('Failed to fetch dynamically imported module'))
        : Promise.resolve(({ name }) => <p>Hello, {name}</p>);
    },
    { quiet: true },
  );
  await show(View);
  expect([asked, text()]).toEqual([1, '']);
  act(() => {
    root.render(<p>elsewhere</p>);
  });
  await show(View);
  expect([asked, text()]).toEqual([2, 'Hello, Ada']);
});
