import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

/** A file as Playwright drops it into an input. */
export interface TestFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const photo = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`../fixtures/photos/${name}`, import.meta.url)));

export const PHOTOS = {
  beagle: { name: 'beagle.png', mimeType: 'image/png', buffer: photo('beagle.png') },
  boot: { name: 'boot.jpg', mimeType: 'image/jpeg', buffer: photo('boot.jpg') },
  house: { name: 'house.webp', mimeType: 'image/webp', buffer: photo('house.webp') },
  cat: { name: 'cat.jpg', mimeType: 'image/jpeg', buffer: photo('cat.jpg') },
  coffee: { name: 'coffee.jpg', mimeType: 'image/jpeg', buffer: photo('coffee.jpg') },
} as const satisfies Record<string, TestFile>;

/** Says it is a JPEG, is a PDF. */
export const NOT_AN_IMAGE: TestFile = {
  name: 'holiday.jpg',
  mimeType: 'image/jpeg',
  buffer: Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n'),
};

export const EMPTY: TestFile = { name: 'empty.png', mimeType: 'image/png', buffer: Buffer.alloc(0) };

/** The first half of a real JPEG, as an interrupted transfer leaves it. */
export const TRUNCATED: TestFile = {
  name: 'half.jpg',
  mimeType: 'image/jpeg',
  buffer: PHOTOS.coffee.buffer.subarray(0, Math.floor(PHOTOS.coffee.buffer.length / 2)),
};

/** A PNG whose header says 40,000 × 6,000 = 240 megapixels. */
export async function tooManyMegapixels(): Promise<TestFile> {
  const image = sharp({ create: { width: 10, height: 10, channels: 3, background: '#336699' } });
  const buffer = await image.png().toBuffer();
  buffer.writeUInt32BE(40_000, 16);
  buffer.writeUInt32BE(6000, 20);
  return { name: 'huge.png', mimeType: 'image/png', buffer };
}

/** The beagle with 60 megapixels, lying on its side, as its EXIF orientation says. */
export async function sixtyMegapixels(): Promise<TestFile> {
  const image = sharp(PHOTOS.beagle.buffer)
    .flatten({ background: '#fff' })
    .rotate(-90)
    .resize(10_000, 6000, { fit: 'fill' });
  const buffer = await image.withMetadata({ orientation: 6 }).jpeg().toBuffer();
  return { name: 'panorama.jpg', mimeType: 'image/jpeg', buffer };
}

/** Words that the metadata of {@link photoWithPlace} holds, and the day and place that it was taken. */
export const IN_METADATA = [
  'SwordfishHome',
  'SwordfishCamera',
  '2019:05:04',
  'Exif',
  'GPS',
  'SwordfishKyiv',
  '2019-05-04',
];

/** The cat as a telephone writes it: with where and when it was taken, with what, and a name that says so. */
export async function photoWithPlace(): Promise<TestFile> {
  const buffer = await sharp(PHOTOS.cat.buffer)
    .withExif({
      IFD0: { ImageDescription: 'SwordfishHome', Model: 'SwordfishCamera', DateTime: '2019:05:04 03:02:01' },
      IFD2: { DateTimeOriginal: '2019:05:04 03:02:01' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '50/1 27/1 1/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '30/1 31/1 2/1',
        GPSDateStamp: '2019:05:04',
      },
    })
    .jpeg()
    .toBuffer();
  return { name: '2019-05-04 SwordfishKyiv.jpg', mimeType: 'image/jpeg', buffer };
}
