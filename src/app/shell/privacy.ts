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

/** What the browser itself recorded: every request of the page that went over the network, or tried to. */
export function countRequests(entries: readonly RequestEntry[], origin: string, readyAt: number | null): RequestCount {
  const overNetwork = entries.filter(wentOut);
  return {
    elsewhere: overNetwork.filter((entry) => new URL(entry.name).origin !== origin).length,
    sinceReady: readyAt === null ? 0 : overNetwork.filter((entry) => entry.startTime > readyAt).length,
  };
}

/** Watches the browser's record of requests (`PerformanceObserver`), newest included. */
export function watchRequests(readyAt: () => number | null): { store: Store<RequestCount>; recount: () => void } {
  const store = createStore<RequestCount>({ elsewhere: 0, sinceReady: 0 });
  const seen: PerformanceResourceTiming[] = [];
  const recount = (): void => {
    const next = countRequests(seen, window.location.origin, readyAt());
    const now = store.get();
    if (next.elsewhere !== now.elsewhere || next.sinceReady !== now.sinceReady) store.set(next);
  };
  if (typeof PerformanceObserver === 'function') {
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        // Not every picture that was ever shown: a page that stays open for hours would hold on to all of them.
        if (entry instanceof PerformanceResourceTiming && wentOut(entry)) seen.push(entry);
      }
      recount();
    });
    observer.observe({ type: 'resource', buffered: true });
  }
  return { store, recount };
}
