import sharp from 'sharp';
import type { Exif } from 'sharp';
import { describe, expect, it } from 'vitest';
import { readPhotoFacts } from './read-photo-facts.ts';

/** A small JPEG with these directories of EXIF. */
async function photo(exif?: Exif): Promise<Blob> {
  const image = sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } }).jpeg();
  return new Blob([new Uint8Array(await (exif === undefined ? image : image.withExif(exif)).toBuffer())]);
}
const at = (latitude: string, longitude: string, east: 'E' | 'W' = 'E'): NonNullable<Exif['IFD3']> => ({
  ...{ GPSLatitudeRef: 'N', GPSLatitude: latitude, GPSLongitudeRef: east, GPSLongitude: longitude },
});

describe('what the file of a photo says', () => {
  it('is day and city', async () => {
    const found = await readPhotoFacts(
      await photo({ IFD2: { DateTimeOriginal: '2024:05:12 23:59:00' }, IFD3: at('50/1 27/1 0/1', '30/1 31/1 0/1') }),
    );
    expect(found).toMatchObject({ day: '2024-05-12', written: [], spot: { city: { city: 'Kyiv', country: 'UA' } } });
  });

  it('is nothing where nothing is written, and where a device did not know', async () => {
    const nothing = { day: null, written: [], spot: null };
    expect(await readPhotoFacts(await photo())).toEqual(nothing);
    expect(await readPhotoFacts(new Blob(['no photo at all']))).toEqual(nothing);
    const unknown = { IFD2: { DateTimeOriginal: '0000:00:00 00:00:00' }, IFD3: at('0/1 0/1 0/1', '0/1 0/1 0/1') };
    expect(await readPhotoFacts(await photo(unknown))).toEqual(nothing);
  });

  it('is a spot without a city at sea', async () => {
    expect(await readPhotoFacts(await photo({ IFD3: at('30/1 0/1 0/1', '40/1 0/1 0/1', 'W') }))).toMatchObject({
      spot: { city: null },
    });
  });
});
