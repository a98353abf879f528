import { TagweaveError } from '../../domain/errors/errors.ts';

/** A file being read: its bytes come in pieces, so that progress can be shown and the reading stopped. */
export interface OpenedFile {
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Bytes of the whole file where the host tells; null where it does not. */
  readonly bytes: number | null;
  /** Offset of the first byte in `body`: what was asked for, or 0 when the host cannot continue in the middle. */
  readonly from: number;
}

/** Where model files come from: a web host or a folder. */
export interface ByteSource {
  /**
   * Opens a file. `from` asks to continue at that byte.
   * @throws TagweaveError `model-missing`, `model-unreachable`, `aborted`
   */
  open(
    address: string,
    options?: { readonly signal?: AbortSignal | undefined; readonly from?: number },
  ): Promise<OpenedFile>;
}

/** `base` and a relative path as one address; works for URLs and folders. */
export function joinAddress(base: string, path: string): string {
  return base === '' || base.endsWith('/') ? base + path : `${base}/${path}`;
}

/** The last names of an address, short enough for a sentence. */
export function shortName(address: string): string {
  return address
    .replace(/[?#].*$/u, '')
    .split('/')
    .filter((name) => name !== '')
    .slice(-3)
    .join('/');
}

export function missingError(address: string): TagweaveError {
  const file = shortName(address);
  return new TagweaveError(
    'model-missing',
    `A model file is missing: ${file}. Reload the page; if it stays missing, the model was not installed completely.`,
    { details: { file, address } },
  );
}

export function unreachableError(address: string, cause?: unknown, status?: number): TagweaveError {
  const file = shortName(address);
  const why = status === undefined ? 'the connection failed' : `the host answered ${String(status)}`;
  return new TagweaveError(
    'model-unreachable',
    `The model file ${file} could not be downloaded: ${why}. Check the connection and try again; what was already downloaded is kept.`,
    { cause, details: { file, address, ...(status === undefined ? {} : { status }) } },
  );
}

/** Bytes of a small file, read to the end; at most `limit` bytes. */
export async function readSmall(
  source: ByteSource,
  address: string,
  signal?: AbortSignal,
  limit = 32e6,
): Promise<Uint8Array<ArrayBuffer>> {
  const { body } = await source.open(address, { signal });
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      throw new TagweaveError('model-invalid', `${shortName(address)} is larger than such a file can be.`);
    }
    pieces.push(value);
  }
  return joinPieces(pieces, length);
}

export function joinPieces(pieces: readonly Uint8Array<ArrayBuffer>[], length: number): Uint8Array<ArrayBuffer> {
  const [only] = pieces;
  if (pieces.length === 1 && only?.length === length) return only;
  const all = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    all.set(piece, offset);
    offset += piece.length;
  }
  return all;
}
