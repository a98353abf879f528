import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashtagKey, hashtagLabel } from '../domain/tags/hashtag.ts';
import type { SavedPost } from '../domain/post/post.ts';
import { openFiles } from './files/archive-files.ts';
import { writeBackup } from './backup.ts';
import { encrypted } from './files/encryption.ts';
import { readArchives } from './read-archives.ts';
import { zipOf } from './testing/archives.ts';

const MADE = new Date('2026-03-01T00:00:00Z');
const NOTHING = { sets: [], list: [] };
const few = 1000; // iterations: the number is in the file, and tests need not be slow

const tag = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((text) => ({ key: hashtagKey(text), label: hashtagLabel(text) }))
  .filter((one): one is { key: string; label: string } => one.key !== null && one.label !== null)
  // What is stored is what its own label says (`cleanTags`).
  .filter((one) => hashtagLabel(one.label) === one.label && hashtagKey(one.label) === one.key);
const anyText = fc.string({ unit: 'binary', maxLength: 40 });
const anyPost: fc.Arbitrary<Omit<SavedPost, 'thumbnail'> & { readonly picture: Uint8Array | null }> = fc.record(
  {
    id: fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
    createdAt: fc
      .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
      .map((date) => date.toISOString()),
    caption: anyText,
    tags: fc.uniqueArray(tag, { maxLength: 4, selector: (one) => one.key }),
    removedTags: fc.array(anyText, { maxLength: 3 }),
    typedTags: fc.array(anyText, { maxLength: 3 }),
    altText: anyText,
    platform: fc.option(anyText),
    picture: fc.option(fc.uint8Array({ maxLength: 60 })),
    vector: fc.option(fc.record({ maker: fc.string({ minLength: 1 }), values: fc.float32Array({ maxLength: 9 }) })),
  },
  { requiredKeys: ['id', 'createdAt', 'caption', 'tags', 'removedTags', 'platform', 'picture', 'vector'] },
);

async function* each(posts: readonly SavedPost[]): AsyncGenerator<SavedPost> {
  for (const post of posts) yield await Promise.resolve(post);
}

