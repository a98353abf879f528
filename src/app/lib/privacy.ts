import { createStore } from '../stores/store.ts';
import type { Store } from '../stores/store.ts';

export interface RequestCount {
  /** Requests of this page to another origin, ever. */
  readonly elsewhere: number;
  /** Requests to any server, our own included, after the models were ready. */
  readonly sinceReady: number;
}

/** What the browser itself recorded: every request of the page that went over the network, or tried to. */
export function countRequests(
  entries: readonly { readonly name: string; readonly startTime: number }[],
  origin: string,
  readyAt: number | null,
): RequestCount {
  const overNetwork = entries.filter((entry) => /^(https?|wss?):/.test(entry.name));
  return {
    elsewhere: overNetwork.filter((entry) => new URL(entry.name).origin !== origin).length,
    sinceReady: readyAt === null ? 0 : overNetwork.filter((entry) => entry.startTime > readyAt).length,
  };
}

/** Watches the browser's record of requests (`PerformanceObserver`), newest included. */
export function watchRequests(readyAt: () => number | null): { store: Store<RequestCount>; recount: () => void } {
  const store = createStore<RequestCount>({ elsewhere: 0, sinceReady: 0 });
  const seen: PerformanceEntry[] = [];
  const recount = (): void => {
    const next = countRequests(seen, window.location.origin, readyAt());
    const now = store.get();
    if (next.elsewhere !== now.elsewhere || next.sinceReady !== now.sinceReady) store.set(next);
  };
  if (typeof PerformanceObserver === 'function') {
    const observer = new PerformanceObserver((list) => {
      seen.push(...list.getEntries());
      recount();
    });
    observer.observe({ type: 'resource', buffered: true });
  }
  return { store, recount };
}
