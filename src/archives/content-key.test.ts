import { expect, it } from 'vitest';
import { contentKey } from './content-key.ts';
import type { FoundPost } from './reading/reading.ts';

const tag = (label: string) => ({ key: label.toLowerCase(), label });
const post = (change: Partial<FoundPost> = {}): FoundPost => ({
  ...{ id: null, createdAt: '2026-01-02T03:04:05.678Z', caption: 'Café', tags: [tag('Sea'), tag('Air')] },
  ...{ removedTags: [], platform: null, vector: null, picture: null, where: '' },
  ...change,
});
const picture = (sizeBytes: number, crc: number): FoundPost['picture'] => ({
  file: { path: 'a.jpg', sizeBytes, crc32: () => Promise.resolve(crc), blob: () => Promise.resolve(new Blob()) },
  ...{ form: 'photo', type: '' },
});
const isSame = async (one: Partial<FoundPost>, other: Partial<FoundPost>): Promise<boolean> =>
  (await contentKey(post(one))) === (await contentKey(post(other)));

it('a post is the same one however its tags are ordered and its letters are composed, in the second of its day', async () => {
  expect(await isSame({}, { tags: [tag('air'), tag('SEA')] })).toBe(true);
  expect(await isSame({}, { caption: ' Cafe\u0301\n' })).toBe(true);
  expect(await isSame({}, { createdAt: '2026-01-02T03:04:05.001Z' })).toBe(true);
  expect(await isSame({}, { platform: 'x', where: 'elsewhere', id: 'b' })).toBe(true);
});

it('another caption, tag or second makes it another', async () => {
  expect(await isSame({}, { caption: 'Cafe' })).toBe(false);
  expect(await isSame({}, { tags: [tag('Sea')] })).toBe(false);
  expect(await isSame({ tags: [tag('a'), tag('b')] }, { tags: [tag('a'), tag('c')] })).toBe(false);
  expect(await isSame({}, { createdAt: '2026-01-02T03:04:06.678Z' })).toBe(false);
});

it('a photo stands for the day: the same bytes are the same post, whenever', async () => {
  const later = '2027-01-01T00:00:00.000Z';
  expect(await isSame({ picture: picture(9, 1) }, { picture: picture(9, 1), createdAt: later })).toBe(true);
  expect(await isSame({ picture: picture(9, 1) }, { picture: picture(9, 2) })).toBe(false);
  expect(await isSame({ picture: picture(9, 1) }, { picture: picture(8, 1) })).toBe(false);
  expect(await isSame({ picture: picture(9, 1) }, {})).toBe(false);
});