describe('a backup', () => {
  it('gives back exactly what went in, encrypted or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(anyPost, { maxLength: 5, selector: (post) => post.id }),
        fc.option(fc.string({ unit: 'grapheme', minLength: 1 }), { nil: undefined }),
        async (made, passphrase) => {
          const posts = made.map(({ picture, ...post }) => ({
            ...post,
            thumbnail: picture === null ? null : new Blob([picture as Uint8Array<ArrayBuffer>], { type: 'image/webp' }),
          }));
          const zip = await writeBackup(each(posts), NOTHING, MADE);
          const file = passphrase === undefined ? zip : await encrypted(zip, passphrase, few);
          const reading = await readArchives(await openFiles([{ path: 'copy', file }], { passphrase }));
          expect(reading.problems).toEqual([]);
          expect(reading.posts).toHaveLength(made.length);
          for (const [index, { picture: before, ...post }] of made.entries()) {
            const { picture, where, ...found } = reading.posts[index]!;
            expect(where).toBe(`tagweave.json, ${index + 1}`);
            expect(found).toEqual(post);
            const after = picture === null ? null : await picture.file.blob(picture.type);
            expect(after?.type ?? null).toBe(before === null ? null : 'image/webp');
            expect(after === null ? null : new Uint8Array(await after.arrayBuffer())).toEqual(before);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('of a later version is refused, of another kind listed', async () => {
    const read = async (contents: object) =>
      readArchives(await openFiles([{ path: 'a.zip', file: await zipOf({ 'tagweave.json': contents }) }]));
    await expect(read({ schema: 2, kind: 'tagweave-backup', posts: [] })).rejects.toMatchObject({
      code: 'archive-newer',
    });
    expect((await read({ schema: 1, kind: 'else' })).problems).toEqual([
      { code: 'unreadable', where: 'tagweave.json' },
    ]);
    const mixed = await read({ schema: 1, kind: 'tagweave-backup', posts: [{ id: '' }, 5] });
    expect(mixed.problems.map((one) => one.code)).toEqual(['malformed', 'malformed']);
    // A vector is made anew; words and tags are not lost with it.
    const post = {
      ...{ id: 'a', createdAt: '2026-01-01', caption: 'Words', tags: [], removedTags: [] },
      thumbnail: null,
    };
    const vectors = [7, {}, { maker: 'm', float32: '***' }, { maker: '', float32: '' }, undefined];
    const posts = vectors.map((vector) => ({ ...post, platform: null, vector }));
    const kept = await read({ schema: 1, kind: 'tagweave-backup', posts });
    expect(kept.problems).toEqual([]);
    expect(kept.posts.map(({ caption, vector }) => [caption, vector])).toEqual(vectors.map(() => ['Words', null]));
  });
});

describe('saved sets and the own list in a backup', () => {
  const coffee = { name: 'My coffee set', tags: [{ key: 'latte', label: 'Latte' }] };

  it('come back as they were', async () => {
    const list = [{ key: 'кава', label: 'Кава' }];
    const file = await writeBackup(each([]), { sets: [coffee, { name: 'Порожній', tags: [] }], list }, MADE);
    const reading = await readArchives(await openFiles([{ path: 'copy', file }]));
    expect(reading.sets).toEqual([coffee, { name: 'Порожній', tags: [] }]);
    expect(reading.list).toEqual(list);
    expect(reading.problems).toEqual([]);
  });

  it('that are not as they should be are told and left; a copy from before has none', async () => {
    const read = async (rest: object) => {
      const contents = { schema: 1, kind: 'tagweave-backup', posts: [], ...rest };
      return readArchives(await openFiles([{ path: 'a.zip', file: await zipOf({ 'tagweave.json': contents }) }]));
    };
    expect(await read({})).toMatchObject({ sets: [], problems: [] });
    expect((await read({ sets: 'nonsense' })).sets).toEqual([]);
    const mixed = await read({
      sets: [5, { name: '', tags: [] }, { ...coffee, tags: [{ key: 'x', label: '#Latte' }] }],
    });
    expect(mixed.sets).toEqual([coffee]);
    expect(mixed.problems).toEqual([
      { code: 'malformed', where: 'tagweave.json, sets 1' },
      { code: 'malformed', where: 'tagweave.json, sets 2' },
    ]);
  });
});

describe('an encrypted backup', () => {
  const open = (file: Blob, passphrase?: string) => openFiles([{ path: 'copy.tagweave', file }], { passphrase });

  it('asks for its passphrase, refuses a wrong one, and notices a changed byte anywhere', async () => {
    const file = await encrypted(await writeBackup(each([]), NOTHING, MADE), 'Correct Horse', few);
    await expect(open(file)).rejects.toMatchObject({ code: 'archive-locked' });
    await expect(open(file, 'correct horse')).rejects.toMatchObject({ code: 'passphrase-wrong' });
    expect((await open(file, 'Correct Horse')).all.map((one) => one.path)).toEqual(['tagweave.json']);
    const bytes = new Uint8Array(await file.arrayBuffer());
    for (const place of [9, 14, 30, 45, bytes.length - 1]) {
      const changed = bytes.slice();
      changed[place] = (changed[place] ?? 0) ^ 1;
      await expect(open(new Blob([changed]), 'Correct Horse')).rejects.toMatchObject({
        code: expect.stringMatching(/^(passphrase-wrong|archive-newer)$/) as string,
      });
    }
  });

  it('says nothing of what is inside, and uses 600,000 iterations at least', async () => {
    const plain = new Blob(['the word is swordfish']);
    const file = await encrypted(plain, 'x');
    expect(await file.text()).not.toContain('swordfish');
    const head = new DataView(await file.slice(0, 13).arrayBuffer());
    expect(head.getUint32(9)).toBeGreaterThanOrEqual(600_000);
  });
});
