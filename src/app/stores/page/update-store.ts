import { createStore } from '../store.ts';
import type { Store } from '../store.ts';

const HOUR_MS = 3_600_000;

/** A newer version of the page, stored and waiting. */
export interface Updates {
  /** True when a newer version is ready; it starts only when the person asks for it. */
  readonly ready: Store<boolean>;
  readonly apply: () => void;
  readonly later: () => void;
  /** Registers the service worker, which makes the page work offline. Never rejects: without it, everything else works. */
  readonly start: (container: ServiceWorkerContainer, address: string) => Promise<void>;
}

export function createUpdates(reload: () => void): Updates {
  const ready = createStore(false);
  let registration: ServiceWorkerRegistration | null = null;
  let asked = false;

  const watch = (found: ServiceWorkerRegistration): void => {
    const worker = found.installing;
    worker?.addEventListener('statechange', () => {
      // The first version has nothing to replace, so there is nothing to say.
      if (worker.state === 'installed' && found.active !== null) ready.set(true);
    });
  };

  /**
   * A page that stays open for days (an installed app) learns of new versions, too; asked for when it is looked at again. An hour by either
   * clock: the wall's may be set back for years, the other stands still on some devices while they sleep.
   */
  const lookAgain = (found: ServiceWorkerRegistration): void => {
    const clocks = (): readonly number[] => [performance.now(), Date.now()];
    let last = clocks();
    document.addEventListener('visibilitychange', () => {
      const now = clocks();
      const passed = Math.max(...now.map((ms, which) => ms - (last[which] ?? 0)));
      if (document.visibilityState !== 'visible' || passed < HOUR_MS) return;
      last = now;
      void found.update().catch(() => undefined);
    });
  };

  return {
    ready,
    later: () => {
      ready.set(false);
    },
    apply: () => {
      asked = true;
      const waiting = registration?.waiting ?? null;
      // Another tab has already let it in: then only this page is old.
      if (waiting === null) reload();
      else waiting.postMessage('take-over');
    },
    start: async (container, address) => {
      try {
        const controlled = container.controller !== null;
        container.addEventListener('controllerchange', () => {
          if (asked) reload();
          else if (controlled) ready.set(true);
        });
        registration = await container.register(address, { updateViaCache: 'none' });
        if (registration.waiting !== null && registration.active !== null) ready.set(true);
        if (registration.installing !== null) watch(registration);
        const found = registration;
        found.addEventListener('updatefound', () => {
          watch(found);
        });
        lookAgain(found);
      } catch {
        // Private windows and plain http have no service worker: the page then needs the network, as any page does.
      }
    },
  };
}
