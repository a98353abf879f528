import type { PickedFile } from '../../domain/post/import.ts';

/** What a file or folder input gives, with the folders' names, which a file loses on its way to a worker. */
export function pickedFiles(files: Iterable<File>): readonly PickedFile[] {
  return [...files].map((file) => ({
    path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
    file,
  }));
}
