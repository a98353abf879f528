/** Codes of everything that can go wrong at a room's door; the interface and tests match on these, never on message text. */
export type ErrorCode =
  | 'photo-empty' // zero bytes
  | 'photo-not-an-image' // the bytes are some other kind of file
  | 'photo-broken' // an image that ends early or cannot be decoded
  | 'photo-too-large' // more than 200 megapixels
  | 'photo-unsupported' // an image format this browser has no decoder for
  | 'photo-hidden' // the browser hides the pixels of photos from pages (protection against fingerprinting)
  | 'post-empty' // neither photo nor caption
  | 'model-missing' // a model file answered 404 or is not in the folder
  | 'model-altered' // sha256 or byte count differs from the manifest
  | 'model-invalid' // manifest or configuration fails its schema, or dims do not fit
  | 'model-unreachable' // the network is gone or the host refused
  | 'model-not-loaded' // recommend before load
  | 'engine-missing' // the worker or a runtime file is not where it was looked for, or the policy forbids it
  | 'device-lost' // the GPU went away and no other backend could take over
  | 'storage-unavailable' // IndexedDB is denied or absent
  | 'storage-newer' // the history was opened by a newer version of the page
  | 'storage-blocked' // another tab with an older version of the page holds the history
  | 'storage-full' // quota exceeded
  | 'history-invalid' // a stored or imported record fails its schema
  | 'post-forgotten' // the post to change is no longer there
  | 'history-forgotten' // everything was forgotten while this was being saved
  | 'archive-unknown' // no posts of a known format among the files
  | 'archive-html' // an export as web pages instead of JSON
  | 'archive-broken' // the archive is damaged or ends early
  | 'archive-too-large' // unpacked it would be far larger than an export is
  | 'archive-newer' // a backup of a later schema
  | 'archive-locked' // an encrypted backup without its passphrase
  | 'passphrase-wrong'
  | 'encryption-unavailable' // no WebCrypto: the page did not come by https
  | 'worker-crashed'
  | 'aborted'
  | 'usage' // the command line or a call was used wrongly
  | 'unexpected';

/** An error that may cross a boundary (worker, widget, command line): what happened and what to do, in a person's words. */
export interface PlainError {
  readonly name: 'TagweaveError' | 'AbortError';
  readonly code: ErrorCode;
  readonly message: string;
}

/**
 * Thrown inside rooms; what was aborted is called `AbortError`, as everywhere on the platform. `message` tells what happened and what to do next (English;
 * the interface translates by `code`).
 */
export class TagweaveError extends Error {
  override readonly name: PlainError['name'];
  readonly code: ErrorCode;
  /** Facts for the translated sentence, e.g. `{ file: 'a.pdf', looksLike: 'PDF' }`. */
  readonly details: Readonly<Record<string, string | number>>;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; details?: Readonly<Record<string, string | number>> } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = code === 'aborted' ? 'AbortError' : 'TagweaveError';
    this.code = code;
    this.details = options.details ?? {};
  }
}
