import { expect, it } from 'vitest';
import { droppedFiles } from './dropped-folders.ts';

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
      readEntries: (found: (entries: FileSystemEntry[]) => void) => {
        found(left.splice(0, 1));
      },
    }),
  } as unknown as FileSystemEntry;
}

const dropped = (entries: readonly (FileSystemEntry | null)[], files: readonly File[] = []): DataTransfer =>
  ({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })), files }) as unknown as DataTransfer;

it('takes a dropped folder with all that is in it, and leaves out what is gone meanwhile', async () => {
  const set = entryOf('set', [
    entryOf('posts.jsonl', '{}'),
    entryOf('images', [entryOf('1.webp', 'a'), entryOf('2.webp', 'b'), entryOf('gone.webp', null)]),
  ]);
  const found = await droppedFiles(dropped([set, entryOf('more.csv', 'x')]));
  expect(found.map(({ path }) => path)).toEqual([
    'set/posts.jsonl',
    'set/images/1.webp',
    'set/images/2.webp',
    'more.csv',
  ]);
});

it('takes the files themselves where the browser gives no entries', async () => {
  const found = await droppedFiles(dropped([null], [new File(['x'], 'export.zip')]));
  expect(found.map(({ path }) => path)).toEqual(['export.zip']);
});
