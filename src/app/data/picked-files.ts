import type { PickedFile } from '../../domain/post/import.ts';

/** What a file or folder input gives, with the folders' names, which a file loses on its way to a worker. */
export function pickedFiles(files: Iterable<File>): readonly PickedFile[] {
  return [...files].map((file) => ({
    path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
    file,
  }));
}

/** Kinds of files that an input offers first; folders have their own button. */
export const ACCEPTED = '.zip,.gz,.tgz,.tagweave,.json,.csv,.tsv,image/*';
