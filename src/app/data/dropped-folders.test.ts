import { expect, it } from 'vitest';
import { droppedFiles } from './dropped-folders.ts';

/** In a folder's place for what the browser cannot hand out. */
const LOST = {} as FileSystemEntry;

/** An entry of a dropped thing; a folder hands out one child at a time, as browsers hand out portions. */
function entryOf(name: string, inside: readonly FileSystemEntry[] | string | null): FileSystemEntry {
  const isFile = typeof inside === 'string' || inside === null;
  const left = isFile ? [] : [...inside];
  return {
    name,
    isFile,
    file: (found: (file: File) => void, lost: () => void) => {
      if (typeof inside === 'string') found(new File([inside], name));
      else lost();
    },
    createReader: () => ({
      readEntries: (found: (entries: FileSystemEntry[]) => void, lost: () => void) => {
        if (left[0] === LOST) lost();
        else found(left.splice(0, 1));
      },
    }),
  } as unknown as FileSystemEntry;
}

const dropped = (entries: readonly (FileSystemEntry | null)[], files: readonly File[] = []): DataTransfer =>
  ({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })), files }) as unknown as DataTransfer;

it('takes a dropped folder with all that is in it, and tells what could not be read: a file, or a folder in the midst', async () => {
  const set = entryOf('set', [
    entryOf('posts.jsonl', '{}'),
    entryOf('images', [entryOf('1.webp', 'a'), entryOf('2.webp', 'b'), entryOf('gone.webp', null)]),
    entryOf('locked', [entryOf('3.webp', 'c'), LOST]),
  ]);
  const found = await droppedFiles(dropped([set, entryOf('more.csv', 'x')]));
  expect(found.files.map(({ path }) => path)).toEqual([
    'set/images/1.webp',
    'set/images/2.webp',
    'set/locked/3.webp',
    'set/posts.jsonl',
    'more.csv',
  ]);
  expect(found.unread).toBe(2);
});

it('takes the files themselves where the browser gives no entries', async () => {
  const found = await droppedFiles(dropped([null], [new File(['x'], 'export.zip')]));
  expect(found.files.map(({ path }) => path)).toEqual(['export.zip']);
  expect(found.unread).toBe(0);
});
