import { abortedError, throwIfAborted } from './abort.ts';
import type { ByteSource, OpenedFile } from './byte-source.ts';
import { missingError, unreachableError } from './byte-source.ts';

/** A connection that brings nothing for so long is broken, even if nobody says so. */
const STALL_MS = 30_000;

/**
 * Model files from a web host, by `fetch` (page, worker and Node). No cookies go along. A host that answers a missing file with a
 * web page (status 200, text/html) counts as `model-missing`.
 * @param stallMs patience with a connection that brings nothing
 */
export function httpSource(fetchFile: typeof fetch = fetch, stallMs = STALL_MS): ByteSource {
  return {
    async open(address, { signal, from = 0 } = {}) {
      throwIfAborted(signal);
      let response: Response;
      const attempt = new AbortController();
      const stop = (): void => {
        attempt.abort();
      };
      signal?.addEventListener('abort', stop, { once: true });
      try {
        const asked = fetchFile(address, {
          credentials: 'omit',
          ...(from > 0 ? { headers: { Range: `bytes=${String(from)}-` } } : {}),
          signal: attempt.signal,
        });
        response = await within(stallMs, asked, stop);
      } catch (error) {
        signal?.removeEventListener('abort', stop);
        throw signal?.aborted === true ? abortedError() : unreachableError(address, error);
      }
      if (from > 0 && (response.status === 416 || isCodedPart(response) || isAnotherPart(response, from))) {
        await response.body?.cancel();
        return this.open(address, { signal });
      }
      if (response.status === 404 || response.status === 410 || isPage(response, address)) {
        await response.body?.cancel();
        throw missingError(address);
      }
      if (!response.ok) {
        await response.body?.cancel();
        throw unreachableError(address, undefined, response.status);
      }
      return opened(response, from, (body) => lively(body, address, stallMs));
    },
  };
}

type Body = OpenedFile['body'];

/** The same bytes; an error when none come for `stallMs`. */
function lively(body: Body, address: string, stallMs: number): Body {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await within(stallMs, reader.read(), (stalled) => {
        void reader.cancel(stalled).catch(() => undefined);
      }).catch((error: unknown) => {
        throw unreachableError(address, error);
      });
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** What the work gives, or an error after so many milliseconds; then `giveUp` ends the work. */
async function within<T>(ms: number, work: Promise<T>, giveUp: (stalled: Error) => void): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stalled = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new Error(`Nothing came for ${String(ms)} ms.`);
      reject(error);
      giveUp(error);
    }, ms);
  });
  try {
    return await Promise.race([work, stalled]);
  } finally {
    clearTimeout(timer);
  }
}

function opened(response: Response, from: number, watched: (body: Body) => Body): OpenedFile {
  const partial = response.status === 206;
  const total = partial
    ? Number(/\/(\d+)$/u.exec(response.headers.get('content-range') ?? '')?.[1])
    : response.headers.has('content-encoding') // then the length is that of the coded bytes
      ? Number.NaN
      : Number(response.headers.get('content-length') ?? Number.NaN);
  return {
    body: watched(response.body ?? new Blob([]).stream()),
    bytes: Number.isFinite(total) ? total : null,
    from: partial ? from : 0,
  };
}

/** A range of brotli'd bytes cannot be joined to decoded ones. */
function isCodedPart(response: Response): boolean {
  return response.status === 206 && !['', 'identity'].includes(response.headers.get('content-encoding') ?? '');
}

/** A host, or a cache before it, that sends some other part than was asked for: joined to the first bytes it would be nonsense. */
function isAnotherPart({ status, headers }: Response, from: number): boolean {
  const begins = /^bytes (\d+)-/u.exec(headers.get('content-range') ?? '')?.[1];
  return status === 206 && begins !== undefined && Number(begins) !== from;
}

function isPage(response: Response, address: string): boolean {
  return (response.headers.get('content-type') ?? '').startsWith('text/html') && !/\.html?$/u.test(address);
}
