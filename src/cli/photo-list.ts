import { existsSync } from 'node:fs';
import { extname, isAbsolute } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { TagweaveError } from '../domain/errors.ts';

/** Endings that a pattern may find; a file that is named outright is tried whatever it is called. */
const PHOTO_ENDINGS = new Set(
  ['jpg', 'jpeg', 'png', 'webp', 'avif', 'gif', 'tif', 'tiff', 'heic', 'heif'].map((name) => `.${name}`),
);

/**
 * The photos that arguments name, each once: files as they are, patterns (`photos/**\/*.jpg`, quoted or not) in the order of names.
 * @throws TagweaveError `usage` when a pattern finds nothing
 */
export async function listPhotos(named: readonly string[]): Promise<readonly string[]> {
  const photos = new Set<string>();
  for (const name of named) {
    // A real file may be called [1].jpg.
    if (existsSync(name) || !isDynamicPattern(name)) {
      photos.add(name);
      continue;
    }
    const found = await glob(name, {
      absolute: isAbsolute(name),
      caseSensitiveMatch: false,
      expandDirectories: false,
    });
    const pictures = found.filter((path) => PHOTO_ENDINGS.has(extname(path).toLowerCase()));
    if (pictures.length === 0) throw new TagweaveError('usage', `No photo fits ${name}.`);
    for (const path of pictures.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))) photos.add(path);
  }
  return [...photos];
}
