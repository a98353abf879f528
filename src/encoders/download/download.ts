import { TagweaveError } from '../../domain/errors/errors.ts';
import { abortedError, throwIfAborted } from './abort.ts';
import type { ByteSource } from './byte-source.ts';
import { shortName } from './byte-source.ts';
import { downloadFile } from './download-file.ts';
import type { ModelCache } from './model-cache.ts';
import { platformLocks } from './one-tab.ts';
import type { Locks } from './one-tab.ts';
import { PartStore } from './part-store.ts';
import type { WantedFile } from './wanted-file.ts';

export interface DownloadProgress {
  /** Bytes of all files together that are here now, those found in the cache included. */
  readonly receivedBytes: number;
  readonly totalBytes: number;
  /** Short name of the file that grew last. */
  readonly file: string;
}

export interface DownloadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  /** The connection broke; it is tried again after so many milliseconds. */
  readonly onRetry?: ((pauseMs: number) => void) | undefined;
  /** So many files, the first of the list, come before the others; `here` is given their bytes as soon as all of them are whole. */
  readonly first?:
    { readonly count: number; readonly here: (bytes: readonly Uint8Array<ArrayBuffer>[]) => void } | undefined;
}

const AT_ONCE = 3;
/** Waited before each further attempt after a broken connection, in milliseconds. */
const PAUSES = [500, 1500, 4000];

/** Reads model files from a source, checks them, keeps them in a cache; every file is whole and unaltered or an error is thrown. */
export class Downloader {
  readonly source: ByteSource;
  readonly cache: ModelCache;
  readonly #pauses: readonly number[];

  readonly #locks: Locks | null;

  constructor(
    source: ByteSource,
    cache: ModelCache,
    pauses: readonly number[] = PAUSES,
    locks: Locks | null = platformLocks(),
  ) {
    this.source = source;
    this.cache = cache;
    this.#pauses = pauses;
    this.#locks = locks;
  }

  /** What a download would take, asked before the first byte: sums of the known byte counts; what came of a stopped download counts as here. Reads nothing but the cache's index. */
  async sizes(files: readonly WantedFile[]): Promise<{ readonly totalBytes: number; readonly cachedBytes: number }> {
    let [totalBytes, cachedBytes] = [0, 0];
    for (const file of files) {
      const kept = file.cacheKey === null ? null : await this.cache.size(file.cacheKey);
      const bytes = file.bytes ?? kept ?? 0;
      totalBytes += bytes;
      if (kept !== null && kept === bytes) cachedBytes += bytes;
      else if (file.cacheKey !== null)
        cachedBytes += Math.min(bytes, await new PartStore(this.cache, file.cacheKey).size());
    }
    return { totalBytes, cachedBytes };
  }

  /**
   * Bytes of all files, in their order; sha256 and byte count checked, from the cache where it has them. One total for progress.
   * @throws TagweaveError `model-missing`, `model-altered`, `model-unreachable`, `aborted` (what has come is kept in parts and continued next time)
   */
  async fetch(
    files: readonly WantedFile[],
    { signal, onProgress, onRetry, first }: DownloadOptions = {},
  ): Promise<Uint8Array<ArrayBuffer>[]> {
    throwIfAborted(signal);
    const received = files.map(() => 0);
    const expected = files.map((file) => file.bytes ?? 0);
    const results = new Map<number, Uint8Array<ArrayBuffer>>();
    const stop = new AbortController();
    const forward = (): void => {
      stop.abort();
    };
    signal?.addEventListener('abort', forward, { once: true });
    const isLater = (index: number): number => Number(first !== undefined && index >= first.count);
    const queue = files
      .map((file, index) => ({ file, index }))
      .sort((a, b) => isLater(a.index) - isLater(b.index) || (a.file.bytes ?? 0) - (b.file.bytes ?? 0));
    const report = (index: number, bytes: number, total: number | null): void => {
      received[index] = bytes;
      if ((files[index]?.bytes ?? null) === null) expected[index] = Math.max(total ?? 0, bytes);
      onProgress?.({
        receivedBytes: sum(received),
        totalBytes: sum(expected),
        file: shortName(files[index]?.address ?? ''),
      });
    };
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const { file, index } = next;
        const bytes = await downloadFile(file, {
          source: this.source,
          cache: this.cache,
          locks: this.#locks,
          pauses: this.#pauses,
          signal: stop.signal,
          report: (received, total) => {
            report(index, received, total);
          },
          retrying: (pauseMs) => onRetry?.(pauseMs),
        });
        results.set(index, bytes);
        if (first === undefined || index >= first.count) continue;
        const early = files.slice(0, first.count).flatMap((_file, place) => results.get(place) ?? []);
        if (early.length === first.count) first.here(early);
      }
    };
    try {
      const workers = Array.from({ length: AT_ONCE }, work);
      const outcomes = await Promise.allSettled(
        workers.map((worker) =>
          worker.catch((error: unknown) => {
            stop.abort();
            throw error;
          }),
        ),
      );
      const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [asError(outcome.reason)] : []));
      if (signal?.aborted === true) throw abortedError();
      // The first real reason counts; the others only stopped because of it.
      const reason =
        failures.find((error) => !(error instanceof TagweaveError && error.code === 'aborted')) ?? failures[0];
      if (reason !== undefined) throw reason;
      return files.map((_file, index) => results.get(index) ?? new Uint8Array());
    } finally {
      signal?.removeEventListener('abort', forward);
    }
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
