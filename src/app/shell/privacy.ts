import { createStore } from '../stores/store.ts';
import type { Store } from '../stores/store.ts';

export interface RequestCount {
  /** Requests of this page to another origin, ever. */
  readonly elsewhere: number;
  /** Requests to any server, our own included, after the models were ready. */
  readonly sinceReady: number;
}

/** The part of a PerformanceResourceTiming that counting needs. */
export interface RequestEntry {
  readonly name: string;
  readonly startTime: number;
  readonly transferSize: number;
  readonly decodedBodySize: number;
}

/** Answered on this device (HTTP cache, service worker): something came, nothing was transferred. */
function staysHere(entry: RequestEntry): boolean {
  return entry.transferSize === 0 && entry.decodedBodySize > 0;
}

function wentOut(entry: RequestEntry): boolean {
  return /^(https?|wss?):/.test(entry.name) && !staysHere(entry);
}

/** What is left of all requests: no record of the browser's is held, and nothing that grows with them. */
export interface SeenRequests {
  /** Requests to another origin. */
  readonly elsewhere: number;
  /** When the models were ready, milliseconds since the page's start; null: not yet. */
  readonly readyAt: number | null;
  /** Requests that went out after that. */
  readonly sinceReady: number;
}

export const NONE_SEEN: SeenRequests = { elsewhere: 0, readyAt: null, sinceReady: 0 };

/**
 * Adds what the browser itself recorded: every request of the page that went over the network, or tried to. Models that were loaded anew
 * are ready from now on, so whatever was counted until then came before.
 */
export function addRequests(
  seen: SeenRequests,
  entries: readonly RequestEntry[],
  { origin, readyAt }: { readonly origin: string; readonly readyAt: number | null },
): SeenRequests {
  const out = entries.filter(wentOut);
  const later = readyAt === null ? [] : out.filter(({ startTime }) => startTime > readyAt);
  return {
    elsewhere: seen.elsewhere + out.filter(({ name }) => new URL(name).origin !== origin).length,
    readyAt,
    sinceReady: (seen.readyAt === readyAt ? seen.sinceReady : 0) + later.length,
  };
}

/** Watches the browser's record of requests (`PerformanceObserver`), newest included. */
export function watchRequests(readyAt: () => number | null): { store: Store<RequestCount>; recount: () => void } {
  const store = createStore<RequestCount>({ elsewhere: 0, sinceReady: 0 });
  let seen = NONE_SEEN;
  const add = (entries: readonly RequestEntry[]): void => {
    seen = addRequests(seen, entries, { origin: window.location.origin, readyAt: readyAt() });
    const { elsewhere, sinceReady } = seen;
    const now = store.get();
    if (elsewhere !== now.elsewhere || sinceReady !== now.sinceReady) store.set({ elsewhere, sinceReady });
  };
  if (typeof PerformanceObserver === 'function') {
    const observer = new PerformanceObserver((list) => {
      add(list.getEntries().filter((entry) => entry instanceof PerformanceResourceTiming));
    });
    observer.observe({ type: 'resource', buffered: true });
  }
  return {
    store,
    recount: () => {
      add([]);
    },
  };
}
