import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { TagweaveError } from '../../domain/errors/errors.ts';
import type { EncodedDraft } from '../../recommender/reading/encodings.ts';
import type { EngineParts, Models } from '../../recommender/models/engine-parts.ts';
import { EncodingCache } from './encoding-cache.ts';
import type { FolderPost } from './post-folder.ts';
import { systemReason } from '../terminal/system-reason.ts';

type PhotoEncoding = NonNullable<EncodedDraft['photo']>;
type CaptionEncoding = NonNullable<EncodedDraft['caption']>['encoding'];
type PhotoHeader = Omit<PhotoEncoding, 'data'>;
type CaptionHeader = Omit<CaptionEncoding, 'data'>;

/** Encodes posts of a folder once for all runs: what photo and caption encoder make of them does not depend on the network. */
export class PostEncoder {
  readonly #decoder: EngineParts['decoder'];
  readonly #models: Pick<Models, 'photo' | 'caption'>;
  readonly #photos: EncodingCache<PhotoHeader & Record<string, unknown>>;
  readonly #captions: EncodingCache<CaptionHeader & Record<string, unknown>>;

  /** @param folder of the cache; null = the usual one */
  constructor(decoder: EngineParts['decoder'], models: Pick<Models, 'photo' | 'caption'>, folder: string | null) {
    this.#decoder = decoder;
    this.#models = models;
    this.#photos = new EncodingCache(models.photo.ref, folder ?? undefined);
    this.#captions = new EncodingCache(models.caption.ref, folder ?? undefined);
  }

  /** @throws TagweaveError for a photo that cannot be read */
  async encode({ image, caption }: Pick<FolderPost, 'image' | 'caption'>): Promise<EncodedDraft> {
    return {
      photo: image === null ? null : await this.#photo(image),
      caption: caption.trim() === '' ? null : { text: caption, encoding: await this.caption(caption) },
      ...{ fingerprint: null, photoMs: 0, captionMs: 0 },
    };
  }

  async caption(text: string): Promise<CaptionEncoding> {
    const key = createHash('sha256').update(text).digest('hex');
    const kept = this.#captions.get(key);
    if (kept !== null) return { ...kept.header, data: kept.data };
    const { data, ...header } = await this.#models.caption.encode(text);
    this.#captions.set(key, header, data);
    return { ...header, data };
  }

  async #photo(image: string): Promise<PhotoEncoding> {
    const bytes = await bytesOf(image);
    const key = createHash('sha256').update(bytes).digest('hex');
    const kept = this.#photos.get(key);
    if (kept !== null) return { ...kept.header, data: kept.data };
    const decoded = await this.#decoder.decode(new Blob([bytes]));
    const { data, ...header } = await this.#models.photo.encode(decoded);
    this.#photos.set(key, header, data);
    return { ...header, data };
  }

  close(): void {
    this.#photos.close();
    this.#captions.close();
  }
}

async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return Uint8Array.from(await readFile(path));
  } catch (cause) {
    throw new TagweaveError('photo-broken', `This file cannot be read (${systemReason(cause)}).`, { cause });
  }
}
