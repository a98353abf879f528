import { describe, expect, it, vi } from 'vitest';
import { createInstall } from './install-store.ts';

const offer = () =>
  Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt: vi.fn(() => Promise.resolve()) });

describe('installing', () => {
  it('keeps the browser’s offer until somebody asks, and asks once', async () => {
    const target = new EventTarget();
    const install = createInstall(target);
    expect(install.store.get()).toBe(false);
    const event = offer();
    target.dispatchEvent(event);
    expect([install.store.get(), event.defaultPrevented]).toEqual([true, true]);
    await install.ask();
    await install.ask();
    expect(event.prompt).toHaveBeenCalledTimes(1);
    expect(install.store.get()).toBe(false);
  });

  it('drops the offer once the page is installed', () => {
    const target = new EventTarget();
    const install = createInstall(target);
    target.dispatchEvent(offer());
    target.dispatchEvent(new Event('appinstalled'));
    expect(install.store.get()).toBe(false);
  });
});
