import type { PickedFile } from '../../domain/post/import.ts';
import { entriesOf, fileOf } from '../ui/file-entries.ts';

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
    // Gone meanwhile: the list that names it will say so.
    return file === null ? [] : [{ path, file }];
  }
  const found: (readonly PickedFile[])[] = [];
  for (const one of await entriesOf(entry as FileSystemDirectoryEntry)) found.push(await filesIn(one, `${path}/`));
  return found.flat();
}
