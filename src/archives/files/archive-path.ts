/** A path inside an archive or folder: with `/` between its parts, whatever the program that packed it wrote. */
export function archivePath(path: string): string {
  return path.replaceAll('\\', '/');
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * Parts of a path as they are compared: without regard to case, and in one form of Unicode, since macOS writes the letter and the accent of
 * “é” apart where people type them as one.
 */
export function partsOf(path: string): string[] {
  return archivePath(path)
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
}

/** How many parts two paths share at their ends. */
export function sharedEnd(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a.at(-1 - shared) === b.at(-1 - shared)) shared += 1;
  return shared;
}
