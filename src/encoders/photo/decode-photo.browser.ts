import type { heicTo as HeicTo } from 'heic-to/csp';

import { TagweaveError } from '../../domain/errors/errors.ts';
import { abortedError, throwIfAborted } from '../download/abort.ts';
import type { InspectedPhoto, PhotoDecoder } from './photo.ts';
import {
  broken,
  checkPixels,
  decodedPhoto,
  endedEarly,
  hidden,
  inspectPhoto,
  REDUCED_MEGAPIXELS,
  THUMBNAIL_SIDE,
  unsupported,
  WORKING_SIDE,
  workingSize,
} from './photo.ts';
import { hidesPixels } from './hidden-pixels.ts';
import type { RgbImage } from './resize.ts';

/** `heic-to` without eval, or what offers the same. */
export interface HeicDecoder {
  readonly heicTo: typeof HeicTo;
}

const MIME: Readonly<Partial<Record<InspectedPhoto['format'], string>>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  gif: 'image/gif',
  bmp: 'image/bmp',
  heic: 'image/heic',
  ico: 'image/x-icon',
  jxl: 'image/jxl',
  tiff: 'image/tiff',
};
/** Longest side of what a browser is asked for of a very large photo. */
const REDUCED_SIDE = 2 * WORKING_SIDE;
/** Every browser decodes these; when one fails, the file is damaged. */
const EVERYWHERE = new Set(['jpeg', 'png', 'webp', 'gif', 'bmp']);

/**
 * Decodes photos in a page or worker: `createImageBitmap` (EXIF orientation applied, first frame, sRGB) and OffscreenCanvas; HEIC
 * by the lazily loaded `heic-to` (its build without eval; it starts a worker from a blob) where the browser has no decoder.
 */
export function browserPhotoDecoder(
  heic: () => Promise<HeicDecoder>,
  hides: () => boolean = hidesPixels,
): PhotoDecoder {
  let isHidden: boolean | undefined;
  /** One for all photos: making it took a quarter of the decoding. Drawn on and read in one go, it holds nothing for anybody. */
  let table: OffscreenCanvas | null = null;
  return {
    async decode(file, signal, read) {
      throwIfAborted(signal);
      const inspected = await inspectPhoto(file, read);
      throwIfAborted(signal);
      isHidden ??= hides();
      if (isHidden) throw hidden();
      const bitmap = await toBitmap(file, inspected, heic);
      try {
        if (signal?.aborted === true) throw abortedError();
        const original = uprightSize(inspected, bitmap);
        checkPixels(original.width, original.height);
        table ??= new OffscreenCanvas(1, 1);
        draw(bitmap, table, workingSize(original.width, original.height));
        const image = pixelsOf(table);
        if (inspected.lacksEnd && endsInOneColour(image)) throw endedEarly(inspected.label);
        return decodedPhoto(
          original,
          () => image,
          () => thumbnailOf(image),
        );
      } finally {
        bitmap.close();
      }
    },
  };
}

function thumbnailOf({ width, height, data }: RgbImage<Uint8ClampedArray<ArrayBuffer>>): Promise<Blob> {
  const [whole, small] = [new OffscreenCanvas(width, height), new OffscreenCanvas(1, 1)];
  contextOf(whole).putImageData(new ImageData(data, width, height), 0, 0);
  draw(whole, small, workingSize(width, height, THUMBNAIL_SIDE));
  return small.convertToBlob({ type: 'image/webp', quality: 0.8 });
}

async function toBitmap(
  file: Blob,
  { bytes, format, label, size, lacksEnd }: InspectedPhoto,
  heic: () => Promise<HeicDecoder>,
): Promise<ImageBitmap> {
  const type = MIME[format] ?? '';
  // A file that is what it says goes to the decoder as it is: another copy of its bytes would have to cross to the browser first.
  const blob = file.type === type && !lacksEnd ? file : new Blob([bytes], { type });
  try {
    return await createImageBitmap(blob, reduced(size));
  } catch (error) {
    if (format === 'heic') return await heicBitmap(blob, label, heic);
    if (EVERYWHERE.has(format)) throw broken(label, 'the picture inside cannot be read', error);
    throw unsupported(
      label,
      'This browser has no decoder for it, or the file is damaged. Save it as JPEG or PNG and use that.',
      error,
    );
  }
}

/** Panoramas and scans: reduced by the decoder, on the longer side, the other one as its shape wants it. */
function reduced(size: InspectedPhoto['size']): ImageBitmapOptions {
  if (!isReduced(size)) return {};
  const longest = REDUCED_SIDE;
  return size.width >= size.height
    ? { resizeWidth: longest, resizeQuality: 'high' }
    : { resizeHeight: longest, resizeQuality: 'high' };
}

function isReduced(size: InspectedPhoto['size']): size is NonNullable<InspectedPhoto['size']> {
  return size !== null && size.width * size.height > REDUCED_MEGAPIXELS * 1e6;
}

/** Of a reduced picture the size stands in the header; whether it was turned, the picture tells. */
function uprightSize({ size }: InspectedPhoto, { width, height }: ImageBitmap): { width: number; height: number } {
  if (!isReduced(size)) return { width, height };
  const turned = width > height !== size.width > size.height;
  return turned ? { width: size.height, height: size.width } : { width: size.width, height: size.height };
}

async function heicBitmap(blob: Blob, label: string, heic: () => Promise<HeicDecoder>): Promise<ImageBitmap> {
  let heicTo: typeof HeicTo;
  try {
    ({ heicTo } = await heic());
  } catch (error) {
    throw unsupported(
      label,
      'The decoder for it could not be loaded. Check the connection, or save the photo as JPEG and use that.',
      error,
    );
  }
  try {
    return await heicTo({ blob, type: 'bitmap' });
  } catch (error) {
    // The library rejects with libheif's words, or with nothing when its worker (from a blob: address) was not allowed to start.
    if (error === undefined || error === null)
      throw unsupported(label, 'Its decoder could not be started. Save it as JPEG or PNG and use that.');
    throw broken(label, 'the picture inside cannot be read', error);
  }
}

/** Puts the source on white, at the size wanted, by the browser's good filter. */
function draw(
  source: ImageBitmap | OffscreenCanvas,
  canvas: OffscreenCanvas,
  size: { readonly width: number; readonly height: number },
): void {
  // Giving it a size, be it the same, makes it anew.
  if (canvas.width !== size.width || canvas.height !== size.height) Object.assign(canvas, size);
  const context = contextOf(canvas);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, size.width, size.height);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, size.width, size.height);
}

/** Where a picture stops, decoders fill the rest with one colour; a whole one has grain at least. */
function endsInOneColour({ width, height, data }: RgbImage): boolean {
  const channels = data.length / (width * height);
  const from = (height - 1) * width * channels;
  for (let at = from; at < data.length; at += 1) {
    if (Math.abs((data[at] ?? 0) - (data[from + (at % channels)] ?? 0)) > 1) return false;
  }
  return true;
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true, colorSpace: 'srgb' });
  if (context === null)
    throw new TagweaveError(
      'unexpected',
      'This browser could not make a drawing surface. Close other tabs and try again.',
    );
  return context;
}

/** The picture's bytes as the canvas has them, four a pixel: taking the fourth out would cost as much as a third of the resizing. */
function pixelsOf(canvas: OffscreenCanvas): RgbImage<Uint8ClampedArray<ArrayBuffer>> {
  const { width, height } = canvas;
  return { width, height, data: contextOf(canvas).getImageData(0, 0, width, height).data };
}
