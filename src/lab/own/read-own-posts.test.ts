import { expect, test } from 'vitest';
import { zipOf } from '../../archives/testing/archives.ts';
import { MOST_TAGS } from './own-post.ts';
import { partsOf, timelinesOf } from './parts.ts';
import { readOwnPosts } from './read-own-posts.ts';

const bytes = (...pieces: (string | readonly number[])[]): Blob =>
  new Blob(pieces.map((piece) => (typeof piece === 'string' ? piece : Uint8Array.from(piece))));
const line = (post: object): string => `${JSON.stringify(post)}\n`;
const rose = {
  id: '1',
  user: 'me',
  date: '2026-05-01',
  image: 'images/1.webp',
  caption: 'Roses',
  tags: ['#Rose', 'garden'],
};

test('what is wrong is told line by line, and the rest is used', async () => {
  const many = Array.from({ length: 100_000 }, (_, n) => `tag${String(n)}`);
  const list = bytes(
    line(rose),
    line({ ...rose, id: '2', image: 'images/2.webp' }), // no such picture
    line({ ...rose, caption: 'Again' }), // the same id
    line({ ...rose, id: '4', tags: [] }),
    line({ ...rose, id: '5', tags: many }),
    [0x7b, 0xe9, 0x7d, 0x0a], // latin-1 in a file of UTF-8
    'not json\n',
    line({ caption: 'no id', tags: ['a'] }),
    '\n',
    line({ ...rose, id: '10', image: 'images/9.webp', caption: ' ' }),
    line({ ...rose, id: '11', date: 'one day', image: null, caption: 'Überall Rosen', tags: ['rose', 'ROSE', '2026'] }),
  );
  const { posts, problems } = await readOwnPosts([
    { path: 'set/posts.jsonl', file: list },
    { path: 'set/images/1.webp', file: bytes('picture') },
  ]);
  expect(problems.map(({ code, where }) => `${where}: ${code}`)).toEqual([
    'posts.jsonl, 2: photo-missing',
    'posts.jsonl, 3: duplicate-id',
    'posts.jsonl, 4: no-tags',
    'posts.jsonl, 5: too-many-tags',
    'posts.jsonl, 6: encoding-unknown',
    'posts.jsonl, 7: unreadable',
    'posts.jsonl, 8: malformed',
    'posts.jsonl, 10: photo-missing',
    'posts.jsonl, 10: nothing-to-read',
    'posts.jsonl, 11: date-unreadable',
  ]);
  expect(posts.map(({ id, picture }) => [id, picture !== null])).toEqual([
    ['1', true],
    ['2', false],
    ['11', false],
  ]);
  expect(posts[0]?.tags).toEqual([
    { key: 'rose', label: 'Rose' },
    { key: 'garden', label: 'garden' },
  ]);
  expect(posts[2]?.tags.map(({ key }) => key)).toEqual(['rose']);
  expect(posts[2]?.date).toBeNull();
  expect(MOST_TAGS).toBeLessThan(many.length);
});

test('a list that is all in another code page is read in it', async () => {
  const cyrillic = Uint8Array.from(
    Array.from('Троянди в саду', (letter) => (letter === ' ' ? 32 : letter.charCodeAt(0) - 0x350)),
  );
  const list = new Blob(['{"id": "1", "caption": "', cyrillic, '", "tags": ["garden"]}']);
  const { posts, problems } = await readOwnPosts([{ path: 'posts.jsonl', file: list }]);
  expect(problems).toEqual([]);
  expect(posts[0]?.caption).toBe('Троянди в саду');
});

test('zip archives and tables are read as well; what a table has twice is told', async () => {
  const zip = await zipOf({ 'my/posts.jsonl': line(rose), 'my/images/1.webp': new Blob(['picture']) });
  expect((await readOwnPosts([{ path: 'posts.zip', file: zip }])).posts[0]?.picture).not.toBeNull();
  const row = '1.webp,Roses,"rose, garden",2026-05-01\n';
  const undated = '1.webp,Tulips,"tulip, garden",3/4/2026\n';
  const table = new Blob([`photo,caption,tags,date\n${row}${row}${undated}`]);
  const { posts, problems } = await readOwnPosts([
    { path: 'posts.csv', file: table },
    { path: '1.webp', file: new Blob(['picture']) },
  ]);
  // No made-up day decides whether a post is learnt from or judged by.
  expect(posts.map(({ date }) => date)).toEqual(['2026-05-01T00:00:00.000Z', null]);
  expect(problems).toEqual([
    { code: 'date-unclear', where: 'posts.csv, 4' },
    { code: 'duplicate-id', where: 'posts.csv, 3' },
  ]);
});

test('files without posts are refused', async () => {
  await expect(readOwnPosts([{ path: 'a.txt', file: new Blob(['hello']) }])).rejects.toMatchObject({
    code: 'archive-unknown',
  });
});

test('a dated post is in the part of its place in time; histories follow time', async () => {
  const post = (n: number) => ({
    ...{ id: String(n), user: 'me', caption: '', tags: [], picture: null, where: '' },
    date: `2026-01-${String(31 - n).padStart(2, '0')}`,
  });
  const posts = Array.from({ length: 20 }, (_, n) => post(n));
  expect(timelinesOf(posts)).toEqual([Array.from({ length: 20 }, (_, n) => 19 - n)]);
  const parts = await partsOf(posts);
  expect(parts.filter((part) => part === 'train')).toHaveLength(16);
  expect([parts[0], parts[1], parts[2], parts[3], parts[4]]).toEqual([
    'test',
    'test',
    'validation',
    'validation',
    'train',
  ]);
  const alone = posts.map((one) => ({ ...one, user: null }));
  expect(timelinesOf(alone)).toHaveLength(20);
  expect(await partsOf(alone)).toEqual(await partsOf([...alone]));
});
