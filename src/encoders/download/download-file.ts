import { TagweaveError } from '../../domain/errors/errors.ts';
import { abortedError, pause } from './abort.ts';
import type { ByteSource } from './byte-source.ts';
import { joinPieces, shortName, unreachableError } from './byte-source.ts';
import type { WantedFile } from './wanted-file.ts';
import type { ModelCache } from './model-cache.ts';
import { inOneTab } from './one-tab.ts';
import type { Locks } from './one-tab.ts';
import { PartStore } from './part-store.ts';
import { sha256 } from './sha256.ts';

/** So much is written down as a part while the file is still coming. */
const PART_BYTES = 4e6;
/** The last part of a stopped download is worth keeping from this size on. */
const WORTH_KEEPING = 256 * 1024;

export interface FileCalls {
  readonly source: ByteSource;
  readonly cache: ModelCache;
  /** Null where there are none: then two tabs fetch the same file twice. */
  readonly locks: Locks | null;
  /** Milliseconds to wait before the first, second … further attempt after a broken connection. */
  readonly pauses: readonly number[];
  readonly signal: AbortSignal;
  readonly report: (bytes: number, total: number | null) => void;
  readonly retrying: (pauseMs: number) => void;
}

/**
 * The bytes of one file, whole and checked: from the cache, or downloaded, going on after parts that came earlier. A broken
 * connection is tried again after a pause; while bytes keep coming, the pauses begin anew.
 * @throws TagweaveError `model-missing`, `model-altered`, `model-unreachable`, `aborted`
 */
export async function downloadFile(file: WantedFile, calls: FileCalls): Promise<Uint8Array<ArrayBuffer>> {
  const { cacheKey } = file;
  const kept = await fromCache(file, calls);
  if (kept !== null) return kept;
  if (cacheKey === null) return fetchFile(file, calls);
  // Another tab that is fetching it already is waited for, and what it kept is taken.
  const look = async (): Promise<number> => {
    const bytes = await new PartStore(calls.cache, cacheKey).size();
    calls.report(bytes, file.bytes);
    return bytes;
  };
  return inOneTab(
    calls.locks,
    `tagweave-model-${cacheKey}`,
    { signal: calls.signal, look },
    async () => (await fromCache(file, calls)) ?? fetchFile(file, calls),
  );
}

async function fromCache(file: WantedFile, { cache, report }: FileCalls): Promise<Uint8Array<ArrayBuffer> | null> {
  const kept = await keptFile(file, cache);
  if (kept !== null) report(kept.length, kept.length);
  return kept;
}

async function fetchFile(file: WantedFile, calls: FileCalls): Promise<Uint8Array<ArrayBuffer>> {
  const { cache } = calls;
  const { cacheKey } = file;
  const parts = new PartStore(cache, file.sha256 === null ? null : cacheKey);
  const begun = await parts.read();
  let outcome = await receive(file, begun, parts, calls);
  if ('fault' in outcome && begun.length > 0) {
    // The kept parts may be of another copy: once more from the beginning.
    await parts.clear();
    outcome = await receive(file, [], parts, calls);
  }
  // Before the whole is written, since there may not be room for both.
  await parts.clear();
  if ('fault' in outcome) throw outcome.fault;
  if (cacheKey !== null) await cache.write(cacheKey, outcome.bytes);
  return outcome.bytes;
}

/** What the cache has, if it is still what it should be. */
export async function keptFile(file: WantedFile, cache: ModelCache): Promise<Uint8Array<ArrayBuffer> | null> {
  if (file.cacheKey === null) return null;
  const kept = await cache.read(file.cacheKey);
  if (kept === null) return null;
  if ((await faultOf(file, kept)) === null) return kept;
  await cache.remove(file.cacheKey);
  return null;
}

type Outcome = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly fault: TagweaveError };

/** What has come of a file, and how much of it is not written down yet. */
interface Received {
  pieces: Uint8Array<ArrayBuffer>[];
  length: number;
  unwritten: number;
}

