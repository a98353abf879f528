import { readFileSync } from 'node:fs';

import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';

import { nodePhotoDecoder } from './decode-photo.node.ts';
import type { DecodedPhoto } from './photo.ts';

const decode = (bytes: Uint8Array<ArrayBuffer> | string): Promise<DecodedPhoto> =>
  nodePhotoDecoder.decode(new Blob([bytes]));
const made = async (image: Sharp): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await image.toBuffer());
const plain = (width: number, height: number, background = '#c06020'): Sharp =>
  sharp({ create: { width, height, channels: 3, background } });

/** Left half red, right half blue. */
function halves(width: number, height: number): Sharp {
  const data = Buffer.alloc(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) data[pixel * 3 + (pixel % width < width / 2 ? 0 : 2)] = 255;
  return sharp(data, { raw: { width, height, channels: 3 } });
}

function pixel(photo: DecodedPhoto, x: number, y: number): number[] {
  const { data } = photo.pixels(8, 'squash', 'bilinear');
  return [...data.slice((y * 8 + x) * 3, (y * 8 + x) * 3 + 3)];
}

describe('decode-photo (Node)', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const)('reads %s', async (format) => {
    const photo = await decode(await made(plain(64, 40).toFormat(format)));
    expect([photo.width, photo.height]).toEqual([64, 40]);
    pixel(photo, 3, 3).forEach((value, channel) => {
      expect(Math.abs(value - [0xc0, 0x60, 0x20][channel]!)).toBeLessThan(12);
    });
  });

  it.each([
    ['grey', plain(20, 20, '#808080').greyscale().png()],
    [
      'grey with alpha',
      sharp({ create: { width: 20, height: 20, channels: 4, background: '#808080' } })
        .greyscale()
        .png(),
    ],
    ['16 bits', plain(20, 20, '#808080').toColourspace('rgb16').png()],
    ['CMYK', plain(20, 20, '#808080').toColourspace('cmyk').jpeg()],
    ['palette', plain(20, 20, '#808080').png({ palette: true })],
  ])('reads %s as 8-bit RGB', async (_name, image) => {
    const found = pixel(await decode(await made(image)), 4, 4);
    expect(found).toHaveLength(3);
    found.forEach((value) => {
      expect(Math.abs(value - 128)).toBeLessThan(16); // CMYK goes through a printer's profile
    });
  });

  it('turns a photo upright by its EXIF orientation', async () => {
    const lying = await made(halves(64, 32).jpeg({ quality: 95 }).withMetadata({ orientation: 6 }));
    const photo = await decode(lying);
    expect([photo.width, photo.height]).toEqual([32, 64]);
    // Orientation 6: the left edge of the stored picture is the top of the upright one.
    expect(pixel(photo, 4, 1)[0]).toBeGreaterThan(200);
    expect(pixel(photo, 4, 6)[2]).toBeGreaterThan(200);
  });

  it('puts transparent pictures on white', async () => {
    const photo = await decode(
      await made(
        sharp({ create: { width: 20, height: 20, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0 } } }).png(),
      ),
    );
    expect(pixel(photo, 4, 4)).toEqual([255, 255, 255]);
  });

  it('takes the first frame of an animation', async () => {
    const frames = Buffer.concat([Buffer.alloc(16 * 16 * 3, 250), Buffer.alloc(16 * 16 * 3, 5)]);
    const gif = await made(
      sharp(frames, { raw: { width: 16, height: 32, channels: 3, pageHeight: 16 } }).gif({
        loop: 0,
        delay: [100, 100],
      }),
    );
    const photo = await decode(gif);
    expect([photo.width, photo.height]).toEqual([16, 16]);
    expect(pixel(photo, 4, 4)[0]).toBeGreaterThan(240);
  });

  it('makes a thumbnail of at most 320 pixels without metadata', async () => {
    const photo = await decode(
      await made(
        halves(1600, 900)
          .jpeg()
          .withMetadata({ orientation: 1 })
          .withExif({ IFD0: { Copyright: 'somebody' } }),
      ),
    );
    const thumbnail = await photo.thumbnail();
    expect(thumbnail.type).toBe('image/webp');
    const { format, width, height, exif, icc, xmp } = await sharp(
      new Uint8Array(await thumbnail.arrayBuffer()),
    ).metadata();
    expect({ format, width, height, exif, icc, xmp }).toEqual({
      format: 'webp',
      width: 320,
      height: 180,
      exif: undefined,
      icc: undefined,
      xmp: undefined,
    });
  });

  it('covers with the largest centred square', async () => {
    const photo = await decode(await made(halves(300, 100).png()));
    const { data } = photo.pixels(8, 'cover', 'bilinear');
    expect([data[0]!, data[2]!, data[21]!, data[23]!]).toEqual([255, 0, 0, 255]);
  });

  it.each([
    ['photo-empty', new Uint8Array()],
    ['photo-not-an-image', new Uint8Array(readFileSync('package.json'))],
    ['photo-not-an-image', '%PDF-1.4 …'],
    ['photo-unsupported', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ])('%s', async (code, bytes) => {
    await expect(decode(bytes)).rejects.toMatchObject({ name: 'TagweaveError', code });
  });

  it('says what a wrong file looks like', async () => {
    await expect(decode('%PDF-1.4 …')).rejects.toMatchObject({
      details: { looksLike: 'PDF document' },
      message: expect.stringContaining('looks like a PDF.') as string,
    });
  });

  it.each(['jpeg', 'png', 'webp', 'gif'] as const)('refuses a %s that ends early', async (format) => {
    const bytes = await made(halves(200, 100).toFormat(format));
    await expect(decode(bytes.slice(0, Math.floor(bytes.length * 0.6)))).rejects.toMatchObject({
      code: 'photo-broken',
    });
  });

  it.each([
    ['baseline', false],
    ['progressive', true],
  ])(
    'reads a %s JPEG whose only flaw is the missing end marker, alone or with a phone’s trailer',
    async (_kind, progressive) => {
      const noisy = sharp({ create: { width: 200, height: 120, channels: 3, background: '#804020', noise: { type: 'gaussian', mean: 120, sigma: 30 } } }); // prettier-ignore
      const bytes = await made(noisy.jpeg({ progressive }));
      const whole = await decode(bytes);
      const noEnd = bytes.slice(0, bytes.length - 2);
      expect((await decode(noEnd)).pixels(8, 'squash', 'bilinear').data).toEqual(whole.pixels(8, 'squash', 'bilinear').data); // prettier-ignore
      for (const share of [0.5, 0.9]) {
        await expect(decode(bytes.slice(0, Math.floor(bytes.length * share)))).rejects.toMatchObject({
          code: 'photo-broken',
          details: { why: expect.stringContaining('ends before') as string },
        });
      }
    },
  );

  it('reads a baseline JPEG without its end marker before a trailer', async () => {
    const bytes = await made(halves(200, 120).jpeg());
    const trailer = new TextEncoder().encode('SEFHftypmp42 a film of the panorama, made of text here');
    const photo = await decode(new Uint8Array([...bytes.slice(0, bytes.length - 2), ...trailer]));
    expect([photo.width, photo.height]).toEqual([200, 120]);
  });

  it('calls a raw photo a raw photo, not a video', async () => {
    const cr3 = '\0\0\0\x18ftypcrx \0\0\0\x01crx isom';
    for (const raw of [cr3, 'II*\0\x10\0\0\0CR\x02\0', 'FUJIFILMCCD-RAW 0201', 'IIU\0']) {
      await expect(decode(raw)).rejects.toMatchObject({
        code: 'photo-unsupported',
        message: expect.stringContaining('raw photo') as string,
      });
    }
  });

  it('refuses a damaged PNG', async () => {
    const bytes = await made(halves(200, 100).png());
    bytes.fill(0x55, 60, bytes.length - 20);
    await expect(decode(bytes)).rejects.toMatchObject({ code: 'photo-broken' });
  });

  it('reads a panorama of 60 megapixels, upright', async () => {
    const panorama = sharp({ create: { width: 12_000, height: 5_000, channels: 3, background: '#336699' } });
    const photo = await decode(await made(panorama.withMetadata({ orientation: 6 }).jpeg()));
    expect([photo.width, photo.height]).toEqual([5000, 12_000]);
    const [red = 0, , blue = 0] = photo.pixels(8, 'squash', 'bilinear').data;
    expect(blue - red).toBeCloseTo(102, -1);
  });

  it('refuses 240 megapixels by the header alone, with the numbers', async () => {
    const png = await made(plain(10, 10).png());
    new DataView(png.buffer).setUint32(16, 40_000);
    new DataView(png.buffer).setUint32(20, 6_000);
    await expect(decode(png)).rejects.toMatchObject({
      code: 'photo-too-large',
      details: { megapixels: 240, width: 40_000, height: 6_000, limitMegapixels: 200 },
    });
  });

  it('rejects with aborted when told to stop', async () => {
    const signal = AbortSignal.abort();
    await expect(nodePhotoDecoder.decode(new Blob(['x']), signal)).rejects.toMatchObject({ code: 'aborted' });
  });
});
