import type { WholeDraft } from '../../domain/recommendation.ts';
import type { Step } from '../../domain/progress.ts';
import type { CaptionEncoding } from '../../encoders/caption/caption-encoder.ts';
import type { PhotoEncoding } from '../../encoders/photo/photo-encoder.ts';
import type { PhotoDecoder } from '../../encoders/photo/photo.ts';
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
  readonly #captions = new Lru<string, CaptionEncoding>(CAPTIONS);
  readonly #hashes = new WeakMap<Blob, string>();

  constructor(decoder: PhotoDecoder, models: Pick<Models, 'photo' | 'caption'>) {
    this.#decoder = decoder;
    this.#models = models;
  }

  /** @throws TagweaveError of decoder and encoders */
  async encode(draft: WholeDraft, calls: EncodeCalls = {}): Promise<EncodedDraft> {
    const start = performance.now();
    const hash = draft.photo === null ? null : await this.#hash(draft.photo);
    const photo = draft.photo === null ? null : await this.#photo(draft.photo, hash, calls);
    const middle = performance.now();
    const text = draft.caption;
    const encoding = text.trim() === '' ? null : await this.#caption(text, calls);
    return {
      photo,
      caption: encoding === null ? null : { text, encoding },
      fingerprint: fingerprintOf(draft.photo === null ? 'none' : hash, text),
      photoMs: middle - start,
      captionMs: performance.now() - middle,
    };
  }

  /** What {@link encode} will call the draft, without encoding it. */
  async fingerprint({ photo, caption }: WholeDraft): Promise<string | null> {
    return fingerprintOf(photo === null ? 'none' : await this.#hash(photo), caption);
  }

  /** Forgets what was encoded. */
  clear(): void {
    this.#photos.clear();
    this.#captions.clear();
  }

  async #photo(file: Blob, hash: string | null, { step, signal }: EncodeCalls): Promise<PhotoEncoding> {
    const known = hash === null ? undefined : this.#photos.get(hash);
    if (known !== undefined) return known;
    step?.('decode-photo');
    const decoded = await this.#decoder.decode(file, signal);
    step?.('encode-photo');
    const encoding = await this.#models.photo.encode(decoded, signal);
    if (hash !== null) this.#photos.set(hash, encoding);
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

  /** Content hash of a file; null when it cannot or need not be read whole (decoding it says what is wrong). */
  async #hash(file: Blob): Promise<string | null> {
    if (file.size === 0 || file.size > LARGEST_HASHED) return null;
    const known = this.#hashes.get(file);
    if (known !== undefined) return known;
    try {
      const hash = await sha256(new Uint8Array(await file.arrayBuffer()));
      this.#hashes.set(file, hash);
      return hash;
    } catch {
      return null;
    }
  }
}

/** A photo that could not be hashed equals no other, not even itself. */
function fingerprintOf(photo: string | null, caption: string): string | null {
  return photo === null ? null : `${photo}/${caption.trim() === '' ? '' : caption}`;
}