async function receive(
  file: WantedFile,
  begun: readonly Uint8Array<ArrayBuffer>[],
  parts: PartStore,
  calls: FileCalls,
): Promise<Outcome> {
  const { signal, pauses } = calls;
  const got: Received = { pieces: [...begun], length: begun.reduce((sum, part) => sum + part.length, 0), unwritten: 0 };
  for (let attempt = 0; ;) {
    const before = got.length;
    try {
      const fault = await readOn(file, got, parts, calls);
      if (fault !== null) return { fault };
      const bytes = joinPieces(got.pieces, got.length);
      const wrong = await faultOf(file, bytes);
      return wrong === null ? { bytes } : { fault: wrong };
    } catch (error) {
      if (got.unwritten >= WORTH_KEEPING) await writeDown(got, parts);
      if (signal.aborted) throw abortedError();
      const reason = error instanceof TagweaveError ? error : unreachableError(file.address, error);
      if (got.length > before) attempt = 0;
      const wait = pauses[attempt];
      if (!isPassing(reason) || wait === undefined) throw reason;
      attempt += 1;
      calls.retrying(wait);
      await pause(wait, signal);
    }
  }
}

/** Reads to the end of the file from where it stands. Gives the fault of a host that sends too much. */
async function readOn(
  file: WantedFile,
  got: Received,
  parts: PartStore,
  { source, signal, report }: FileCalls,
): Promise<TagweaveError | null> {
  if (file.bytes !== null && got.length >= file.bytes) return null;
  const opened = await source.open(file.address, { signal, from: got.length });
  if (opened.from !== got.length) {
    // The host cannot continue in the middle.
    await parts.clear();
    Object.assign(got, { pieces: [], length: 0, unwritten: 0 });
  }
  const reader = opened.body.getReader();
  const cancel = (): void => {
    void reader.cancel().catch(() => undefined);
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (signal.aborted) throw abortedError();
      if (done) return null;
      got.pieces.push(value);
      got.length += value.length;
      got.unwritten += value.length;
      // A host that sends something endless is stopped here instead of filling the memory.
      if (file.bytes !== null && got.length > file.bytes) {
        return alteredError(file, `it is longer than ${count(file.bytes)} bytes`);
      }
      report(got.length, opened.bytes);
      if (got.unwritten >= PART_BYTES) await writeDown(got, parts);
    }
  } finally {
    cancel();
    signal.removeEventListener('abort', cancel);
  }
}

/** Writes down what has come since the last part, as one piece. */
async function writeDown(got: Received, parts: PartStore): Promise<void> {
  let from = got.pieces.length;
  for (let bytes = 0; bytes < got.unwritten; from -= 1) bytes += got.pieces[from - 1]?.length ?? got.unwritten;
  const part = joinPieces(got.pieces.slice(from), got.unwritten);
  got.pieces.splice(from, got.pieces.length - from, part);
  got.unwritten = 0;
  await parts.append(part);
}

/** Worth another attempt: the connection broke, or the host is in trouble or asks for patience. */
function isPassing({ code, details }: TagweaveError): boolean {
  if (code !== 'model-unreachable') return false;
  const { status } = details;
  return typeof status !== 'number' || status >= 500 || [408, 425, 429].includes(status);
}

/** What is wrong with the bytes of a file, or null. */
export async function faultOf(file: WantedFile, bytes: Uint8Array<ArrayBuffer>): Promise<TagweaveError | null> {
  if (file.bytes !== null && bytes.length !== file.bytes) {
    return alteredError(file, `it has ${count(bytes.length)} bytes instead of ${count(file.bytes)}`);
  }
  if (file.sha256 !== null && (await sha256(bytes)) !== file.sha256) {
    return alteredError(file, 'its checksum (sha256) differs');
  }
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

function count(bytes: number): string {
  return bytes.toLocaleString('en');
}
