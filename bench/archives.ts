import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { EXPORTS } from '../src/archives/testing/exports.ts';
import type { ExportedPost } from '../src/archives/testing/exports.ts';

const WORDS = ['Море', 'Sunset', 'Dog', 'Coffee', 'Осінь', 'Street', 'Forest', 'Cat', '海', 'Snow'];
const DAY_MS = 24 * 3_600_000;

/** Writes each service's export of the same made-up posts into a folder of its name. */
export async function main(folder: string, count: number): Promise<void> {
  const posts = await Promise.all(Array.from({ length: count }, (_, n) => post(n)));
  for (const [service, exported] of Object.entries(EXPORTS)) {
    for (const { path, file } of await exported(posts)) {
      const place = join(folder, service, path);
      await mkdir(dirname(place), { recursive: true });
      await writeFile(place, new Uint8Array(await file.arrayBuffer()));
      if (!path.endsWith('.jpg')) console.log(`${place}, ${file.size} bytes`);
    }
  }
}

async function post(n: number): Promise<ExportedPost> {
  const word = (k: number): string => WORDS[(n * 7 + k * 3) % WORDS.length] ?? '';
  return {
    caption: `Post ${n}: ${word(0)} & “${word(1)}” 🍂`,
    tags: [word(0), word(1), `tag${n % 40}`],
    createdAt: new Date(Date.UTC(2026, 0, 1, 9) - n * DAY_MS),
    photo: n % 5 === 4 ? null : await picture(n),
  };
}

/** No two pictures are alike. */
async function picture(n: number): Promise<Blob> {
  const background = { r: (n * 53) % 256, g: (n * 101) % 256, b: (n * 197) % 256 };
  const jpeg = await sharp({ create: { width: 320, height: 240, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' });
}
