import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { byUser, readPosts } from './post-folder.ts';
import type { FolderPost } from './post-folder.ts';

const folderOf = (...lines: string[]): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tagweave-posts-'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'posts.jsonl'), lines.join('\n'));
  return folder;
};
const post = (id: string, user: string | null, date: string | null = null): FolderPost => ({
  id,
  user,
  date,
  image: null,
  caption: '',
  tags: [],
});

describe('readPosts', () => {
  it('reads posts, makes keys, and leaves out what is none, line by line', async () => {
    const folder = folderOf(
      '{"id": "a", "user": "u", "date": "2020-01-01", "image": "images/a.webp", "caption": "Hi", "tags": ["Golden Hour", "goldenhour", "2015"]}',
      'not json',
      '',
      '{"user": "u"}',
      '{"id": "b", "tags": "dog"}',
      '{"id": "c", "image": null, "caption": null}',
    );
    const complaints: string[] = [];
    const posts = await readPosts(folder, (line) => complaints.push(line));
    expect(posts).toEqual([
      {
        id: 'a',
        user: 'u',
        date: '2020-01-01',
        image: join(folder, 'images/a.webp'),
        caption: 'Hi',
        tags: ['goldenhour', '2015'],
      },
      { ...post('c', null), image: null },
    ]);
    expect(complaints.map((line) => /line (\d)/u.exec(line)?.[1])).toEqual(['2', '4', '5']);
  });

  it('opens no picture outside the folder, by its path or behind a link', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'tagweave-outside-'));
    writeFileSync(join(outside, 'secret.jpg'), 'x');
    const line = (image: string): string => JSON.stringify({ id: image, image });
    const folder = folderOf(
      ...['../secret.jpg', 'a/../../x.jpg', 'link.jpg', 'far/secret.jpg', 'own.jpg', 'kept.jpg'].map(line),
    );
    symlinkSync(join(outside, 'secret.jpg'), join(folder, 'link.jpg'));
    symlinkSync(outside, join(folder, 'far'));
    writeFileSync(join(folder, 'kept.jpg'), 'x');
    symlinkSync(join(folder, 'kept.jpg'), join(folder, 'own.jpg'));
    const complaints: string[] = [];
    const posts = await readPosts(folder, (text) => complaints.push(text));
    expect(posts.map(({ id }) => id)).toEqual(['own.jpg', 'kept.jpg']);
    expect(complaints).toHaveLength(4);
    for (const text of complaints) expect(text).toMatch(/lies outside/u);
    // A folder that is a link itself is the one that was named.
    const named = join(outside, 'named');
    symlinkSync(folder, named);
    expect(await readPosts(named, () => undefined)).toHaveLength(2);
  });

  it('does not read a list that is a link out of the folder', async () => {
    const outside = folderOf('{"id": "a"}');
    const folder = mkdtempSync(join(tmpdir(), 'tagweave-posts-'));
    symlinkSync(join(outside, 'posts.jsonl'), join(folder, 'posts.jsonl'));
    await expect(readPosts(folder, () => undefined)).rejects.toThrow(/link to a file outside/u);
  });

  it('says when there is no such folder', async () => {
    await expect(readPosts('/nowhere', () => undefined)).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('byUser', () => {
  it('orders by date, undated posts first, and by the hash of the id where dates are equal', () => {
    // sha256: "1" 6b86…, "2" d473…, "3" 4e07…
    const groups = byUser([
      post('2', 'u'),
      post('x', null),
      post('1', 'u'),
      post('late', 'u', '2021'),
      post('3', 'u'),
      post('y', null),
      post('early', 'u', '2020'),
    ]);
    expect(groups.map((group) => group.map((one) => one.id))).toEqual([['3', '1', '2', 'early', 'late'], ['x'], ['y']]);
  });
});
