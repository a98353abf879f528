/** What is assumed where the browser does not tell how fast the connection is. */
export const ASSUMED_MBIT = 10;

/** The part of the Network Information API that is used; not every browser has it. */
interface Speed {
  readonly downlink?: number;
}

/** Megabits a second as the browser estimates them (Chromium says no more than 10); null where it does not tell. */
export function connectionMbit(navigator: object): number | null {
  const { downlink } = (navigator as { readonly connection?: Speed }).connection ?? {};
  return typeof downlink === 'number' && downlink > 0 ? downlink : null;
}

/** Seconds that so many bytes take. */
export function secondsFor(bytes: number, mbit: number): number {
  return (bytes * 8) / (mbit * 1e6);
}

/** Seconds as somebody says them: in steps of five below a minute, else whole minutes; never “0”. */
export function roundedTime(seconds: number): { readonly value: number; readonly unit: 'second' | 'minute' } {
  if (seconds < 57.5) return { value: Math.max(5, Math.round(seconds / 5) * 5), unit: 'second' };
  return { value: Math.max(1, Math.round(seconds / 60)), unit: 'minute' };
}

/** Over how long the speed of a download is measured. */
const WINDOW_MS = 8000;
/** What comes faster was on the device already (a download that goes on); on a line that fast nobody needs to be told a time. */
const FASTEST_BYTES_PER_MS = 10_000;
/** What one report may bring at once, however short the time since the last. */
const BURST_BYTES = 5e5;
/** Before this much of it nobody can tell. */
const LEAST_MS = 1500;

/** Tells the speed of a running download from what has come, so that a stall or a burst does not make it jump. */
export interface Pace {
  /** `atMs`: when so many bytes were here. Fewer than before: it began anew. */
  readonly see: (atMs: number, receivedBytes: number) => void;
  /** Bytes a second; null while it cannot be told. */
  readonly bytesPerSecond: () => number | null;
}

export function createPace(): Pace {
  let seen: readonly { readonly atMs: number; readonly bytes: number }[] = [];
  return {
    see: (atMs, receivedBytes) => {
      const last = seen.at(-1);
      if (last !== undefined && (receivedBytes < last.bytes || atMs < last.atMs)) seen = [];
      else if (last !== undefined) {
        const grown = receivedBytes - last.bytes;
        // Found, not received: as if it had been there from the beginning.
        if (grown > BURST_BYTES + (atMs - last.atMs) * FASTEST_BYTES_PER_MS)
          seen = seen.map((one) => ({ ...one, bytes: one.bytes + grown }));
      }
      seen = [...seen.filter((one) => atMs - one.atMs <= WINDOW_MS), { atMs, bytes: receivedBytes }];
    },
    bytesPerSecond: () => {
      const [first, last] = [seen[0], seen.at(-1)];
      if (first === undefined || last === undefined) return null;
      const ms = last.atMs - first.atMs;
      const bytes = last.bytes - first.bytes;
      return ms < LEAST_MS || bytes <= 0 ? null : (bytes / ms) * 1000;
    },
  };
}
