import { act } from 'react';
import { createRoot } from 'react-dom/client';
import type { Root } from 'react-dom/client';
import { vi } from 'vitest';
import { createFakeEngine } from '../fake-engine.ts';
import type { FakeOptions } from '../fake-engine.ts';
import { ModelProvider, createAppModel } from '../model.ts';
import type { AppModel } from '../model.ts';
import { App } from '../shell/app.tsx';

let root: Root;
export let model: AppModel;

/** The whole page over an engine that is made up, at `hash`. */
export async function open(options: FakeOptions = {}, hash = ''): Promise<void> {
  window.location.hash = hash;
  const place = document.createElement('div');
  document.body.replaceChildren(place);
  model = createAppModel(() => createFakeEngine(Object.assign(options, { downloadMs: 20, recommendMs: 8 })));
  root = createRoot(place);
  await act(async () => {
    root.render(
      <ModelProvider value={model}>
        <App />
      </ModelProvider>,
    );
    await model.engine.look();
  });
}

export const doing = (work: () => void): Promise<void> =>
  act(() => {
    work();
    return Promise.resolve();
  });
export const text = (): string => document.body.textContent;
export const later = (ms = 2000): Promise<void> => act(() => vi.advanceTimersByTimeAsync(ms).then(() => undefined));
/**
 * Until the page shows it: a view that comes as a file of its own takes time that no test moves. Each look ends an act, because what
 * came meanwhile is drawn only then. Throws what `shows` threw last.
 */
export const until = (shows: () => void): Promise<void> =>
  vi.waitFor(
    async () => {
      await act(() => vi.dynamicImportSettled());
      shows();
    },
    { timeout: 20_000 },
  );
export function button(name: string): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find((one) => one.textContent.includes(name));
  if (found === undefined) throw new Error(`No button says “${name}”.`);
  return found;
}
export const press = (name: string): Promise<void> =>
  doing(() => {
    button(name).click();
  });

/** For a `beforeEach`: nothing of a browser but the document, and time that the test moves. */
export function prepare(): void {
  vi.useFakeTimers();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  // Nothing is laid out here: everything counts as in the window.
  vi.stubGlobal('IntersectionObserver', undefined);
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network in tests')));
  localStorage.clear();
  sessionStorage.clear();
}

/** For an `afterEach`. */
export async function clean(): Promise<void> {
  await act(() => {
    root.unmount();
    return Promise.resolve();
  });
  vi.useRealTimers();
  vi.unstubAllGlobals();
}
