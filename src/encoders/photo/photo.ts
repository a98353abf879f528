import { TagweaveError } from '../../domain/errors/errors.ts';
import { fileKindIn } from '../../domain/errors/file-kinds.ts';
import type { FileKind } from '../../domain/errors/file-kinds.ts';
import type { ImageFormat, Sniffed } from './sniff.ts';
import { sniff, SNIFF_BYTES } from './sniff.ts';
import type { ImageHeader } from './image-size.ts';
import { readImageHeader } from './image-size.ts';
import type { Box, Filter, Fit, RgbImage } from './resize.ts';
import { fitBox, resize } from './resize.ts';

/** Largest photo that is decoded: an area that browsers still hold (four bytes a pixel). */
export const MAX_MEGAPIXELS = 200;
/** From here on a browser is asked for a reduced picture at once, instead of a whole one to be drawn smaller. */
export const REDUCED_MEGAPIXELS = 50;
const MAX_BYTES = 200e6;
/**
 * Longest side kept of a decoded photo, almost three times what encoders want; larger ones are brought down by the decoder's own filter.
 * 1024 took 2.5 times as long to resize and gave the same tags (bench/README.md).
 */
export const WORKING_SIDE = 640;
export const THUMBNAIL_SIDE = 320;

/** A photo as the engine works with it: upright, on white, in sRGB. Holds no metadata of the file. */
export interface DecodedPhoto {
  /** Upright size of the original in pixels. */
  readonly width: number;
  readonly height: number;
  /** RGB bytes size × size as an encoder wants them. */
  pixels(size: number, fit: Fit, filter: Filter): RgbImage;
  /** WebP, longest side ≤ 320 px, no metadata. */
  thumbnail(): Promise<Blob>;
}

/** The platform's decoder: `decode-photo.browser.ts` and `decode-photo.node.ts`. */
export interface PhotoDecoder {
  /**
   * @param read the file's bytes, where they are in memory already
   * @throws TagweaveError `photo-empty`, `photo-not-an-image`, `photo-broken`, `photo-too-large`, `photo-unsupported`, `photo-hidden`, `aborted`
   */
  decode(file: Blob, signal?: AbortSignal, read?: Uint8Array<ArrayBuffer> | null): Promise<DecodedPhoto>;
}

export interface InspectedPhoto {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly format: ImageFormat;
  readonly label: string;
  readonly size: ImageHeader['size'];
  /** A JPEG without its end marker, which is put there; the picture may be whole, or end early. */
  readonly lacksEnd: boolean;
}

/** Everything that can be said against a file before it is decoded, the same on all platforms. */
export async function inspectPhoto(file: Blob, known: Uint8Array<ArrayBuffer> | null = null): Promise<InspectedPhoto> {
  if (file.size === 0)
    throw new TagweaveError(
      'photo-empty',
      'This file is empty (0 bytes). Choose the photo again, or another copy of it.',
    );
  const head = known?.subarray(0, SNIFF_BYTES) ?? (await read(file.slice(0, SNIFF_BYTES)));
  const sniffed: Sniffed = sniff(head);
  if (sniffed.kind === 'other') throw notAnImage(sniffed.label);
  if (file.size > MAX_BYTES) {
    const megabytes = Math.round(file.size / 1e6);
    throw new TagweaveError(
      'photo-too-large',
      `This photo has ${String(megabytes)} MB; the limit is ${String(MAX_BYTES / 1e6)} MB. Save a smaller copy and use that.`,
      {
        details: { megabytes, limitMegabytes: MAX_BYTES / 1e6 },
      },
    );
  }
  if (sniffed.format === 'svg')
    throw unsupported(sniffed.label, 'A drawing like this has no pixels. Save it as PNG or JPEG and use that.');
  if (sniffed.format === 'raw')
    throw unsupported(sniffed.label, 'Use the JPEG that the camera or its program makes of it.');
  const bytes = known ?? (file.size <= SNIFF_BYTES ? head : await read(file));
  const { size, endsEarly } = readImageHeader(bytes, sniffed.format);
  if (size !== null) checkPixels(size.width, size.height);
  const isNothing = size?.width === 0 || size?.height === 0;
  // Some cameras and programs leave the end marker of a JPEG away; whether the picture before it is whole, only decoding tells.
  if (endsEarly && !isNothing && sniffed.format === 'jpeg' && size !== null) {
    return { bytes: withJpegEnd(bytes), format: sniffed.format, label: sniffed.label, size, lacksEnd: true };
  }
  if (endsEarly || isNothing) throw endedEarly(sniffed.label);
  return { bytes, format: sniffed.format, label: sniffed.label, size, lacksEnd: false };
}

