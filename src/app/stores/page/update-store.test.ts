// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createUpdates } from './update-store.ts';

class FakeWorker extends EventTarget {
  state = 'installing';
  readonly postMessage = vi.fn();
  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}
class FakeRegistration extends EventTarget {
  installing: FakeWorker | null = null;
  waiting: FakeWorker | null = null;
  active: FakeWorker | null = null;
  readonly update = vi.fn(() => Promise.resolve());
}
class FakeContainer extends EventTarget {
  controller: FakeWorker | null = null;
  readonly registration = new FakeRegistration();
  register = vi.fn(() => Promise.resolve(this.registration));
}

let container: FakeContainer;
const reload = vi.fn();
const start = async () => {
  const updates = createUpdates(reload);
  await updates.start(container as unknown as ServiceWorkerContainer, './sw.js');
  return updates;
};
/** A new version arrives and is stored. */
const arrive = (): FakeWorker => {
  const { registration } = container;
  const worker = (registration.installing = new FakeWorker());
  registration.dispatchEvent(new Event('updatefound'));
  registration.installing = null;
  registration.waiting = worker;
  worker.become('installed');
  return worker;
};

beforeEach(() => {
  container = new FakeContainer();
  reload.mockClear();
});

describe('a new version', () => {
  it('the first one is no news', async () => {
    const updates = await start();
    arrive();
    expect(updates.ready.get()).toBe(false);
  });

  it('waits until it is asked for, then takes over, then the page is loaded again', async () => {
    container.controller = container.registration.active = new FakeWorker();
    const updates = await start();
    const worker = arrive();
    expect(updates.ready.get()).toBe(true);
    expect(worker.postMessage).not.toHaveBeenCalled();
    updates.apply();
    expect(worker.postMessage).toHaveBeenCalledWith('take-over');
    expect(reload).not.toHaveBeenCalled();
    container.dispatchEvent(new Event('controllerchange'));
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('that has waited since the last visit is said, and can be put off', async () => {
    container.controller = container.registration.active = new FakeWorker();
    container.registration.waiting = new FakeWorker();
    const updates = await start();
    expect(updates.ready.get()).toBe(true);
    updates.later();
    expect(updates.ready.get()).toBe(false);
  });

  it('let in by another tab never reloads this one by itself', async () => {
    container.controller = container.registration.active = new FakeWorker();
    const updates = await start();
    container.dispatchEvent(new Event('controllerchange'));
    expect(reload).not.toHaveBeenCalled();
    expect(updates.ready.get()).toBe(true);
    updates.apply();
    expect(reload).toHaveBeenCalledTimes(1);
  });

  describe('is asked for when the page is looked at again', () => {
    const HOUR_MS = 3_600_000;
    const at = (running: number, wall: number): void => {
      vi.spyOn(performance, 'now').mockReturnValue(running);
      vi.spyOn(Date, 'now').mockReturnValue(wall);
      document.dispatchEvent(new Event('visibilitychange'));
    };
    afterEach(() => vi.restoreAllMocks());

    it.each([
      ['an hour later', HOUR_MS, HOUR_MS, 1],
      ['a minute later', 60_000, 60_000, 0],
      ['an hour later, though the clock was set back ten years', HOUR_MS, -10 * 365 * 24 * HOUR_MS, 1],
      ['after a night of sleep in which only the wall’s clock went on', 60_000, 8 * HOUR_MS, 1],
    ])('%s', async (_, running, wall, times) => {
      const began = Date.UTC(2026, 0, 1);
      at(1000, began);
      await start();
      at(1000 + running, began + wall);
      expect(container.registration.update).toHaveBeenCalledTimes(times);
      at(1000 + running + 1, began + wall + 1);
      expect(container.registration.update).toHaveBeenCalledTimes(times);
    });
  });

  it('where service workers are denied, nothing happens', async () => {
    container.register.mockRejectedValue(new DOMException('denied', 'SecurityError'));
    const updates = await start();
    expect(updates.ready.get()).toBe(false);
  });
});
