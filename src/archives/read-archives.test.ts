import { describe, expect, it } from 'vitest';
import { UNDATED } from '../domain/post/post.ts';
import type { PickedFile } from '../domain/post/import.ts';
import { openFiles } from './files/archive-files.ts';
import { readArchives } from './read-archives.ts';
import type { FoundPost } from './reading/reading.ts';
import { mojibake, tarGzOf, zipOf } from './testing/archives.ts';

const read = async (...files: readonly PickedFile[]) => readArchives(await openFiles(files));
const inZip = async (contents: Parameters<typeof zipOf>[0]) =>
  read({ path: 'export.zip', file: await zipOf(contents) });
const short = ({ createdAt, caption, tags, picture }: FoundPost) => ({
  at: createdAt,
  caption,
  tags: tags.map((tag) => tag.label),
  photo: picture?.file.path ?? null,
});
const photo = new Blob(['a photo']);

describe('Instagram', () => {
  const folder = 'instagram-me-2026/your_instagram_activity/media';

  it('reads posts of one and of several media, repairs the text, finds photos by their address', async () => {
    const { posts, problems, kinds } = await inZip({
      [`${folder}/posts_1.json`]: [
        {
          media: [
            {
              uri: 'media/posts/202401/1.jpg',
              creation_timestamp: 1_700_000_000,
              title: mojibake('Осінь у Києві 🍂\n.\n#осінь #Київ'),
            },
          ],
        },
        {
          title: 'Three pictures #one #two',
          creation_timestamp: 1_700_000_100,
          media: [
            { uri: 'media/posts/202401/film.mp4', creation_timestamp: 1, title: '' },
            { uri: 'media/posts/202401/2.jpg', creation_timestamp: 1, title: '' },
          ],
        },
      ],
      'instagram-me-2026/media/posts/202401/1.jpg': photo,
      'instagram-me-2026/media/posts/202401/2.jpg': photo,
    });
    expect(kinds).toEqual(['instagram']);
    expect(problems).toEqual([]);
    expect(posts.map(short)).toEqual([
      {
        at: '2023-11-14T22:13:20.000Z',
        caption: 'Осінь у Києві 🍂',
        tags: ['осінь', 'Київ'],
        photo: 'instagram-me-2026/media/posts/202401/1.jpg',
      },
      {
        at: '2023-11-14T22:15:00.000Z',
        caption: 'Three pictures',
        tags: ['one', 'two'],
        photo: 'instagram-me-2026/media/posts/202401/2.jpg',
      },
    ]);
  });

  it('lists what is malformed and imports the rest', async () => {
    const { posts, problems, leftOut } = await inZip({
      'content/posts_1.json': [
        'nonsense',
        { media: 'none' },
        { media: [{ uri: 'a.jpg', title: 'no date #x' }] },
        { media: [{ uri: 'media/gone.jpg', creation_timestamp: 1_700_000_000, title: 'photo gone #kept' }] },
        { media: [{ uri: 'media/gone.jpg', creation_timestamp: 1_700_000_000, title: 'nothing left' }] },
      ],
      'content/reels.json': '{ broken',
    });
    expect(posts.map((one) => [one.caption, one.picture])).toEqual([
      ['photo gone #kept'.replace('#kept', 'kept'), null],
    ]);
    expect(problems).toEqual([
      { code: 'malformed', where: 'posts_1.json, 1' },
      { code: 'malformed', where: 'posts_1.json, 2' },
      { code: 'date-missing', where: 'posts_1.json, 3' },
      { code: 'photo-missing', where: 'posts_1.json, 4' },
      { code: 'photo-missing', where: 'posts_1.json, 5' },
      { code: 'unreadable', where: 'reels.json' },
    ]);
    expect(leftOut['nothing-to-learn']).toBe(1);
  });

  it('reads the archives of 2018, too', async () => {
    const { posts } = await inZip({
      'media.json': {
        photos: [{ caption: 'Old #days', taken_at: '2018-05-01T10:00:00+02:00', path: 'photos/201805/a.jpg' }],
      },
      'photos/201805/a.jpg': photo,
    });
    expect(posts.map(short)).toEqual([
      { at: '2018-05-01T08:00:00.000Z', caption: 'Old days', tags: ['days'], photo: 'photos/201805/a.jpg' },
    ]);
  });

  it('says what to do about an export as web pages', async () => {
    await expect(inZip({ 'your_instagram_activity/media/posts_1.html': '<p>' })).rejects.toMatchObject({
      code: 'archive-html',
    });
  });
});

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';
const toot = (object: object, rest: object = {}) => ({
  type: 'Create',
  published: '2026-01-02T03:04:05Z',
  to: [PUBLIC],
  cc: ['https://m.example/users/me/followers'],
  object: { type: 'Note', content: '', attachment: [], tag: [], ...object },
  ...rest,
});

