// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clean, doing, later, model, open, prepare, press, text, until } from '../testing/opened-app.tsx';

beforeEach(prepare);
afterEach(clean);

describe('the first screen', () => {
  it('says what it does and how much it will download, and downloads nothing', async () => {
    await open();
    expect(document.querySelector('h1')?.textContent).toMatch(/^Drop a photo\. Get the few hashtags that fit\./);
    expect(text()).toContain('41 MB to download, once: about 35 seconds at 10 Mbit/s.');
    await later();
    expect(model.engine.store.get().phase).toBe('idle');
  });

  it('speaks Ukrainian when asked to, everywhere', async () => {
    await open();
    await doing(() => {
      model.settings.update((now) => ({ ...now, language: 'uk' }));
    });
    // The words come as a file of their own.
    await vi.waitFor(
      () => {
        expect(document.documentElement.lang).toBe('uk');
      },
      { timeout: 20_000 },
    );
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

  it('has the same post for every platform in one sheet, and copies each', async () => {
    const writeText = vi.fn(() => Promise.resolve());
    vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue({ writeText } as unknown as Clipboard);
    await open();
    await doing(() => {
      model.compose.setCaption('Golden hour in the park');
    });
    await later();
    const [first = ''] = [...document.querySelectorAll('.chip__label bdi')].map((one) => one.textContent);
    await press('All platforms');
    const item = (name: string) =>
      [...document.querySelectorAll('.sheet__item')].find((one) => one.querySelector('h3')?.textContent === name);
    await until(() => {
      expect(document.querySelectorAll('.sheet__item')).toHaveLength(9);
    });
    expect(item('Threads')?.textContent).toContain('1 of 1');
    await doing(() => {
      item('Threads')?.querySelector('button')?.click();
    });
    expect(writeText).toHaveBeenLastCalledWith(`#${first}`);
    expect(document.querySelector('dialog [role="status"]')?.textContent).toBe('Copied for Threads');
    await doing(() => {
      [...document.querySelectorAll<HTMLInputElement>('dialog input[type="radio"]')][2]?.click();
    });
    await doing(() => {
      item('X')?.querySelectorAll('button')[1]?.click();
    });
    expect(writeText.mock.lastCall).toEqual([expect.stringMatching(/^#\S+/u)]);
    expect(item('X')?.textContent).toContain('23 of 280 characters');
    expect(model.settings.get().sheetForm).toBe('first-comment');
  });

  it('counts the tags as the platform will: they stand below the caption', async () => {
    const caption = 'Golden hour in the park, '.repeat(11).trim();
    await open();
    await doing(() => {
      model.settings.update((now) => ({ ...now, platform: 'x' }));
      model.compose.setCaption(caption);
    });
    expect(text()).toContain(`${280 - caption.length} characters left on X`);
    await later();
    const labels = [...document.querySelectorAll('.chip__label bdi')].map((one) => `#${one.textContent}`);
    expect(labels.length).toBeGreaterThan(1);
    const pasted = `${caption}\n\n${labels.join(' ')}`;
    expect(text()).toContain(`${pasted.length - 280} characters too long for X`);
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
    await until(() => {
      expect(text()).toContain('Kept on this device');
    });
    await act(() => {
      window.location.hash = '#/history';
      window.dispatchEvent(new Event('hashchange'));
      return Promise.resolve();
    });
    await until(() => {
      expect(text()).toContain('1 post');
    });
    expect(text()).toContain('Golden hour');
    await press('Delete “Golden hour”');
    await until(() => {
      expect(text()).toContain('1 post deleted.');
    });
    await press('Undo');
    await until(() => {
      expect(document.querySelectorAll('.past')).toHaveLength(1);
    });
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
    await until(() => {
      expect(document.querySelector('[role="alert"]')?.textContent).toContain('is not what it should be');
    });
    expect(document.querySelector('textarea')?.value).toBe('Golden hour');
    delete options.failLoad;
    await press('Try again');
    await later();
    await until(() => {
      expect(document.querySelectorAll('.chip').length).toBeGreaterThan(0);
    });
  });

  it('with the models’ self-check is said, not passed over', async () => {
    await open({ unchecked: ['tagweave-vit@1'] });
    await doing(() => {
      model.compose.setCaption('Golden hour');
    });
    await later();
    await until(() => {
      expect(text()).toContain('The models run unchecked this time');
    });
    expect(text()).not.toContain('Save a backup');
  });

  it('without storage is said once, at the top', async () => {
    await open({ historyKept: false });
    await doing(() => {
      model.compose.setCaption('Golden hour');
    });
    await later();
    await until(() => {
      expect(text().match(/does not let the page store anything/g)).toHaveLength(1);
    });
  });
});
