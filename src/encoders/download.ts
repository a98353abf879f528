import { TagweaveError } from '../domain/errors.ts';
import { abortedError, throwIfAborted } from './abort.ts';
import type { ByteSource } from './byte-source.ts';
import { joinPieces, shortName, unreachableError } from './byte-source.ts';
import type { ModelCache } from './model-cache.ts';
import { sha256 } from './sha256.ts';

/** One file wanted on the device. What is null is not known beforehand and not checked. */
export interface WantedFile {
  /** URL or path to read it from. */
  readonly address: string;
  readonly bytes: number | null;
  readonly sha256: string | null;
  /** Where the cache keeps it: revision and sum are part of it. Null: never kept (it is on this machine already). */
  readonly cacheKey: string | null;
}

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
}

/** Parts kept of a stopped download are worth asking the host to continue from this size on. */
const WORTH_KEEPING = 256 * 1024;
const AT_ONCE = 3;

/** Reads model files from a source, checks them, keeps them in a cache; every file is whole and unaltered or an error is thrown. */
export class Downloader {
  readonly source: ByteSource;
  readonly cache: ModelCache;

  constructor(source: ByteSource, cache: ModelCache) {
    this.source = source;
    this.cache = cache;
  }

  /** What a download would take, asked before the first byte: sums of the known byte counts. Reads nothing but the cache's index. */
  async sizes(files: readonly WantedFile[]): Promise<{ readonly totalBytes: number; readonly cachedBytes: number }> {
    let [totalBytes, cachedBytes] = [0, 0];
    for (const file of files) {
      const kept = file.cacheKey === null ? null : await this.cache.size(file.cacheKey);
      const bytes = file.bytes ?? kept ?? 0;
      totalBytes += bytes;
      if (kept !== null && kept === bytes) cachedBytes += bytes;
    }
    return { totalBytes, cachedBytes };
  }

  /**
   * Bytes of all files, in their order; sha256 and byte count checked, from the cache where it has them. One total for progress.
   * @throws TagweaveError `model-missing`, `model-altered`, `model-unreachable`, `aborted` (parts of ≥ 256 KB are kept and continued next time)
   */
  async fetch(
    files: readonly WantedFile[],
    { signal, onProgress }: DownloadOptions = {},
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
    const queue = files
      .map((file, index) => ({ file, index }))
      .sort((a, b) => (a.file.bytes ?? 0) - (b.file.bytes ?? 0));
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
        results.set(
          index,
          await this.#one(file, stop.signal, (bytes, total) => {
            report(index, bytes, total);
          }),
        );
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

  async #one(
    file: WantedFile,
    signal: AbortSignal,
    report: (bytes: number, total: number | null) => void,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const { cacheKey } = file;
    if (cacheKey !== null) {
      const kept = await this.cache.read(cacheKey);
      if (kept !== null) {
        if ((await fault(file, kept)) === null) {
          report(kept.length, kept.length);
          return kept;
        }
        await this.cache.remove(cacheKey);
      }
    }
    const partKey = cacheKey === null || file.sha256 === null ? null : `${cacheKey}.part`;
    const part = partKey === null ? null : await this.cache.read(partKey);
    const start = part !== null && (file.bytes === null || part.length < file.bytes) ? part : null;
    let bytes = await this.#read(file, start, partKey, signal, report);
    let wrong = await fault(file, bytes);
    if (wrong !== null && start !== null) {
      // The kept part may be of another copy: once more from the beginning.
      bytes = await this.#read(file, null, partKey, signal, report);
      wrong = await fault(file, bytes);
    }
    if (partKey !== null && part !== null) await this.cache.remove(partKey);
    if (wrong !== null) throw wrong;
    if (cacheKey !== null) await this.cache.write(cacheKey, bytes);
    return bytes;
  }

  async #read(
    file: WantedFile,
    start: Uint8Array<ArrayBuffer> | null,
    partKey: string | null,
    signal: AbortSignal,
    report: (bytes: number, total: number | null) => void,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const opened = await this.source.open(file.address, { signal, from: start?.length ?? 0 });
    const pieces: Uint8Array<ArrayBuffer>[] = opened.from > 0 && start !== null ? [start] : [];
    let length = opened.from;
    const reader = opened.body.getReader();
    const cancel = (): void => {
      void reader.cancel().catch(() => undefined);
    };
    signal.addEventListener('abort', cancel, { once: true });
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (signal.aborted) throw abortedError();
        if (done) break;
        pieces.push(value);
        length += value.length;
        // A host that sends something endless is stopped here instead of filling the memory.
        if (file.bytes !== null && length > file.bytes)
          throw alteredError(file, `it is longer than ${count(file.bytes)} bytes`);
        report(length, opened.bytes);
      }
    } catch (error) {
      cancel();
      if (error instanceof TagweaveError && error.code === 'model-altered') throw error;
      if (partKey !== null && length >= WORTH_KEEPING) await this.cache.write(partKey, joinPieces(pieces, length));
      throw signal.aborted
        ? abortedError()
        : error instanceof TagweaveError
          ? error
          : unreachableError(file.address, error);
    } finally {
      signal.removeEventListener('abort', cancel);
    }
    return joinPieces(pieces, length);
  }
}

/** What is wrong with the bytes of a file, or null. */
async function fault(file: WantedFile, bytes: Uint8Array<ArrayBuffer>): Promise<TagweaveError | null> {
  if (file.bytes !== null && bytes.length !== file.bytes) {
    return alteredError(file, `it has ${count(bytes.length)} bytes instead of ${count(file.bytes)}`);
  }
  if (file.sha256 !== null && (await sha256(bytes)) !== file.sha256)
    return alteredError(file, 'its checksum (sha256) differs');
  return null;
}

/** `model-altered` for a file whose content is not what its manifest says. */
export function alteredError(file: { readonly address: string }, why: string): TagweaveError {
  const name = shortName(file.address);
  return new TagweaveError(
    'model-altered',
    `The model file ${name} is not the one that belongs here: ${why}. It was not used. Reload the page to download it again.`,
    { details: { file: name, why } },
  );
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

function count(bytes: number): string {
  return bytes.toLocaleString('en');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
