import { throwIfAborted } from './abort.ts';

/** The part of Web Locks that is used. */
export interface Locks {
  request(name: string, options: { readonly signal: AbortSignal }, granted: () => Promise<void>): Promise<unknown>;
}

/** So often somebody who waits looks how far the other tab is, in milliseconds. */
const LOOK_MS = 500;
/** A tab that has written nothing down for so long may never do it. */
const PATIENCE_MS = 120_000;

export interface Waiting {
  readonly signal: AbortSignal;
  /** Called now and then while another tab does the work; gives a number that grows as long as it gets on. */
  readonly look: () => Promise<number>;
  readonly lookMs?: number;
  readonly patienceMs?: number;
}

/** The Web Locks of this browser; null where there are none (plain http, sandboxed frames, Node 20). */
export function platformLocks(): Locks | null {
  try {
    return (globalThis as { readonly navigator?: { readonly locks?: Locks } }).navigator?.locks ?? null;
  } catch {
    return null;
  }
}

/**
 * Does some work in one tab at a time; in which order does not matter, since whoever comes later finds what was made. Without locks,
 * or when the tab that has it gets no further, it is done all the same: two downloads are better than none.
 * @throws TagweaveError `aborted`, and what the work throws
 */
export async function inOneTab<Result>(
  locks: Locks | null,
  name: string,
  { signal, look, lookMs = LOOK_MS, patienceMs = PATIENCE_MS }: Waiting,
  work: () => Promise<Result>,
): Promise<Result> {
  if (locks === null) return work();
  const giveUp = new AbortController();
  let [far, quietMs, looking] = [-1, 0, false];
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    void look()
      .then((now) => {
        quietMs = now > far ? 0 : quietMs + lookMs;
        far = Math.max(far, now);
        if (quietMs >= patienceMs) giveUp.abort();
      })
      .catch(() => undefined)
      .finally(() => (looking = false));
  }, lookMs);
  const release = await granted(locks, name, AbortSignal.any([signal, giveUp.signal])).finally(() => {
    clearInterval(timer);
  });
  try {
    throwIfAborted(signal);
    return await work();
  } finally {
    release?.();
  }
}

/** What lets the lock go again; null where there is none to have. */
function granted(locks: Locks, name: string, signal: AbortSignal): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    locks
      .request(
        name,
        { signal },
        () =>
          new Promise<void>((release) => {
            resolve(release);
          }),
      )
      .catch(() => {
        resolve(null);
      });
  });
}