function withJpegEnd(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(bytes.length + 2);
  whole.set(bytes);
  whole.set([0xff, 0xd9], bytes.length);
  return whole;
}

async function read(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new TagweaveError(
      'photo-broken',
      'This file can no longer be read. Was it moved or deleted? Choose it again.',
      { cause },
    );
  }
}

/** Throws `photo-too-large` above {@link MAX_MEGAPIXELS}. */
export function checkPixels(width: number, height: number): void {
  if (width * height <= MAX_MEGAPIXELS * 1e6) return;
  const megapixels = Math.round((width * height) / 1e5) / 10;
  throw new TagweaveError(
    'photo-too-large',
    `This photo has ${String(megapixels)} megapixels (${String(width)} × ${String(height)}); the limit is ${String(MAX_MEGAPIXELS)}. Save a smaller copy and use that.`,
    { details: { megapixels, width, height, limitMegapixels: MAX_MEGAPIXELS } },
  );
}

function notAnImage(looksLike: FileKind): TagweaveError {
  return new TagweaveError(
    'photo-not-an-image',
    `This is not a photo; it looks like ${fileKindIn('en', looksLike)}. Choose a JPEG, PNG, WebP, AVIF or GIF file.`,
    { details: { looksLike } },
  );
}

export function broken(label: string, why: string, cause?: unknown): TagweaveError {
  return new TagweaveError('photo-broken', `This ${label} is damaged: ${why}. Try another copy of it.`, {
    cause,
    details: { looksLike: label, why },
  });
}

export function endedEarly(label: string, cause?: unknown): TagweaveError {
  return broken(label, 'it ends before the picture does, as after an interrupted download', cause);
}

export function unsupported(label: string, advice: string, cause?: unknown): TagweaveError {
  return new TagweaveError('photo-unsupported', `This ${label} cannot be opened here. ${advice}`, {
    cause,
    details: { looksLike: label },
  });
}

/** The browser hands out other pixels than the photo has (hidden-pixels.ts). */
export function hidden(): TagweaveError {
  return new TagweaveError(
    'photo-hidden',
    'This browser hides the pixels of photos from pages, as a protection against fingerprinting, so the photo cannot be read here. Describe it in the caption, or use it in a browser or profile without that protection.',
  );
}

/** The working copy's size: longest side at most {@link WORKING_SIDE}, shape kept. */
export function workingSize(
  width: number,
  height: number,
  longest: number = WORKING_SIDE,
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Where the encoder's grid lies on the upright photo, in fractions of its sides. */
export function fractionBox(width: number, height: number, fit: Fit): Box {
  const box = fitBox(width, height, fit);
  return { x: box.x / width, y: box.y / height, width: box.width / width, height: box.height / height };
}

/** A {@link DecodedPhoto} of its working copy; `image` is called when pixels are wanted. */
export function decodedPhoto(
  original: { readonly width: number; readonly height: number },
  image: () => RgbImage,
  thumbnail: () => Promise<Blob>,
): DecodedPhoto {
  return {
    width: original.width,
    height: original.height,
    pixels(size, fit, filter) {
      const working = image();
      return resize(working, size, size, filter, fitBox(working.width, working.height, fit));
    },
    thumbnail,
  };
}
