import sharp from 'sharp';
import { expect, it } from 'vitest';
import { TagweaveError } from '../../domain/errors/errors.ts';
import { browserPhotoDecoder } from './decode-photo.browser.ts';
import { hidesPixels } from './hidden-pixels.ts';

/** A canvas of columns whose reading a browser may change. */
function canvasOf(change: (value: number, place: number) => number) {
  return (side: number) => {
    const drawn = new Uint8ClampedArray(side * side * 4).fill(255);
    const context = {
      fillStyle: '',
      fillRect: (x: number) => {
        const colour = (context.fillStyle.match(/\d+/gu) ?? []).map(Number);
        for (let y = 0; y < side; y += 1) drawn.set(colour, (y * side + x) * 4);
      },
      getImageData: () => ({ data: drawn.map(change) }),
    };
    return { getContext: () => context } as unknown as OffscreenCanvas;
  };
}

it.each([
  ['what was drawn', (value: number) => value, false],
  [
    'what was drawn with every fifth channel off by one',
    (value: number, place: number) => value + (place % 5 === 0 ? 1 : 0),
    false,
  ],
  ['noise (resistFingerprinting)', (_: number, place: number) => (place * 2654435761) % 256, true],
  ['white', () => 255, true],
  ['nothing', () => 0, true],
])('a browser that hands out %s', (_, change, hides) => {
  expect(hidesPixels(canvasOf(change))).toBe(hides);
});

it('a photo is refused with the reason, before it is decoded, and the known picture is read once', async () => {
  let looked = 0;
  const decoder = browserPhotoDecoder(
    () => Promise.reject(new Error('not asked for')),
    () => {
      looked += 1;
      return true;
    },
  );
  const image = sharp({ create: { width: 9, height: 9, channels: 3, background: '#c06020' } });
  const png = new Uint8Array(await image.png().toBuffer());
  for (let time = 0; time < 2; time += 1) {
    const refused = decoder.decode(new Blob([png]));
    await expect(refused).rejects.toBeInstanceOf(TagweaveError);
    await expect(refused).rejects.toMatchObject({ code: 'photo-hidden' });
  }
  expect(looked).toBe(1);
  // What is no photo is still said to be none.
  await expect(decoder.decode(new Blob(['%PDF-1.7']))).rejects.toMatchObject({ code: 'photo-not-an-image' });
});
