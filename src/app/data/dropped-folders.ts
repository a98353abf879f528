import type { PickedFile } from '../../domain/post/import.ts';

/** Everything that was dropped, folders with all that is in them. To be called during the event; the reading goes on after it. */
export function droppedFiles(transfer: DataTransfer): Promise<readonly PickedFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length > 0) return Promise.all(entries.map((entry) => filesIn(entry, ''))).then((found) => found.flat());
  return Promise.resolve([...transfer.files].map((file) => ({ path: file.name, file })));
}

async function filesIn(entry: FileSystemEntry, folder: string): Promise<readonly PickedFile[]> {
  const path = folder + entry.name;
  if (entry.isFile) {
    const file = await fileOf(entry as FileSystemFileEntry);
    return file === null ? [] : [{ path, file }];
  }
  const found: PickedFile[] = [];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // The browser hands a folder out in portions.
    const portion = await new Promise<readonly FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => {
        resolve([]);
      });
    });
    if (portion.length === 0) return found;
    for (const one of portion) found.push(...(await filesIn(one, `${path}/`)));
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => {
    entry.file(resolve, () => {
      resolve(null); // gone meanwhile: the list that names it will say so
    });
  });
}
