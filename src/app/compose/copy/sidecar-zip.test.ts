import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js';
import { expect, it } from 'vitest';
import { xmpSidecar } from '../../../domain/output/xmp.ts';
import { sidecarNames, sidecarZip } from './sidecar-zip.ts';

const post = (name: string, ...labels: string[]) => ({ name, caption: '', tags: labels.map((label) => ({ label })) });

it('holds a sidecar for each photo, as the command line writes it', async () => {
  const posts = [post('a.jpg', 'Dog'), post('b.png', 'Sea', 'Київ')];
  const entries = await new ZipReader(new BlobReader(await sidecarZip(posts))).getEntries();
  expect(entries.map((entry) => entry.filename)).toEqual(['a.xmp', 'b.xmp']);
  const [, second] = entries;
  if (second === undefined || second.directory) throw new Error('There is no second file.');
  expect(await second.getData(new TextWriter())).toBe(xmpSidecar(posts[1]!));
});

it('names no two alike, and none outside the zip', () => {
  const names = ['IMG.jpg', 'img.JPG', 'IMG.png', '../IMG.jpg', '', ''].map((name) => ({ name }));
  expect(sidecarNames(names)).toEqual(['IMG.xmp', 'img-2.xmp', 'IMG-3.xmp', '.._IMG.xmp', 'post.xmp', 'post-2.xmp']);
});
