import { describe, expect, it } from 'vitest';
import { openFiles } from '../files/archive-files.ts';
import { readArchives } from '../read-archives.ts';
import type { FoundPost } from '../reading/reading.ts';

const PHOTO = new Blob(['a photo']);

/** What is found in loose files; whatever is no Blob is written as JSON. */
async function read(files: Readonly<Record<string, unknown>>) {
  const picked = Object.entries(files).map(([path, content]) => ({
    path,
    file: content instanceof Blob ? content : new Blob([JSON.stringify(content)]),
  }));
  return readArchives(await openFiles(picked));
}
const labels = ({ tags }: FoundPost): string[] => tags.map(({ label }) => label);
const photos = (posts: readonly FoundPost[]): (string | null)[] => posts.map((post) => post.picture?.file.path ?? null);

describe('a post of Mastodon', () => {
  const note = (object: object, activity: object = {}) => ({
    type: 'Create',
    published: '2026-01-02T03:04:05Z',
    to: 'as:Public',
    object: { published: '2026-01-02T03:04:05Z', content: '<p>Sea #sea</p>', ...object },
    ...activity,
  });
  const outbox = (...orderedItems: unknown[]) => read({ 'outbox.json': { orderedItems } });

  it('is somebody’s own, and for more than the people it names', async () => {
    const { posts, leftOut } = await outbox(
      note({}, { to: 'https://www.w3.org/ns/activitystreams#Public' }),
      note({}, { to: [], cc: ['Public'] }),
      note({}, { to: ['https://example.social/users/me/followers'], cc: ['https://example.social/users/friend'] }),
      note({}, { to: undefined }),
      note({}, { to: ['https://example.social/users/friend'], cc: ['https://example.social/followers/friend'] }),
      note({}, { type: 'Announce' }),
      note({}, { object: 'https://example.social/users/friend/statuses/1' }),
    );
    expect(posts).toHaveLength(4);
    expect(leftOut).toEqual({ 'nothing-to-learn': 0, private: 1, 'not-own': 2 });
  });

  it('has hashtags in its text and beside it, and of the list only what is a hashtag', async () => {
    const tag = [
      { type: 'Hashtag', name: '#sea' },
      { type: 'Hashtag', name: '#Summer' },
      { type: 'Hashtag' },
      { type: 'Mention', name: '@friend' },
      { type: 'Emoji', name: ':cat:' },
    ];
    const { posts } = await outbox(
      note({ tag }),
      note({}),
      note({ content: undefined, tag: [{ type: 'Hashtag', name: 'x1' }] }),
    );
    expect(posts.map(labels)).toEqual([['sea', 'Summer'], ['sea'], ['x1']]);
    expect(posts.map(({ caption }) => caption)).toEqual(['Sea sea', 'Sea sea', '']);
    expect(posts[0]?.platform).toBe('mastodon');
  });

  it('has the first picture among what hangs on it, and the day of its activity where it has none', async () => {
    const { posts, problems } = await read({
      'me-outbox.json': {
        orderedItems: [
          note({
            attachment: [
              { url: '/a/film.mp4', mediaType: 'video/mp4' },
              { url: '/a/no-type.jpg' },
              { url: '/a/1.jpg', mediaType: 'image/jpeg', name: 'A dog' },
            ],
          }),
          note({ attachment: [{ url: '/a/gone.jpg', mediaType: 'image/jpeg' }] }),
          note({ attachment: [{ mediaType: 'image/jpeg', name: 'Nowhere' }], published: undefined }),
          note({ published: undefined }, { published: 'some day' }),
          note({ published: 'some day' }),
        ],
      },
      '1.jpg': PHOTO,
    });
    expect(photos(posts)).toEqual(['1.jpg', null, null]);
    expect(posts.map(({ altText }) => altText)).toEqual(['A dog', undefined, undefined]);
    expect(posts[2]?.createdAt).toBe('2026-01-02T03:04:05.000Z');
    expect(problems).toEqual([
      { code: 'photo-missing', where: 'me-outbox.json, 2' },
      { code: 'date-missing', where: 'me-outbox.json, 4' },
      { code: 'date-missing', where: 'me-outbox.json, 5' },
    ]);
  });
});

