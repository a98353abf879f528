import type { PickedFile } from '../../domain/post/import.ts';

/** What a dropped entry holds, and how much of it could not be read: files that are gone or locked, folders that do not open. */
export interface EntryFiles {
  readonly files: readonly (PickedFile & { readonly file: File })[];
  readonly unread: number;
}

function fileOf(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => {
    entry.file(resolve, () => {
      resolve(null);
    });
  });
}

/** All entries of a dropped folder, which the browser hands out in portions; null in the place of what it did not hand out. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly (FileSystemEntry | null)[]> {
  const reader = folder.createReader();
  const all: (FileSystemEntry | null)[] = [];
  for (;;) {
    const part = await new Promise<readonly FileSystemEntry[] | null>((resolve) => {
      reader.readEntries(resolve, () => {
        resolve(null);
      });
    });
    if (part === null) return [...all, null];
    if (part.length === 0) return all;
    for (const entry of part) all.push(entry);
  }
}

/** A dropped file, or all files of a dropped folder and of those in it, in the order of their names. @param folder where it is: `a/b/` */
export async function filesIn(entry: FileSystemEntry, folder = ''): Promise<EntryFiles> {
  const path = folder + entry.name;
  if (entry.isFile) {
    const file = await fileOf(entry as FileSystemFileEntry);
    return file === null ? { files: [], unread: 1 } : { files: [{ path, file }], unread: 0 };
  }
  const inside = await entriesOf(entry as FileSystemDirectoryEntry);
  const there = inside.filter((one) => one !== null);
  there.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const found: EntryFiles[] = [];
  for (const one of there) found.push(await filesIn(one, `${path}/`));
  return { ...together(found), unread: together(found).unread + (inside.length - there.length) };
}

export function together(all: readonly EntryFiles[]): EntryFiles {
  return { files: all.flatMap(({ files }) => files), unread: all.reduce((sum, { unread }) => sum + unread, 0) };
}
