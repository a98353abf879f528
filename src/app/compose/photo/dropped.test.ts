// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { kindOf } from './answer-dropped.ts';
import type { Kind } from './answer-dropped.ts';
import { OWN_DRAG, isForField, readDropped } from './dropped.ts';

const file = (name: string, type = ''): File => new File(['x'], name, { type });
const fileEntry = (one: File) => ({
  isFile: true,
  isDirectory: false,
  name: one.name,
  file: (done: (file: File) => void) => {
    done(one);
  },
});
function folder(name: string, inside: readonly unknown[]) {
  return {
    isFile: false,
    isDirectory: true,
    name,
    createReader: () => {
      // As a browser does: a portion at a time, at last an empty one.
      const portions = [inside.slice(0, 2), inside.slice(2), []];
      return {
        readEntries: (done: (entries: readonly unknown[]) => void) => {
          done(portions.shift() ?? []);
        },
      };
    },
  };
}
function transfer(
  data: Readonly<Record<string, string>>,
  entries: readonly unknown[] = [],
  files: readonly File[] = [],
): DataTransfer {
  return {
    types: [...Object.keys(data), ...(files.length > 0 ? ['Files'] : [])],
    items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })),
    files,
    getData: (type: string) => data[type] ?? '',
  } as unknown as DataTransfer;
}

/** What it is found to be. */
async function readKind(of: DataTransfer): Promise<Kind | null> {
  const dropped = readDropped(of);
  if (dropped === null) return null;
  return dropped.kind === 'photos' ? { kind: 'files', files: dropped.files } : kindOf(dropped);
}

describe('what is dropped or pasted', () => {
  it('a file is taken for a photo unless it is surely none: of what has no kind the engine says what is wrong', async () => {
    const kinds = {
      files: [file('a.jpg', 'image/jpeg'), file('b.HEIC'), file('c', ''), file('d.dng', '')],
      others: [
        file('notes.txt', 'text/plain'),
        file('posts.csv', ''),
        file('x.tagweave', ''),
        file('film.mp4', 'video/mp4'),
      ],
    };
    for (const [kind, files] of Object.entries(kinds)) {
      for (const one of files) {
        const dropped = await readKind(transfer({}, [fileEntry(one)], [one]));
        expect(dropped, one.name).toEqual({ kind, files: [one] });
      }
    }
    const [photo, notes] = [file('a.jpg', 'image/jpeg'), file('notes.txt', 'text/plain')];
    expect(await readKind(transfer({}, [], [photo, notes]))).toEqual({ kind: 'files', files: [photo, notes] });
  });

  it('a folder gives its photos, those of folders in it too, in the order of their names', async () => {
    const [a, b, c] = [file('img2.jpg', 'image/jpeg'), file('img10.heic'), file('notes.txt', 'text/plain')];
    const trip = folder('Trip', [fileEntry(b), fileEntry(c), folder('day', [fileEntry(file('x.png'))]), fileEntry(a)]);
    const dropped = await readKind(transfer({}, [trip]));
    expect(dropped).toMatchObject({ kind: 'folder', name: 'Trip' });
    expect(dropped?.kind === 'folder' && dropped.files.map(({ name }) => name)).toEqual([
      'x.png',
      'img2.jpg',
      'img10.heic',
    ]);
    expect(await readKind(transfer({}, [folder('Empty', [])]))).toEqual({
      kind: 'folder',
      name: 'Empty',
      files: [],
      unread: 0,
    });
    const gone = {
      ...fileEntry(a),
      file: (_: unknown, lost: () => void) => {
        lost();
      },
    };
    expect(await readKind(transfer({}, [folder('Partly', [gone, fileEntry(b)])]))).toMatchObject({
      files: [b],
      unread: 1,
    });
  });

  it('an address is one, as text or as a link; words are words', async () => {
    expect(await readKind(transfer({ 'text/uri-list': 'https://a.example/x.jpg' }))).toEqual({ kind: 'address' });
    expect(await readKind(transfer({ 'text/plain': ' https://a.example/x.jpg ' }))).toEqual({ kind: 'address' });
    expect(await readKind(transfer({ 'text/plain': 'See https://a.example now' }))).toEqual({
      kind: 'text',
      text: 'See https://a.example now',
    });
    expect(readDropped(transfer({ 'text/plain': '  ' }))).toBeNull();
  });

  it('a tag dragged inside the page is none of it, and words over a field are the field’s', () => {
    expect(readDropped(transfer({ 'text/plain': '#Dog', [OWN_DRAG]: 'dog' }))).toBeNull();
    const area = document.createElement('textarea');
    expect(isForField(area, transfer({ 'text/plain': 'words' }))).toBe(true);
    expect(isForField(area, transfer({}, [], [file('a.png')]))).toBe(false);
    expect(isForField(document.createElement('p'), transfer({ 'text/plain': 'words' }))).toBe(false);
  });
});
