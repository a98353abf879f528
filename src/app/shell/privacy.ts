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

/** What is left of a request once it was looked at: no record of the browser's is held. */
export interface SeenRequests {
  /** Requests to another origin. */
  elsewhere: number;
  /** When each of those that went out began, milliseconds since the page's start. */
  readonly startedAt: number[];
}

/** Adds what the browser itself recorded: every request of the page that went over the network, or tried to. */
export function addRequests(seen: SeenRequests, entries: readonly RequestEntry[], origin: string): void {
  for (const entry of entries) {
    if (!wentOut(entry)) continue;
    if (new URL(entry.name).origin !== origin) seen.elsewhere += 1;
    seen.startedAt.push(entry.startTime);
  }
}

export function countRequests({ elsewhere, startedAt }: SeenRequests, readyAt: number | null): RequestCount {
  return { elsewhere, sinceReady: readyAt === null ? 0 : startedAt.filter((time) => time > readyAt).length };
}

/**
 * Watches the browser's record of requests (`PerformanceObserver`), newest included. A page that stays open for hours holds a number for
 * each request that went out, and no record of a picture that was shown.
 */
export function watchRequests(readyAt: () => number | null): { store: Store<RequestCount>; recount: () => void } {
  const store = createStore<RequestCount>({ elsewhere: 0, sinceReady: 0 });
  const seen: SeenRequests = { elsewhere: 0, startedAt: [] };
  const recount = (): void => {
    const next = countRequests(seen, readyAt());
    const now = store.get();
    if (next.elsewhere !== now.elsewhere || next.sinceReady !== now.sinceReady) store.set(next);
  };
  if (typeof PerformanceObserver === 'function') {
    const observer = new PerformanceObserver((list) => {
      addRequests(
        seen,
        list.getEntries().filter((entry) => entry instanceof PerformanceResourceTiming),
        window.location.origin,
      );
      recount();
    });
    observer.observe({ type: 'resource', buffered: true });
  }
  return { store, recount };
}
