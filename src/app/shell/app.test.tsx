// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import type { Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeEngine } from '../fake-engine.ts';
import type { FakeOptions } from '../fake-engine.ts';
import { ModelProvider, createAppModel } from '../model.ts';
import type { AppModel } from '../model.ts';
import { App } from './app.tsx';

let root: Root;
let model: AppModel;

async function open(options: FakeOptions = {}, hash = ''): Promise<void> {
  window.location.hash = hash;
  document.body.innerHTML = '<div id="root"></div>';
  model = createAppModel(() => createFakeEngine(Object.assign(options, { downloadMs: 20, recommendMs: 8 })));
  root = createRoot(document.getElementById('root')!);
  await act(async () => {
    root.render(
      <ModelProvider value={model}>
        <App />
      </ModelProvider>,
    );
    await model.engine.look();
  });
}

const doing = (work: () => void): Promise<void> =>
  act(() => {
    work();
    return Promise.resolve();
  });
const text = (): string => document.body.textContent;
const later = (ms = 2000): Promise<void> => act(() => vi.advanceTimersByTimeAsync(ms).then(() => undefined));
const button = (name: string): HTMLButtonElement =>
  [...document.querySelectorAll('button')].find((one) => one.textContent.includes(name))!;
const press = (name: string): Promise<void> =>
  doing(() => {
    button(name).click();
  });

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  // Nothing is laid out here: everything counts as in the window.
  vi.stubGlobal('IntersectionObserver', undefined);
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network in tests')));
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(async () => {
  await act(() => {
    root.unmount();
    return Promise.resolve();
  });
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the first screen', () => {
  it('says what it does and how much it will download, and downloads nothing', async () => {
    await open();
    expect(document.querySelector('h1')?.textContent).toMatch(/^Drop a photo\. Get the few hashtags that fit\./);
    expect(text()).toContain('41 MB to download, once.');
    await later();
    expect(model.engine.store.get().phase).toBe('idle');
  });

  it('speaks Ukrainian when asked to, everywhere', async () => {
    await open();
    await doing(() => {
      model.settings.update((now) => ({ ...now, language: 'uk' }));
    });
    await vi.waitFor(() => {
      expect(document.documentElement.lang).toBe('uk');
    });
    expect(text()).toContain('Вибрати фото');
    expect(text()).not.toContain('Choose');
  });
});

describe('from words to tags', () => {
  it('shows tags, says them to a screen reader, and copies them', async () => {
    const writeText = vi.fn(() => Promise.resolve());
    vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue({ writeText } as unknown as Clipboard);
    await open();
    await doing(() => {
      model.compose.setCaption('Golden hour in the park');
    });
    await later();
    const labels = [...document.querySelectorAll('.chip__label bdi')].map((one) => one.textContent);
    expect(labels).toHaveLength(5);
    expect(model.toasts.spoken.get()).toMatch(/^5 tags: /);
    await press('Copy 5 tags');
    expect(writeText).toHaveBeenCalledWith(labels.map((label) => `#${label}`).join(' '));
    expect(text()).toContain('5 tags copied');
  });

  it('never turns what somebody wrote into markup', async () => {
    await open();
    await doing(() => {
      model.compose.setCaption('<img src=x onerror=alert(1)> photograph');
    });
    await later();
    expect(document.querySelector('.words__line')?.textContent).toContain('<img src=x onerror=alert(1)>');
    expect(document.querySelector('img[src="x"]')).toBeNull();
  });

  it('keeps the post, offers undo, and shows it in the history', async () => {
    await open();
    await doing(() => {
      model.compose.setCaption('Golden hour');
    });
    await later();
    await press('Keep this post');
    await later(200);
    expect(text()).toContain('Kept on this device');
    await act(() => {
      window.location.hash = '#/history';
      window.dispatchEvent(new Event('hashchange'));
      return Promise.resolve();
    });
    await later(200);
    expect(text()).toContain('1 post');
    expect(text()).toContain('Golden hour');
    await press('Forget “Golden hour”');
    await later(200);
    expect(text()).toContain('Forgotten.');
    await press('Undo');
    await later(200);
    expect(document.querySelectorAll('.past')).toHaveLength(1);
  });
});

describe('what platforms take', () => {
  it('is dated, corrected by hand, and taken back', async () => {
    await import('../settings/settings-view.tsx');
    await open({}, '#/settings');
    await later(200);
    await later(200);
    expect(text()).toContain('Most tags in a post');
    expect(text()).toMatch(/As shipped, looked up on .*2026/);
    const field = (): HTMLInputElement => document.querySelector('.setting__number')!;
    const type = (value: string): Promise<void> =>
      doing(() => {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field(), value);
        field().dispatchEvent(new Event('input', { bubbles: true }));
        field().dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
      });
    expect(field().value).toBe('5');
    await type('3');
    expect(model.settings.get().platformEdits['instagram']).toMatchObject({ cap: 3, usual: 5 });
    expect(text()).toContain('Instagram takes at most 3.');
    expect(text()).toContain('Changed by you on');
    await type('');
    expect(model.settings.get().platformEdits['instagram']?.cap).toBeNull();
    await press('Take back my changes');
    expect(model.settings.get().platformEdits).toEqual({});
    expect(field().value).toBe('5');
  });
});

describe('your taste', () => {
  const posts = Array.from({ length: 60 }, (_, n) => ({
    ...{ id: `p${n}`, createdAt: new Date(Date.UTC(2026, 0, 1) + n * 3_600_000).toISOString(), caption: '' },
    ...{ tags: [{ key: 'mine', label: 'Mine' }], removedTags: [], thumbnail: null, platform: null, vector: null },
  }));

  it('shows how far the learning of many posts is, and lets the person stop it and go on', async () => {
    await import('../taste/taste-view.tsx'); // so that nothing is waited for but the engine
    await open({ posts }, '#/taste');
    await later(25);
    expect(text()).toMatch(/Learning from your posts… \d0 of 60/);
    await press('Stop');
    await later(200);
    expect(text()).toContain('The learning is stopped');
    expect(text()).not.toContain('Learning from your posts…');
    expect(document.querySelector('[role="alert"]')).toBeNull();
    await press('Go on');
    await later(200);
    expect(text()).not.toContain('Learning from your posts…');
    expect(document.querySelector('.tag-row')?.textContent).toContain('60 posts');
  });
});

describe('trouble', () => {
  it('is a sentence, the caption stays, and trying again works', async () => {
    const options: { failLoad?: 'model-altered' } = { failLoad: 'model-altered' };
    await open(options);
    await doing(() => {
      model.compose.setCaption('Golden hour');
    });
    await later();
    expect(document.querySelector('[role="alert"]')?.textContent).toContain('is not what it should be');
    expect(document.querySelector('textarea')?.value).toBe('Golden hour');
    delete options.failLoad;
    await press('Try again');
    await later();
    expect(document.querySelectorAll('.chip').length).toBeGreaterThan(0);
  });

  it('without storage is said once, at the top', async () => {
    await open({ historyKept: false });
    await doing(() => {
      model.compose.setCaption('Golden hour');
    });
    await later();
    expect(text().match(/does not let the page store anything/g)).toHaveLength(1);
  });
});
