import { mojibake, zipOf } from '../../src/archives/testing/archives.ts';
import { PHOTOS } from './fixtures.ts';
import type { TestFile } from './fixtures.ts';

/** Words that occur nowhere else: where they are found, something of the posts is left. */
export const SECRET = 'Swordfish';

/** An Instagram export of six posts: four with photos, one in words, one that is broken. */
export async function instagramExport(): Promise<TestFile> {
  const post = (day: number, photo: string | null, caption: string) => ({
    media: [
      {
        ...(photo === null ? {} : { uri: `media/posts/202610/${photo}` }),
        creation_timestamp: Date.UTC(2026, 9, day, 9) / 1000,
        title: mojibake(caption),
      },
    ],
  });
  const photos = {
    'cat.jpg': PHOTOS.cat,
    'beagle.png': PHOTOS.beagle,
    'coffee.jpg': PHOTOS.coffee,
    'boot.jpg': PHOTOS.boot,
  };
  const archive = await zipOf({
    'your_instagram_activity/media/posts_1.json': [
      post(1, 'cat.jpg', `Кіт на дивані #${SECRET} #chelsea #cat`),
      post(2, 'beagle.png', 'Best friend #dog #goodboy'),
      post(3, 'coffee.jpg', `Slow morning #coffee #${SECRET}`),
      post(4, 'boot.jpg', `New boots #boots #${SECRET}`),
      post(5, null, `Only words #${SECRET} #words`),
      { media: 'broken' },
    ],
    ...Object.fromEntries(
      Object.entries(photos).map(([name, { buffer }]) => [
        `media/posts/202610/${name}`,
        new Blob([new Uint8Array(buffer)]),
      ]),
    ),
  });
  return { name: 'instagram.zip', mimeType: 'application/zip', buffer: Buffer.from(await archive.arrayBuffer()) };
}
