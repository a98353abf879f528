import { describe, expect, it } from 'vitest';
import type { ArchiveFile } from './archive-file.ts';
import { archivePath, nameOf, partsOf, sharedEnd } from './archive-path.ts';
import { FileIndex } from './file-index.ts';

const file = (path: string, readings?: readonly string[]): ArchiveFile => ({
  path,
  sizeBytes: 0,
  crc32: () => Promise.resolve(0),
  blob: () => Promise.resolve(new Blob()),
  ...(readings === undefined ? {} : { readings: () => readings }),
});
const found = (paths: readonly string[], wanted: string): string | null =>
  new FileIndex(paths.map((path) => file(path))).find(wanted)?.path ?? null;

describe('a path in an archive', () => {
  it('has slashes between its parts, and a name', () => {
    expect(archivePath('a\\b\\c.jpg')).toBe('a/b/c.jpg');
    expect(nameOf('a/b/c.jpg')).toBe('c.jpg');
    expect(nameOf('c.jpg')).toBe('c.jpg');
  });

  it('is compared by its parts, whatever their case and their form of Unicode', () => {
    expect(partsOf('./Media\\\\Cafe\u0301.JPG/')).toEqual(['media', 'café.jpg']);
    // What becomes small in two letters is composed again.
    expect(partsOf('\u0130')).toEqual(['i\u0307']);
    expect(partsOf('')).toEqual([]);
  });

  it('shares as many parts of its end as agree', () => {
    expect(sharedEnd(['a', 'b', 'c'], ['x', 'b', 'c'])).toBe(2);
    expect(sharedEnd(['c'], ['b', 'c'])).toBe(1);
    expect(sharedEnd(['b', 'c'], ['c'])).toBe(1);
    expect(sharedEnd(['a'], ['b'])).toBe(0);
    expect(sharedEnd([], [])).toBe(0);
  });
});

describe('a file that a text names', () => {
  it('is the one that shares most of the path’s end', () => {
    const paths = ['export/one/media/1.jpg', 'export/two/media/1.jpg', 'export/two/media/2.jpg'];
    expect(found(paths, 'two/media/1.jpg')).toBe('export/two/media/1.jpg');
    expect(found(paths.toReversed(), 'one/media/1.jpg')).toBe('export/one/media/1.jpg');
    // Two that agree equally: the first.
    expect(found(paths, 'media/1.jpg')).toBe('export/one/media/1.jpg');
  });

  it('is none whose folders disagree, unless it came without any', () => {
    expect(found(['other/1.jpg'], 'media/1.jpg')).toBeNull();
    expect(found(['other/1.jpg', '1.jpg'], 'media/1.jpg')).toBe('1.jpg');
    expect(found(['media/2.jpg'], 'media/1.jpg')).toBeNull();
  });

  it('is found by its name alone where only that is said', () => {
    expect(found(['deep/in/1.jpg', 'other/1.jpg'], '1.JPG')).toBe('deep/in/1.jpg');
    expect(found(['deep/in/1.jpg'], '2.jpg')).toBeNull();
    expect(found(['deep/in/1.jpg'], '')).toBeNull();
  });

  it('may be written as in an address', () => {
    expect(found(['media/Müller.jpg'], 'media/M%C3%BCller.jpg')).toBe('media/Müller.jpg');
    expect(found(['media/100%.jpg'], 'media/100%.jpg')).toBe('media/100%.jpg');
    expect(found(['media/1.jpg'], 'media/%E0%A4%A.jpg')).toBeNull();
  });

  it('may have a name that only one of its code pages reads', () => {
    const odd = file('media/?.jpg', ['media/ä.jpg', 'media/д.jpg']);
    const index = new FileIndex([file('media/1.jpg'), odd]);
    expect(index.find('media/д.jpg')).toBe(odd);
    expect(index.find('ä.jpg')).toBe(odd);
    expect(index.find('media/й.jpg')).toBeNull();
  });
});
