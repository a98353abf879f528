import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fitBox, resize } from './resize.ts';
import type { Filter, Fit, RgbImage } from './resize.ts';
import { sha256 } from '../download/sha256.ts';

/** Bytes of the generator in docs/formats.md ("noise"), any shape. */
function noise(width: number, height: number, seed: number): RgbImage {
  const data = new Uint8Array(width * height * 3);
  let state = seed;
  for (let index = 0; index < data.length; index++) {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    data[index] = state >>> 24;
  }
  return { width, height, data };
}

/** Sums of `Image.resize` of Pillow 12 on the same bytes: `im.resize((s, s), filter[, box=largest centred square])`. */
const PILLOW: readonly (readonly [number, number, number, Fit, Filter, string])[] = [
  [37, 23, 16, 'squash', 'bilinear', '387fa94c724c7f4fcb798a1b4161da627fa01e4e64da62a8b02dcd3a951797e6'],
  [37, 23, 16, 'cover', 'bilinear', 'f57123e51527de7c7eda09a85f3ba65fa396422e47ffd00efb32771c8056286d'],
  [37, 23, 16, 'squash', 'bicubic', 'e118582625c276fbd1f44c32af131f8f41e3e70ce35c2c7e765fd62276bfa428'],
  [61, 90, 24, 'cover', 'bicubic', '5e250de7beafaad6a378b3d0670dffc9b66ce4b02594996681981dfa869ee309'],
  [9, 7, 24, 'squash', 'bilinear', 'e51e272419e99b0ec4f731250520e853e46557c6c46a3359813c9007d1109621'],
  [24, 24, 24, 'squash', 'bilinear', '94a5f253dd1c2321c27ff25237d3812ebb6af4e5ead89bf6faa80618fc518342'],
  [200, 3, 8, 'squash', 'bicubic', '0bad70b17269007f3a3b246a08d236fa0d9b4f37c805941b985ef8eb0f4d77b5'],
];

describe('resize', () => {
  it.each(PILLOW)('%i × %i to %i (%s, %s) gives Pillow’s bytes', async (width, height, size, fit, filter, expected) => {
    const { data } = resize(noise(width, height, 5), size, size, filter, fitBox(width, height, fit));
    expect(await sha256(new Uint8Array(data))).toBe(expected);
  });

  it('takes bytes as a canvas gives them, four a pixel, for the same result', () => {
    const image = noise(37, 23, 5);
    const four = new Uint8ClampedArray(37 * 23 * 4).fill(255);
    for (let pixel = 0; pixel < 37 * 23; pixel += 1) four.set(image.data.subarray(3 * pixel, 3 * pixel + 3), 4 * pixel);
    for (const fit of ['squash', 'cover'] as const) {
      const box = fitBox(37, 23, fit);
      expect(resize({ ...image, data: four }, 16, 16, 'bilinear', box)).toEqual(resize(image, 16, 16, 'bilinear', box));
    }
  });

  it('keeps a single colour, whatever the shapes', () => {
    const side = fc.integer({ min: 1, max: 60 });
    const level = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(
        side,
        side,
        side,
        level,
        fc.constantFrom<Filter>('bilinear', 'bicubic'),
        (width, height, size, value, filter) => {
          const image = { width, height, data: new Uint8Array(width * height * 3).fill(value) };
          for (const fit of ['squash', 'cover'] as const) {
            const { data } = resize(image, size, size, filter, fitBox(width, height, fit));
            expect(data.length).toBe(size * size * 3);
            expect(data.every((byte) => Math.abs(byte - value) <= 1)).toBe(true);
          }
        },
      ),
    );
  });
});