describe('a post of Pixelfed', () => {
  const status = (change: object = {}) => ({
    ...{ created_at: '2026-01-02T03:04:05Z', content_text: 'Sea #sea', visibility: 'public' },
    ...change,
  });

  it('is somebody’s own, dated and not for one person', async () => {
    const { posts, leftOut, problems } = await read({
      'pixelfed-statuses.json': {
        data: [
          status(),
          status({ reblog: { id: 1 } }),
          status({ reblog: null }),
          status({ visibility: 'direct' }),
          status({ created_at: null }),
        ],
      },
    });
    expect(posts).toHaveLength(2);
    expect(leftOut).toEqual({ 'nothing-to-learn': 0, private: 1, 'not-own': 1 });
    expect(problems).toEqual([{ code: 'date-missing', where: 'pixelfed-statuses.json, 5' }]);
  });

  it('has its text plain or as HTML, its tags in it and beside it, its first picture by name', async () => {
    const { posts, problems } = await read({
      'pixelfed-statuses-2026.json': [
        status({
          tags: [{ name: 'Summer' }, {}],
          media_attachments: [
            { type: 'video', url: 'https://x.example/2.jpg' },
            { type: 'image', url: 'https://x.example/a/1.jpg?size=#large', description: 'A dog' },
          ],
        }),
        status({
          content_text: null,
          content: '<p>Hills<br>#hills</p>',
          media_attachments: [{ url: 'https://x.example/2.jpg#x' }],
        }),
        status({ content_text: null, tags: [{ name: 'none' }], media_attachments: [{ type: 'image' }] }),
        status({ media_attachments: [{ type: 'image', url: 'https://x.example/gone.jpg' }] }),
      ],
      '1.jpg': PHOTO,
      '2.jpg': PHOTO,
    });
    expect(photos(posts)).toEqual(['1.jpg', '2.jpg', null, null]);
    expect(posts.map(labels)).toEqual([['sea', 'Summer'], ['hills'], ['none'], ['sea']]);
    expect(posts.map(({ caption }) => caption)).toEqual(['Sea sea', 'Hills', '', 'Sea sea']);
    expect(posts[0]?.altText).toBe('A dog');
    expect(problems).toEqual([{ code: 'photo-missing', where: 'pixelfed-statuses-2026.json, 4' }]);
  });
});

describe('a photo of Flickr', () => {
  const about = (id: string, change: object = {}) => ({
    id,
    name: 'Sea',
    date_taken: '2026-01-02 03:04:05',
    tags: [{ tag: 'sea' }, {}],
    ...change,
  });
  const one = async (change: object) => (await read({ 'photo_1.json': about('1', change) })).posts[0];

  it('has title and description as its caption, but no name that a camera gave', async () => {
    expect((await one({ description: ' <b>Waves</b> #waves' }))?.caption).toBe('Sea\nWaves waves');
    expect((await one({ name: ' ', description: 'Waves' }))?.caption).toBe('Waves');
    expect((await one({ name: null, description: null }))?.caption).toBe('');
    for (const name of ['IMG_1234', 'DSC01234.JPG', 'P1040321', '20240101_120000', 'DSCF0001']) {
      expect((await one({ name }))?.caption, name).toBe('');
    }
    expect((await one({ name: 'Route 66' }))?.caption).toBe('Route 66');
    expect(labels((await one({ description: '#waves' }))!)).toEqual(['sea', 'waves']);
    expect(labels((await one({ tags: null, description: '#waves' }))!)).toEqual(['waves']);
  });

  it('has the day it was taken, else the day it came in; without either, or unreadable, it is told', async () => {
    expect((await one({}))?.createdAt).toBe('2026-01-02T03:04:05.000Z');
    expect((await one({ date_taken: null, date_imported: '2026-02-03 00:00:00' }))?.createdAt).toBe(
      '2026-02-03T00:00:00.000Z',
    );
    const { posts, problems } = await read({
      'photo_1.json': about('1', { date_taken: null }),
      'photo_2.json': new Blob(['{']),
      'photo_3.json': about('3'),
    });
    expect(posts).toHaveLength(1);
    expect(problems).toEqual([
      { code: 'date-missing', where: 'photo_1.json' },
      { code: 'unreadable', where: 'photo_2.json' },
      { code: 'photo-missing', where: 'photo_3.json' },
    ]);
  });

  it('is found by the number in its name, wherever that stands', async () => {
    const { posts } = await read({
      'photo_1.json': about('10001'),
      'photo_2.json': about('10002'),
      'photo_3.json': about('10003'),
      'photo_4.json': about('10004'),
      'photo_5.json': about('1234'),
      'a/sea_10001_o.jpg': PHOTO,
      'a/10002_o.jpg': PHOTO,
      'a/sea_at_night_10003.png': PHOTO,
      'a/sea_10004_o.jpg.part': PHOTO,
      'a/x10004.jpg': PHOTO,
      'a/sea_1234_o.jpg': PHOTO,
    });
    expect(photos(posts)).toEqual(['a/sea_10001_o.jpg', 'a/10002_o.jpg', 'a/sea_at_night_10003.png', null, null]);
  });
});

