import { createStore } from '../store.ts';
import type { Store } from '../store.ts';

/** The browser's offer to install the page; TypeScript's DOM types do not have it. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

export interface Install {
  /** Whether the browser offers it now. */
  readonly store: Store<boolean>;
  /** Shows the browser's own question. Asked once: the browser makes another offer when it wants to. */
  readonly ask: () => Promise<void>;
}

/** Keeps the offer, which comes once and early, until the person looks for it. */
export function createInstall(target: Pick<EventTarget, 'addEventListener'>): Install {
  const store = createStore(false);
  let offer: InstallOffer | null = null;
  target.addEventListener('beforeinstallprompt', (event) => {
    // Otherwise some browsers put a bar over the page.
    event.preventDefault();
    offer = event as InstallOffer;
    store.set(true);
  });
  target.addEventListener('appinstalled', () => {
    offer = null;
    store.set(false);
  });
  return {
    store,
    ask: async () => {
      const asked = offer;
      offer = null;
      store.set(false);
      await asked?.prompt();
    },
  };
}
