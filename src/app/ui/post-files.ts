/** Endings of the files that posts come in: backups, exports of other services, tables (src/archives). */
const ENDINGS = ['zip', 'gz', 'tgz', 'tar', 'tagweave', 'json', 'csv', 'tsv'];

/** Kinds of files that an input for posts offers first; folders have their own button. */
export const ACCEPTED = [...ENDINGS.map((ending) => `.${ending}`), 'image/*'].join(',');

/** Whether a file of this name may hold posts. */
export function isPostFile(name: string): boolean {
  return ENDINGS.some((ending) => name.toLowerCase().endsWith(`.${ending}`));
}
