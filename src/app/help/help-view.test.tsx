// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clean, doing, later, open, prepare, text } from '../testing/opened-app.tsx';

beforeEach(prepare);
afterEach(clean);

const key = (target: EventTarget): Promise<void> =>
  doing(() => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true, cancelable: true }));
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  });

describe('the help', () => {
  it('opens by its key, but not while somebody writes', async () => {
    await import('./help-view.tsx');
    await open();
    await key(document.querySelector('textarea')!);
    expect(window.location.hash).toBe('');
    await key(document.body);
    await later(50);
    expect(window.location.hash).toBe('#/help');
    expect(text()).toContain('What this does not know');
  });

  it('has the install button only while the browser offers it', async () => {
    await import('./help-view.tsx');
    await open({}, '#/help');
    await later(50);
    expect(text()).not.toContain('Install Tagweave');
    let asked = 0;
    const offer = Object.assign(new Event('beforeinstallprompt'), {
      prompt: () => {
        asked += 1;
        return Promise.resolve();
      },
    });
    await doing(() => {
      window.dispatchEvent(offer);
    });
    expect(text()).toContain('Install Tagweave');
    await doing(() => {
      [...document.querySelectorAll('button')].find((one) => one.textContent.includes('Install Tagweave'))!.click();
    });
    expect(asked).toBe(1);
    expect(text()).not.toContain('Install Tagweave');
  });
});
