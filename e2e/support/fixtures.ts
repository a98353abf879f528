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

/** A valid PNG of 10,000 × 6,000 = 60 megapixels (small on disk: one colour). */
export async function sixtyMegapixels(): Promise<TestFile> {
  const image = sharp({ create: { width: 10_000, height: 6_000, channels: 3, background: '#336699' } });
  return { name: 'huge.png', mimeType: 'image/png', buffer: await image.png({ compressionLevel: 9 }).toBuffer() };
}
