import {
  BlobReader,
  BlobWriter,
  TextReader,
  ZipReader,
  ZipWriter,
  configure,
} from '@zip.js/zip.js/lib/zip-core-custom.js';
import type { FileEntry } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { brokenArchive } from './archive-files.ts';
import type { ArchiveFile } from './archive-files.ts';

// This code runs in a worker of its own, and a strict policy allows no workers from blobs.
configure({ useWebWorkers: false });

/** Files of a zip archive by its directory; contents are read and checked (CRC-32) one by one when asked for. */
export async function zipEntries(archive: Blob): Promise<readonly ArchiveFile[]> {
  const entries = await new ZipReader(new BlobReader(archive)).getEntries();
  return entries.flatMap((entry) => (entry.directory ? [] : [fileOf(entry)]));
}

function fileOf(entry: FileEntry): ArchiveFile {
  return {
    path: entry.filename,
    sizeBytes: entry.uncompressedSize,
    writtenAt: entry.lastModDate,
    crc32: () => Promise.resolve((entry.crc32 ?? 0) >>> 0),
    blob: async (type = '') => {
      try {
        return await entry.getData(new BlobWriter(type), { checkSignature: true });
      } catch (cause) {
        throw brokenArchive(entry.filename, cause);
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
