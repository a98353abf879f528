import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listPhotos } from './photo-list.ts';

let folder: string;
const at = (...names: string[]): string => join(folder, ...names);
const put = (...names: string[]): string => {
  mkdirSync(at(...names.slice(0, -1)), { recursive: true });
  writeFileSync(at(...names), '');
  return at(...names);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tagweave-list-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it.each([
  'Fotos (2024)',
  'new {folder}',
  '!best',
  '[Trip] Rome',
  'a+b',
  'Ünï ordner',
  '@home',
  'x(1)+(2)',
  "it's, {a,b}",
])('finds photos by a pattern in a folder called %s', async (name) => {
  const photo = put(name, 'a.jpg');
  const deep = put(name, 'more (1)', 'b.jpg');
  expect(await listPhotos([`${at(name)}/*.jpg`])).toEqual([photo]);
  expect(await listPhotos([`${at(name)}/**/*.{jpg,png}`])).toEqual([photo, deep]);
  await expect(listPhotos([`${at(name)}/*.png`])).rejects.toMatchObject({ code: 'usage' });
});

it.each(['jfif', 'jpe', 'JFIF', 'hif', 'heif', 'jpg', 'TIFF', 'bmp'])('knows .%s for a photo', async (ending) => {
  const photo = put(`a.${ending}`);
  put('a.txt');
  expect(await listPhotos([at('*')])).toEqual([photo]);
  expect(await listPhotos([at(`*.${ending}`)])).toEqual([photo]);
});

it('stays in the folder that was named, whatever links lie in it', async () => {
  put('private', 'secret.jpg');
  const [own, linked] = [put('mine', 'a.jpg'), at('mine', 'b.jpg')];
  symlinkSync(at('private'), at('mine', 'out'));
  symlinkSync(at('private', 'secret.jpg'), linked);
  symlinkSync('..', at('mine', 'round'));
  expect(await listPhotos([`${at('mine')}/**/*.jpg`])).toEqual([own, linked]);
});
