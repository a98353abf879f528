import type { WholeDraft } from '../../domain/recommendation.ts';
import type { Step } from '../../domain/progress.ts';
import type { CaptionEncoding } from '../../encoders/caption/caption-encoder.ts';
import type { PhotoEncoding } from '../../encoders/photo/photo-encoder.ts';
import type { DecodedPhoto, PhotoDecoder } from '../../encoders/photo/photo.ts';
import { sha256 } from '../../encoders/download/sha256.ts';
import type { Models } from '../models/engine-parts.ts';
import { Lru } from '../work/lru.ts';

/** A draft as the network wants it. */
export interface EncodedDraft {
  readonly photo: PhotoEncoding | null;
  readonly caption: { readonly text: string; readonly encoding: CaptionEncoding } | null;
  /** What the encodings were made of; equal fingerprints mean equal vectors; null when unknown. */
  readonly fingerprint: string | null;
  readonly photoMs: number;
  readonly captionMs: number;
}

export interface EncodeCalls {
  readonly step?: (step: Step) => void;
  readonly signal?: AbortSignal | undefined;
}

/** A photo on its way; no hash where its bytes could not be read. */
type OpenedPhoto = { readonly hash: string | null; readonly size: number } & (
  { readonly known: PhotoEncoding } | { readonly decoded: Promise<DecodedPhoto> }
);

/** Above this nothing is hashed: the decoder refuses such files by their size alone. */
const LARGEST_HASHED = 200e6;
const PHOTOS = 8;
const CAPTIONS = 32;

/**
 * Encodes drafts and remembers the last few encodings by content, so that a gate being dragged, a what-if or an edited caption never
 * encodes again what did not change. About 250 KB a photo and 100 KB a caption with the shipped encoders.
 */
export class Encodings {
  readonly #decoder: PhotoDecoder;
  readonly #models: Pick<Models, 'photo' | 'caption'>;
  readonly #photos = new Lru<string, PhotoEncoding>(PHOTOS);
  /** Bytes of every photo that was encoded. */
  readonly #sizes = new Set<number>();
  readonly #captions = new Lru<string, CaptionEncoding>(CAPTIONS);
  readonly #hashes = new WeakMap<Blob, string>();

  constructor(decoder: PhotoDecoder, models: Pick<Models, 'photo' | 'caption'>) {
    this.#decoder = decoder;
    this.#models = models;
  }

  /**
   * The photo is read and decoded elsewhere while the caption is encoded here.
   * @throws TagweaveError of decoder and encoders
   */
  async encode(draft: WholeDraft, calls: EncodeCalls = {}): Promise<EncodedDraft> {
    const start = performance.now();
    const opened = draft.photo === null ? null : await this.#open(draft.photo, calls);
    const captionStart = performance.now();
    const text = draft.caption;
    const encoding = text.trim() === '' ? null : await this.#caption(text, calls);
    const captionMs = performance.now() - captionStart;
    return {
      photo: opened === null ? null : await this.#photo(opened, calls),
      caption: encoding === null ? null : { text, encoding },
      fingerprint: fingerprintOf(opened === null ? 'none' : opened.hash, text),
      photoMs: performance.now() - start - captionMs,
      captionMs,
    };
  }

  /** What {@link encode} will call the draft, without encoding it. */
  async fingerprint({ photo, caption }: WholeDraft): Promise<string | null> {
    if (photo === null) return fingerprintOf('none', caption);
    const known = this.#hashes.get(photo);
    if (known !== undefined) return fingerprintOf(known, caption);
    const bytes = await bytesOf(photo);
    return fingerprintOf(bytes === null ? null : await this.#hash(photo, bytes), caption);
  }

  /** Forgets what was encoded. */
  clear(): void {
    this.#photos.clear();
    this.#sizes.clear();
    this.#captions.clear();
  }

  /** What is known of a photo, its decoding begun if need be. */
  async #open(file: Blob, { step, signal }: EncodeCalls): Promise<OpenedPhoto> {
    const seen = this.#hashes.get(file);
    const known = seen === undefined ? undefined : this.#photos.get(seen);
    if (seen !== undefined && known !== undefined) return { hash: seen, size: file.size, known };
    const bytes = await bytesOf(file);
    const decode = (): Promise<DecodedPhoto> => {
      step?.('decode-photo');
      const decoded = this.#decoder.decode(file, signal, bytes);
      decoded.catch(() => undefined); // told by #photo, which awaits it
      return decoded;
    };
    // A size that no photo before had: it is none of them, and need not wait for its hash.
    const early = this.#sizes.has(file.size) ? null : decode();
    const hash = bytes === null ? null : await this.#hash(file, bytes);
    const same = hash === null ? undefined : this.#photos.get(hash);
    if (same !== undefined) return { hash, size: file.size, known: same };
    return { hash, size: file.size, decoded: early ?? decode() };
  }

  async #photo(opened: OpenedPhoto, { step, signal }: EncodeCalls): Promise<PhotoEncoding> {
    if ('known' in opened) return opened.known;
    const { hash, size } = opened;
    const decoded = await opened.decoded;
    step?.('encode-photo');
    const encoding = await this.#models.photo.encode(decoded, signal);
    if (hash !== null) {
      this.#photos.set(hash, encoding);
      this.#sizes.add(size);
    }
    return encoding;
  }

  async #caption(text: string, { step, signal }: EncodeCalls): Promise<CaptionEncoding> {
    const known = this.#captions.get(text);
    if (known !== undefined) return known;
    step?.('encode-caption');
    const encoding = await this.#models.caption.encode(text, signal);
    this.#captions.set(text, encoding);
    return encoding;
  }

  /** Content hash of a file. */
  async #hash(file: Blob, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const hash = this.#hashes.get(file) ?? (await sha256(bytes));
    this.#hashes.set(file, hash);
    return hash;
  }
}

/** A file's bytes; null when it cannot or need not be read whole (decoding it says what is wrong). */
async function bytesOf(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  if (file.size === 0 || file.size > LARGEST_HASHED) return null;
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return null;
  }
}

/** A photo that could not be hashed equals no other, not even itself. */
function fingerprintOf(photo: string | null, caption: string): string | null {
  return photo === null ? null : `${photo}/${caption.trim() === '' ? '' : caption}`;
}