describe('a post of Instagram', () => {
  const medium = (change: object = {}) => ({
    uri: 'media/1.jpg',
    creation_timestamp: 1_700_000_000,
    title: 'Sea #sea',
    ...change,
  });

  it('stands in lists of several names', async () => {
    for (const name of ['ig_reels_media', 'ig_archived_post_media', 'posts']) {
      const { posts } = await read({ 'reels.json': { [name]: [{ media: [medium()] }] } });
      expect(posts.map(labels), name).toEqual([['sea']]);
      expect(posts[0]?.platform).toBe('instagram');
    }
  });

  it('has the first caption and the first picture that there are, and a date or is told', async () => {
    const { posts, problems } = await read({
      'posts_1.json': [
        {
          media: [medium({ title: '' }), medium({ title: 'Second #two' }), medium({ title: 'Third #three' })],
          title: '',
        },
        { media: [medium({ uri: undefined }), medium({ uri: 'media/film.mp4' }), medium({ uri: 'media/2.webp' })] },
        { media: [medium({ uri: 'media/film.mp4' })] },
        { media: [medium({ creation_timestamp: undefined })] },
        { media: [], title: 'No picture #none', creation_timestamp: 1_700_000_000 },
        { media: [], title: 'No date #none' },
        { media: [medium({ title: undefined })] },
      ],
      'media/1.jpg': PHOTO,
      'media/2.webp': PHOTO,
    });
    expect(posts.map(labels)).toEqual([['two'], ['sea'], ['sea'], ['none'], []]);
    expect(photos(posts)).toEqual(['media/1.jpg', 'media/2.webp', null, null, 'media/1.jpg']);
    expect(posts[4]?.caption).toBe('');
    expect(problems).toEqual([
      { code: 'date-missing', where: 'posts_1.json, 4' },
      { code: 'date-missing', where: 'posts_1.json, 6' },
    ]);
  });

  it('of an old archive is a photo or a film of media.json, which stands at the root or beside a folder of photos', async () => {
    const old = {
      photos: [
        { path: 'photos/201801/1.jpg', caption: 'Sea #sea', taken_at: '2018-01-02T03:04:05' },
        { path: 'photos/201801/2.jpg', caption: 'Gone #gone' },
      ],
      videos: [{ path: 'videos/201801/film.mp4', caption: 'Film #film', taken_at: '2018-01-03T03:04:05' }],
    };
    const found = await read({ 'media.json': old });
    expect(found.posts.map(labels)).toEqual([['sea'], ['film']]);
    expect(found.posts[0]?.createdAt).toBe('2018-01-02T03:04:05.000Z');
    expect(found.problems.map(({ code }) => code)).toEqual(['photo-missing', 'date-missing']);
    for (const beside of ['me/photos/201801/1.jpg', 'photos/201801/1.jpg']) {
      const { posts } = await read({ 'me/media_2.json': old, [beside]: PHOTO, 'me/other.txt': PHOTO });
      expect(posts.map(labels), beside).toEqual([['sea'], ['film']]);
    }
    for (const beside of ['me/photos/2018/1.jpg', 'me/photos/abcdef/1.jpg', 'me/holidayphotos/1.jpg']) {
      await expect(read({ 'me/media.json': old, [beside]: PHOTO }), beside).rejects.toMatchObject({
        code: 'archive-unknown',
      });
    }
  });

  it('as web pages is no archive, and says so', async () => {
    const page = new Blob(['<html>']);
    await expect(read({ 'a/posts_12.html': page })).rejects.toMatchObject({ code: 'archive-html' });
    for (const name of ['my_posts_1.html', 'posts_1.html.txt', 'posts_.html']) {
      await expect(read({ [name]: page }), name).rejects.toMatchObject({ code: 'archive-unknown' });
    }
  });
});
