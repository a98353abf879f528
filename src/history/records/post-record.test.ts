import { describe, expect, it } from 'vitest';
import type { SavedPost } from '../../domain/post/post.ts';
import { postOf, recordOf, utc } from './post-record.ts';

const POST: SavedPost = {
  id: 'a',
  createdAt: '2026-03-05T12:00:00+02:00',
  caption: 'A dog',
  tags: [{ key: 'dog', label: 'Dog' }],
  removedTags: ['cat'],
  platform: 'x',
  vector: null,
  thumbnail: null,
};
const VECTOR = { maker: 'n@1', values: Float32Array.of(1, 2), photo: Float32Array.of(3), caption: Float32Array.of(4) };
const stored = async (post: Partial<SavedPost> = {}) => (await recordOf({ ...POST, ...post })).record;

describe('a post as it is stored', () => {
  it('comes back as it was, its date in UTC', async () => {
    const whole = { ...POST, typedTags: ['dog'], altText: 'A dog runs', vector: VECTOR };
    expect(postOf(await stored(whole), null)).toEqual({ ...whole, createdAt: '2026-03-05T10:00:00.000Z' });
    expect(postOf(await stored(), null)).toEqual({ ...POST, createdAt: '2026-03-05T10:00:00.000Z' });
  });

  it('has no fields that nobody filled', async () => {
    expect(Object.keys(await stored()).sort()).toEqual(
      ['caption', 'createdAt', 'id', 'platform', 'removedTags', 'schema', 'tags', 'vector'].sort(),
    );
    expect(await stored({ altText: '' })).not.toHaveProperty('altText');
    expect(await stored({ typedTags: [] })).toHaveProperty('typedTags', []);
    const { vector } = await stored({ vector: { maker: 'n@1', values: Float32Array.of(1) } });
    expect(Object.keys(vector ?? {})).toEqual(['maker', 'float32']);
    expect(postOf(await stored({ vector: { maker: 'n@1', values: Float32Array.of(1) } }), null)?.vector).toEqual({
      maker: 'n@1',
      values: Float32Array.of(1),
    });
  });

  it('keeps a copy: what was made of memory of others does not change with it', async () => {
    const shared = new Float32Array([9, 1, 2, 9]);
    const record = await stored({ vector: { maker: 'n@1', values: shared.subarray(1, 3) } });
    shared.fill(0);
    expect([...new Float32Array(record.vector?.float32 ?? new ArrayBuffer())]).toEqual([1, 2]);
  });

  it('has its thumbnail beside it', async () => {
    const { thumbnail } = await recordOf({ ...POST, thumbnail: new Blob(['abc'], { type: 'image/webp' }) });
    expect(thumbnail).toMatchObject({ id: 'a', type: 'image/webp' });
    const picture = postOf(await stored(), thumbnail)?.thumbnail;
    expect([picture?.type, await picture?.text()]).toEqual(['image/webp', 'abc']);
    expect((await recordOf(POST)).thumbnail).toBeNull();
    expect(postOf(await stored(), { id: 'a', type: 'image/webp', bytes: 'abc' })?.thumbnail).toBeNull();
  });

  it('is refused without a date', async () => {
    await expect(recordOf({ ...POST, createdAt: 'soon' })).rejects.toMatchObject({
      code: 'history-invalid',
      message: '“soon” is not a date; the post was not saved.',
      details: { date: 'soon' },
    });
    expect(utc('2026-03-05')).toBe('2026-03-05T00:00:00.000Z');
  });
});

describe('a stored record', () => {
  it.each([
    ['a later schema', { schema: 2 }],
    ['no id', { id: '' }],
    ['a day without a time', { createdAt: '2026-03-05' }],
    ['a date in a sentence', { createdAt: 'on 2026-03-05T10:00:00.000Z' }],
    ['a date with something behind it', { createdAt: '2026-03-05T10:00:00.000Z.' }],
    ['no caption', { caption: null }],
    ['a tag without a key', { tags: [{ key: '', label: 'Dog' }] }],
    ['a tag without a label', { tags: [{ key: 'dog', label: '' }] }],
    ['tags that are words', { tags: ['dog'] }],
    ['removed tags that are numbers', { removedTags: [1] }],
    ['typed tags that are numbers', { typedTags: [1] }],
    ['a platform that is none', { platform: 7 }],
    ['an alternative text that is none', { altText: 7 }],
  ])('is no post with %s', async (_what, change) => {
    expect(postOf({ ...(await stored()), ...change }, null)).toBeNull();
  });

  it.each(['-000001-01-01T00:00:00.000Z', '+012026-03-05T10:00:00.000Z'])(
    'may be of the year %s',
    async (createdAt) => {
      expect(postOf({ ...(await stored()), createdAt }, null)?.createdAt).toBe(createdAt);
    },
  );

  it.each([
    ['no maker', { maker: '' }],
    ['half a number', { float32: new ArrayBuffer(7) }],
    ['half a number of the photo', { photo: new ArrayBuffer(2) }],
    ['half a number of the caption', { caption: new ArrayBuffer(5) }],
    ['numbers that are none', { float32: [1, 2] }],
  ])('loses a vector with %s, and nothing else', async (_what, change) => {
    const record = await stored({ vector: VECTOR });
    const read = postOf({ ...record, vector: { ...record.vector, ...change } }, null);
    expect(read).toEqual({ ...POST, createdAt: '2026-03-05T10:00:00.000Z' });
  });
});
