import { describe, expect, it } from 'vitest';
import { openFiles } from './files/archive-files.ts';
import { readArchives } from './read-archives.ts';
import { EXPORTS } from './testing/exports.ts';
import type { ExportedPost } from './testing/exports.ts';

const photoOf = (n: number): Blob => new Blob([Uint8Array.of(0xff, 0xd8, 0xff, n)], { type: 'image/jpeg' });
/** Words of several scripts, a quotation, markup: whatever a person writes. */
const CAPTIONS = ['Кіт на дивані 🐈', 'Fish & chips <by the sea>, "quiet"', 'Déjà vu, naïve café', '海辺の朝', 'Plain'];
const POSTS: readonly ExportedPost[] = CAPTIONS.map((caption, n) => ({
  ...{ caption, tags: ['GoldenHour', 'Київ', `own${n}`], createdAt: new Date(Date.UTC(2026, 0, n + 1, 9, 30)) },
  photo: photoOf(n),
}));

describe.each(Object.entries(EXPORTS))('an export of %s', (_, exported) => {
  it('comes in as it was written; what is broken in it is listed', async () => {
    const { posts, problems, kinds } = await readArchives(await openFiles(await exported(POSTS)));
    expect(kinds).toHaveLength(1);
    const found = await Promise.all(
      posts.map(async ({ caption, tags, createdAt, picture }) => ({
        ...{ caption, tags: tags.map((tag) => tag.label), createdAt: new Date(createdAt) },
        photo: [...new Uint8Array((await (await picture?.file.blob())?.arrayBuffer()) ?? [])],
      })),
    );
    expect(found.sort((a, b) => +a.createdAt - +b.createdAt)).toEqual(
      POSTS.map((post, n) => ({ ...post, photo: [0xff, 0xd8, 0xff, n] })),
    );
    expect(problems).toHaveLength(1);
  });
});

it.each(['mastodon', 'pixelfed', 'table'])('an export of %s brings what was said of the photos', async (service) => {
  const posts = POSTS.map((post, n) => ({ ...post, ...(n === 0 ? {} : { altText: `Photo ${n}:\n ${post.caption}` }) }));
  const found = await readArchives(await openFiles((await EXPORTS[service]?.(posts)) ?? []));
  const said = found.posts.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)).map(({ altText }) => altText);
  expect(said).toEqual(CAPTIONS.map((caption, n) => (n === 0 ? undefined : `Photo ${n}: ${caption}`)));
});
