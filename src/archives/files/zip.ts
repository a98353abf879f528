import {
  BlobReader,
  BlobWriter,
  TextReader,
  ZipReader,
  ZipWriter,
  configure,
} from '@zip.js/zip.js/lib/zip-core-custom.js';
import type { FileEntry } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { decodeText, readingsOfName } from '../../domain/text/text-encoding.ts';
import { brokenArchive, LARGEST_TEXT_BYTES } from './archive-file.ts';
import type { ArchiveFile } from './archive-file.ts';
import { archivePath } from './archive-path.ts';
import { EntryError } from './entry-error.ts';

// This code runs in a worker of its own, and a strict policy allows no workers from blobs.
configure({ useWebWorkers: false });

/** Methods that browsers unpack by themselves: none, and deflate. */
const METHODS = new Set([0, 8]);

/**
 * Files of a zip archive by its directory; contents are read and checked (CRC-32) one by one when asked for, never beyond the size that the
 * directory tells. Nothing is ever written under their names, so that names that lead out of the archive do no harm.
 */
export async function zipEntries(archive: Blob): Promise<readonly ArchiveFile[]> {
  const reader = new ZipReader(new BlobReader(archive), { strictness: 'tolerant' });
  const entries = await reader.getEntries({ filenameValidation: 'tolerant' });
  return entries.flatMap((entry) => (entry.directory || entry.symlink ? [] : [fileOf(entry)]));
}

function fileOf(entry: FileEntry): ArchiveFile {
  const { rawFilename, uncompressedSize } = entry;
  const isNamed = entry.filenameUTF8 || entry.extraFieldUnicodePath?.valid === true;
  const path = archivePath(isNamed ? entry.filename : (decodeText(rawFilename, 'name') ?? entry.filename));
  return {
    path,
    ...(isNamed ? {} : { readings: () => readingsOfName(rawFilename) }),
    sizeBytes: uncompressedSize,
    crc32: () => Promise.resolve((entry.crc32 ?? 0) >>> 0),
    blob: async (type = '') => {
      if (entry.encrypted) throw new EntryError('password', path);
      if (!METHODS.has(entry.compressionMethod)) throw new EntryError('packed-otherwise', path);
      if (uncompressedSize > LARGEST_TEXT_BYTES) throw new EntryError('too-large', path);
      try {
        return await entry.getData(new BlobWriter(type), { checkSignature: true });
      } catch (cause) {
        throw brokenArchive(path, cause);
      }
    },
  };
}

/** A zip archive being written, file after file. */
export class ZipFile {
  readonly #writer: ZipWriter<Blob>;

  constructor() {
    this.#writer = new ZipWriter(new BlobWriter('application/zip'), {
      useUnicodeFileNames: true,
      extendedTimestamp: false,
    });
  }

  /** Pictures are compressed already and stored as they are. */
  async addPicture(path: string, picture: Blob): Promise<void> {
    await this.#writer.add(path, new BlobReader(picture), { level: 0 });
  }

  async addText(path: string, text: string): Promise<void> {
    await this.#writer.add(path, new TextReader(text));
  }

  close(): Promise<Blob> {
    return this.#writer.close();
  }
}
