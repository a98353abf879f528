import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, extname, isAbsolute, join, relative } from 'node:path';
import { escapePath, glob, isDynamicPattern } from 'tinyglobby';
import { TagweaveError } from '../../domain/errors/errors.ts';

/** Endings that a pattern may find; a file that is named outright is tried whatever it is called. */
const PHOTO_ENDINGS = new Set(
  [
    ...['jpg', 'jpeg', 'jpe', 'jfif', 'jfi', 'jif', 'png', 'webp', 'avif', 'gif', 'tif', 'tiff'],
    ...['heic', 'heif', 'hif', 'bmp'],
  ].map((name) => `.${name}`),
);

/**
 * The photos that arguments name, each once: files as they are, patterns (`photos/**\/*.jpg`, quoted or not) in the order of names.
 * @throws TagweaveError `usage` when a pattern finds nothing
 */
export async function listPhotos(named: readonly string[]): Promise<readonly string[]> {
  const photos = new Set<string>();
  for (const name of named) {
    const { folder, rest } = partsOf(name);
    // A real file may be called [1].jpg.
    if (existsSync(name) || !isDynamicPattern(rest)) {
      photos.add(name);
      continue;
    }
    const found = await glob(escapePath(folder) + rest, {
      absolute: isAbsolute(name),
      caseSensitiveMatch: false,
      expandDirectories: false,
    });
    const pictures = found.filter(
      (path) => PHOTO_ENDINGS.has(extname(path).toLowerCase()) && isInside(path, folder === '' ? '.' : folder),
    );
    if (pictures.length === 0) throw new TagweaveError('usage', `No photo fits ${name}.`);
    for (const path of pictures.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))) photos.add(path);
  }
  return [...photos];
}

/** The folders at a pattern's beginning that are really called so, whatever signs their names hold: “Fotos (2024)”, “new {folder}”. */
function partsOf(pattern: string): { readonly folder: string; readonly rest: string } {
  let folder = '';
  for (;;) {
    const slash = pattern.indexOf('/', folder.length);
    const longer = pattern.slice(0, slash + 1);
    if (slash < 0 || !(longer === '/' || isFolder(longer))) return { folder, rest: pattern.slice(folder.length) };
    folder = longer;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** False where a link to a folder was on the way: what lies behind it was not meant, or is found where it really is. */
function isInside(path: string, folder: string): boolean {
  return realpathSync(dirname(path)) === join(realpathSync(folder), relative(folder, dirname(path)));
}