describe.each([
  ['zip', zipOf],
  ['tar.gz', tarGzOf],
])('Mastodon, %s', (_, pack) => {
  it('reads own public posts: text of the HTML, tags as written, the photo in the archive', async () => {
    const path = 'media_attachments/files/109/000/original/ab.jpeg';
    const file = await pack({
      'outbox.json': {
        type: 'OrderedCollection',
        orderedItems: [
          toot({
            content:
              '<p>Fish &amp; chips<br>by the sea <a href="https://m.example/tags/goldenhour">#<span>GoldenHour</span></a></p><p>#sea #beach</p>',
            attachment: [{ type: 'Document', mediaType: 'image/jpeg', url: `/${path}` }],
            tag: [
              { type: 'Hashtag', name: '#goldenhour' },
              { type: 'Hashtag', name: '#sea' },
              { type: 'Mention', name: '@you' },
              { type: 'Hashtag', name: '#beach' },
            ],
          }),
          toot({ content: '<p>psst #secret</p>' }, { to: ['https://m.example/users/you'], cc: [] }),
          { type: 'Announce', to: [PUBLIC], object: 'https://other.example/1' },
          toot({ content: '<p>no tags</p>' }),
          { type: 7 },
        ],
      },
      [path]: photo,
    });
    const { posts, problems, leftOut } = await read({ path: 'archive', file });
    expect(posts.map(short)).toEqual([
      {
        at: '2026-01-02T03:04:05.000Z',
        caption: 'Fish & chips\nby the sea GoldenHour',
        tags: ['GoldenHour', 'sea', 'beach'],
        photo: path,
      },
    ]);
    expect(leftOut).toEqual({ 'nothing-to-learn': 1, 'not-own': 1, private: 1 });
    expect(problems).toEqual([{ code: 'malformed', where: 'outbox.json, 5' }]);
  });
});

describe('Pixelfed', () => {
  it('reads statuses and finds photos that were picked with them by name', async () => {
    const statuses = [
      {
        created_at: '2025-06-01T10:00:00.000Z',
        content_text: 'Lilies #flowers',
        reblog: null,
        visibility: 'public',
        media_attachments: [{ type: 'image', url: 'https://px.example/storage/m/abc/x1.jpg?v=1' }],
        tags: [{ name: 'flowers', url: '…' }],
      },
      { created_at: '2025-06-02T10:00:00.000Z', content: '<p>Far #away</p>', media_attachments: [], tags: [] },
      { created_at: '2025-06-02T10:00:00.000Z', content: '<p>hidden #x</p>', visibility: 'direct' },
    ];
    const { posts, kinds, leftOut } = await read(
      { path: 'pixelfed-statuses.json', file: new Blob([JSON.stringify(statuses)]) },
      { path: 'x1.jpg', file: photo },
    );
    expect(kinds).toEqual(['pixelfed']);
    expect(posts.map(short)).toEqual([
      { at: '2025-06-01T10:00:00.000Z', caption: 'Lilies flowers', tags: ['flowers'], photo: 'x1.jpg' },
      { at: '2025-06-02T10:00:00.000Z', caption: 'Far away', tags: ['away'], photo: null },
    ]);
    expect(leftOut.private).toBe(1);
  });
});

