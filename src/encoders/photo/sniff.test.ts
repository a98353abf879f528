import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

import { readImageHeader } from './image-size.ts';
import type { ImageFormat } from './sniff.ts';
import { sniff } from './sniff.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const latin = (content: string): Uint8Array => Uint8Array.from(content, (char) => char.charCodeAt(0));

/** A file of the format, made by sharp; BMP by hand, since sharp has none. */
async function file(format: ImageFormat, width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
  if (format === 'bmp') {
    const row = Math.ceil((width * 3) / 4) * 4;
    const bytes = new Uint8Array(54 + row * height);
    const view = new DataView(bytes.buffer);
    bytes.set(latin('BM'));
    view.setUint32(2, bytes.length, true);
    view.setUint32(10, 54, true);
    view.setUint32(14, 40, true);
    view.setInt32(18, width, true);
    view.setInt32(22, -height, true);
    view.setUint16(26, 1, true);
    view.setUint16(28, 24, true);
    return bytes;
  }
  const image = sharp({
    create: { width, height, channels: 3, background: '#c60', noise: { type: 'gaussian', mean: 120, sigma: 40 } },
  });
  const encoded = format === 'avif' ? image.avif({ effort: 0 }) : image.toFormat(format as 'png');
  return new Uint8Array(await encoded.toBuffer());
}

const FORMATS = ['jpeg', 'png', 'webp', 'gif', 'avif', 'bmp'] as const;

describe('sniff', () => {
  it.each(FORMATS)('knows %s by its bytes, reads its size, and finds it whole', async (format) => {
    const bytes = await file(format, 37, 21);
    expect(sniff(bytes)).toMatchObject({ kind: 'image', format });
    expect(readImageHeader(bytes, format)).toEqual({ size: { width: 37, height: 21 }, endsEarly: false });
    const more = new Uint8Array([...bytes, ...new Uint8Array(100).fill(7)]); // trailing bytes do no harm
    expect(readImageHeader(more, format)).toEqual({ size: { width: 37, height: 21 }, endsEarly: false });
  });

  it.each(FORMATS)('sees that a %s ends early wherever its end is missing', async (format) => {
    const bytes = await file(format, 37, 21);
    for (const share of [0.5, 0.75, 0.9]) {
      const cut = bytes.slice(0, Math.floor(bytes.length * share));
      expect(readImageHeader(cut, format).endsEarly, `${share}`).toBe(true);
    }
  });

  it('reads lossless and animated WebP, progressive JPEG', async () => {
    const image = sharp({ create: { width: 50, height: 40, channels: 4, background: '#0f08' } });
    const lossless = new Uint8Array(await image.clone().webp({ lossless: true }).toBuffer());
    expect(readImageHeader(lossless, 'webp')).toEqual({ size: { width: 50, height: 40 }, endsEarly: false });
    const progressive = new Uint8Array(await image.clone().flatten().jpeg({ progressive: true }).toBuffer());
    expect(readImageHeader(progressive, 'jpeg')).toEqual({ size: { width: 50, height: 40 }, endsEarly: false });
    const cut = progressive.slice(0, progressive.length - 2);
    expect(readImageHeader(cut, 'jpeg').endsEarly).toBe(true);
  });

  it('does not take the end of a thumbnail inside EXIF for the end of the photo', async () => {
    const thumbnail = await file('jpeg', 16, 12);
    const photo = await file('jpeg', 64, 48);
    const segment = new Uint8Array([
      0xff,
      0xe1,
      ...[(thumbnail.length + 2) >> 8, (thumbnail.length + 2) & 255],
      ...thumbnail,
    ]);
    const whole = new Uint8Array([...photo.slice(0, 2), ...segment, ...photo.slice(2)]);
    expect(readImageHeader(whole, 'jpeg')).toEqual({ size: { width: 64, height: 48 }, endsEarly: false });
    expect(readImageHeader(whole.slice(0, whole.length - 10), 'jpeg').endsEarly).toBe(true);
  });

  it.each([
    ['PDF document', text('%PDF-1.7\n…')],
    ['ZIP archive or an Office document', latin('PK\x03\x04\x14\0')],
    ['web page', text('<!doctype html><title>x</title>')],
    ['JSON text', text('{"a": 1}')],
    ['text', text('Dear diary,\nтака історія…')],
    ['video', latin('\0\0\0\x18ftypmp42\0\0\0\0isommp42')],
    ['video', latin('\x1aE\xdf\xa3\x01\0')],
    ['sound recording', latin('ID3\x04')],
    ['program', latin('MZ\x90\0')],
    ['file of an unknown kind', new Uint8Array([1, 2, 3, 0, 255, 254])],
  ])('says “%s”', (label, bytes) => {
    expect(sniff(bytes)).toEqual({ kind: 'other', label });
  });

  it.each([
    ['heic', latin('\0\0\0\x18ftypheic\0\0\0\0mif1heic')],
    ['heic', latin('\0\0\0\x18ftypmif1\0\0\0\0mif1heic')],
    ['avif', latin('\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf')],
    ['svg', text('<?xml version="1.0"?>\n<!-- made by hand -->\n<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['svg', text('  <svg viewBox="0 0 1 1"></svg>')],
    ['tiff', latin('II*\0')],
    ['psd', latin('8BPS\0\x01')],
  ])('takes %s for an image', (format, bytes) => {
    expect(sniff(bytes)).toMatchObject({ kind: 'image', format });
  });

  it('answers for any bytes, and so does the header', () => {
    const heads = [
      [],
      [0xff, 0xd8, 0xff],
      [...latin('\x89PNG\r\n\x1a\n')],
      [...latin('GIF89a')],
      [...latin('RIFF\x10\0\0\0WEBPVP8X')],
      [...latin('\0\0\0\x10ftypavif')],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 300 }), (head, rest) => {
        const bytes = new Uint8Array([...head, ...rest]);
        const found = sniff(bytes);
        expect(found.label).not.toBe('');
        for (const format of [...FORMATS, 'heic', 'svg'] as const) {
          const { size } = readImageHeader(bytes, format);
          if (size !== null) expect(size.width >= 0 && size.height >= 0).toBe(true);
        }
      }),
    );
  });
});
