import { createStore } from '../store.ts';
import type { Store } from '../store.ts';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

export interface Toasts {
  readonly store: Store<Toast | null>;
  /** Shows a line at the bottom of the page, read out politely; a newer one replaces it. */
  readonly show: (text: string, action?: Toast['action']) => void;
  readonly hide: () => void;
  /** What the screen reader says next; nothing is shown. */
  readonly spoken: Store<string>;
  readonly say: (text: string) => void;
}

export function createToasts(): Toasts {
  const store = createStore<Toast | null>(null);
  const spoken = createStore('');
  let id = 0;
  return {
    store,
    spoken,
    say: (text) => {
      // The same words twice in a row are still two messages: a trailing no-break space makes them different.
      spoken.set(spoken.get() === text ? `${text}\u00a0` : text);
    },
    show: (text, action = null) => {
      id += 1;
      store.set({ id, text, action });
    },
    hide: () => {
      store.set(null);
    },
  };
}