describe('Flickr', () => {
  it('joins descriptions of one archive with photos of another by their number', async () => {
    const data = await zipOf({
      'photo_12345678901.json': {
        id: '12345678901',
        name: 'IMG_2041',
        description: 'At the <b>pier</b>',
        date_taken: '2015-08-01 18:30:00',
        tags: [{ tag: 'golden hour' }, { tag: 'Мрія' }],
      },
      'photo_22345678901.json': {
        id: '22345678901',
        name: 'Boats',
        description: '',
        date_taken: '0000-00-00 00:00:00',
        date_imported: '2016-01-01 00:00:00',
        tags: [],
      },
    });
    const pictures = await zipOf({ 'img_2041_12345678901_o.jpg': photo, 'boats_22345678901_o.png': photo });
    const { posts } = await read({ path: 'a.zip', file: data }, { path: 'data-download-1.zip', file: pictures });
    expect(posts.map(short)).toEqual([
      {
        at: '2015-08-01T18:30:00.000Z',
        caption: 'At the pier',
        tags: ['GoldenHour', 'Мрія'],
        photo: 'img_2041_12345678901_o.jpg',
      },
      { at: '2016-01-01T00:00:00.000Z', caption: 'Boats', tags: [], photo: 'boats_22345678901_o.png' },
    ]);
  });
});

describe('a table', () => {
  const table = (text: string, ...photos: readonly string[]) =>
    read(
      { path: 'mine/posts.csv', file: new File([text], 'posts.csv', { lastModified: Date.UTC(2026, 0, 1) }) },
      ...photos.map((path) => ({ path, file: photo })),
    );

  it('reads commas, semicolons and quotes, its columns in English and Ukrainian', async () => {
    const english = await table(
      'photo,caption,tags,date\na.jpg,"Sea, ""quiet""",#sea #Beach,2026-02-03\n',
      'mine/a.jpg',
    );
    const ukrainian = await table('﻿Дата;Підпис;Теги\n03.02.2026 18:05;Море;море пляж\n');
    expect([...english.posts, ...ukrainian.posts].map(short)).toEqual([
      { at: '2026-02-03T00:00:00.000Z', caption: 'Sea, "quiet"', tags: ['sea', 'Beach'], photo: 'mine/a.jpg' },
      { at: '2026-02-03T18:05:00.000Z', caption: 'Море', tags: ['море', 'пляж'], photo: null },
    ]);
  });

  it('lists lines whose date or photo it does not find; what has no day of its own comes undated', async () => {
    const { posts, problems } = await table('file,tags,date\na.jpg,sea,1/2/2026\nb.jpg,sea,13/2/2026\n');
    expect(problems).toEqual([
      { code: 'date-unclear', where: 'posts.csv, 2' },
      { code: 'photo-missing', where: 'posts.csv, 2' },
      { code: 'photo-missing', where: 'posts.csv, 3' },
    ]);
    // Which of 1 and 2 is the day nobody said, and the day of the table is not the day of the post.
    expect(posts.map((one) => one.createdAt)).toEqual([UNDATED, '2026-02-13T00:00:00.000Z']);
    expect((await table('tags\nsea\n')).posts[0]?.createdAt).toBe(UNDATED);
    const unreadable = await table('tags,date\nsea,soon\n');
    expect(unreadable.posts[0]?.createdAt).toBe(UNDATED);
    expect(unreadable.problems).toEqual([{ code: 'date-unreadable', where: 'posts.csv, 2' }]);
  });

  it('says when there is no column to learn from', async () => {
    expect((await table('a,b\n1,2\n')).problems).toEqual([{ code: 'unreadable', where: 'posts.csv' }]);
  });
});

describe('files that are something else', () => {
  it('are refused with a code', async () => {
    await expect(read({ path: 'holiday.pdf', file: new Blob(['%PDF-1.7']) })).rejects.toMatchObject({
      code: 'archive-unknown',
    });
    await expect(inZip({})).rejects.toMatchObject({ code: 'archive-unknown' });
  });

  it('are called damaged when they end early', async () => {
    const zip = await zipOf({ 'outbox.json': { orderedItems: [] }, 'a.jpg': photo });
    const tar = await tarGzOf({ 'outbox.json': { orderedItems: [] } });
    for (const file of [zip.slice(0, zip.size - 30), tar.slice(0, Math.floor(tar.size / 2))]) {
      await expect(read({ path: 'half.zip', file })).rejects.toMatchObject({
        code: 'archive-broken',
        details: { file: 'half.zip' },
      });
    }
  });

  it('leave what a system put beside them alone', async () => {
    const { problems, posts } = await inZip({
      '__MACOSX/._outbox.json': 'resource fork',
      'outbox.json': { orderedItems: [toot({ content: '<p>#one</p>' })] },
    });
    expect([problems, posts.length]).toEqual([[], 1]);
  });
});
