import { TagweaveError } from '../../domain/errors/errors.ts';
import { nameOf } from './archive-path.ts';

/** A file of an archive or folder. Nothing of it is read before it is asked for. */
export interface ArchiveFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** CRC-32 of the contents: archives know it, of other files it is computed. */
  crc32(): Promise<number>;
  /** Its path as each code page reads it, where the archive does not say in which it is written. */
  readonly readings?: () => readonly string[];
  /** @throws EntryError, TagweaveError `archive-broken` */
  blob(type?: string): Promise<Blob>;
}

/** Texts are read whole; more than this is no list of posts but an attack on the memory. */
export const LARGEST_TEXT_BYTES = 512e6;
export function brokenArchive(path: string, cause?: unknown): TagweaveError {
  return new TagweaveError(
    'archive-broken',
    `“${nameOf(path)}” is damaged or not complete. Download it again, or choose another copy.`,
    { cause, details: { file: nameOf(path) } },
  );
}
