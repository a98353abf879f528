import { optional, photoOf, usageOf } from './checked-fields.ts';

/** A picture that is drawn already: an `<img>`, a canvas, an ImageBitmap. */
export interface PictureLike {
  readonly width: number;
  readonly height: number;
}

/**
 * What stands for a photo: its file; its bytes; its address, relative to the page (in Node: its path, too); or, in a browser, a picture that
 * is drawn already, which is read as its pixels are.
 */
export type PhotoLike = Blob | ArrayBuffer | ArrayBufferView | string | URL | PictureLike;

/** Reads what only one platform knows: an address or a path, a picture. Undefined for what it does not know. */
export type ReadPhoto = (source: unknown, field: string, signal: AbortSignal | undefined) => Promise<Blob> | undefined;

/** @throws TagweaveError `usage` for what is no photo, or cannot be read */
export async function photoFrom(
  source: PhotoLike | null | undefined,
  field: string,
  read: ReadPhoto,
  signal?: AbortSignal,
): Promise<Blob | null> {
  const found = optional(source, field, (value) => {
    if (value instanceof ArrayBuffer) return new Blob([value]);
    if (ArrayBuffer.isView(value)) return new Blob([value as ArrayBufferView<ArrayBuffer>]);
    return read(value, field, signal) ?? photoOf(value, field);
  });
  return (await found) ?? null;
}

/** What stands at an address. @throws TagweaveError `usage`; whatever the signal was aborted with */
export async function photoAt(address: string | URL, field: string, signal: AbortSignal | undefined): Promise<Blob> {
  const wants = (why: string): string => `an address where a photo is (${String(address).slice(0, 200)}: ${why})`;
  let answer: Response;
  try {
    answer = await fetch(address, signal === undefined ? {} : { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw usageOf(field, wants(error instanceof Error ? error.message : 'no answer'));
  }
  if (!answer.ok) throw usageOf(field, wants(`HTTP ${String(answer.status)}`));
  return answer.blob();
}

/** Addresses and drawn pictures, as a page has them. */
export const readInBrowser: ReadPhoto = (source, field, signal) => {
  if (typeof source === 'string' || source instanceof URL) return photoAt(source, field, signal);
  return isPicture(source) ? drawn(source, field) : undefined;
};

interface Drawable extends PictureLike {
  readonly naturalWidth?: number;
  readonly naturalHeight?: number;
  readonly decode?: () => Promise<void>;
}

function isPicture(value: unknown): value is Drawable {
  const { width, height } = value as Partial<PictureLike>;
  return typeof width === 'number' && typeof height === 'number';
}

/** A picture as a file of its pixels, without loss. */
async function drawn(picture: Drawable, field: string): Promise<Blob> {
  try {
    await picture.decode?.();
    const width = picture.naturalWidth ?? picture.width;
    const height = picture.naturalHeight ?? picture.height;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (context === null) throw new TypeError('no canvas');
    context.drawImage(picture as unknown as ImageBitmap, 0, 0, width, height);
    return await canvas.convertToBlob({ type: 'image/png' });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw usageOf(
      field,
      `a picture that this page may read: loaded, and where it is of another origin, with “crossorigin” (${why})`,
    );
  }
}
