import { abortedError, throwIfAborted } from './abort.ts';
import type { ByteSource, OpenedFile } from './byte-source.ts';
import { missingError, unreachableError } from './byte-source.ts';

/**
 * Model files from a web host, by `fetch` (page, worker and Node). No cookies go along. A host that answers a missing file with a
 * web page (status 200, text/html) counts as `model-missing`.
 */
export function httpSource(fetchFile: typeof fetch = fetch): ByteSource {
  return {
    async open(address, { signal, from = 0 } = {}) {
      throwIfAborted(signal);
      let response: Response;
      try {
        response = await fetchFile(address, {
          credentials: 'omit',
          ...(from > 0 ? { headers: { Range: `bytes=${String(from)}-` } } : {}),
          ...(signal === undefined ? {} : { signal }),
        });
      } catch (error) {
        throw signal?.aborted === true ? abortedError() : unreachableError(address, error);
      }
      if (from > 0 && (response.status === 416 || isCodedPart(response))) {
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
      return opened(response, from);
    },
  };
}

function opened(response: Response, from: number): OpenedFile {
  const partial = response.status === 206;
  const total = partial
    ? Number(/\/(\d+)$/u.exec(response.headers.get('content-range') ?? '')?.[1])
    : response.headers.has('content-encoding') // then the length is that of the coded bytes
      ? Number.NaN
      : Number(response.headers.get('content-length') ?? Number.NaN);
  return {
    body: response.body ?? new Blob([]).stream(),
    bytes: Number.isFinite(total) ? total : null,
    from: partial ? from : 0,
  };
}

/** A range of brotli'd bytes cannot be joined to decoded ones. */
function isCodedPart(response: Response): boolean {
  return response.status === 206 && !['', 'identity'].includes(response.headers.get('content-encoding') ?? '');
}

function isPage(response: Response, address: string): boolean {
  return (response.headers.get('content-type') ?? '').startsWith('text/html') && !/\.html?$/u.test(address);
}
