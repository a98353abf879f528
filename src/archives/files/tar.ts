import { decodeText, readingsOfName } from '../../domain/text/text-encoding.ts';
import type { ArchiveFile } from './archive-file.ts';
import { archivePath } from './archive-path.ts';
import { crc32Of } from './crc32.ts';

const BLOCK = 512;
/** Type flags: files (POSIX ustar, and its contiguous ones), the GNU and PAX ways to describe the next one, GNU's files with holes. */
const FILE = new Set(['0', '\0', '', '7']);
const LONG_NAME = 'L';
const EXTENDED = 'x';
const SPARSE = 'S';
/** More than any export holds; each costs memory whatever its size. */
const MOST_FILES = 500_000;
/** Names are short. */
const LARGEST_DESCRIPTION_BYTES = 1e6;

/** What the entries before it say of the next file. */
interface Description {
  readonly path?: Uint8Array;
  readonly sizeBytes?: number;
}

/** True for a tar archive, by its first header. */
export async function isTar(file: Blob): Promise<boolean> {
  const header = new Uint8Array(await file.slice(0, BLOCK).arrayBuffer());
  return header.length === BLOCK && asciiOf(header, 257, 5) === 'ustar' && hasRightSum(header);
}

/**
 * Files of a tar archive (POSIX.1-1988 ustar with the GNU and PAX extensions: long names, sizes above 8 GiB): what Mastodon packed its
 * archives in until 4.1.
 * @throws Error when a header is damaged or says what cannot be
 */
export async function tarEntries(archive: Blob): Promise<readonly ArchiveFile[]> {
  const files: ArchiveFile[] = [];
  const window = new BlobWindow(archive);
  let next: Description = {};
  for (let at = 0; at + BLOCK <= archive.size;) {
    const header = await window.block(at);
    if (header.every((byte) => byte === 0)) break;
    if (!hasRightSum(header)) throw new Error('A header of the tar archive is damaged.');
    const type = asciiOf(header, 156, 1);
    const isDescription = type === LONG_NAME || type === EXTENDED;
    const sizeBytes = (isDescription ? undefined : next.sizeBytes) ?? sizeOf(header);
    const start = at + BLOCK + (type === SPARSE ? await holesBytes(window, at, header) : 0);
    if (start + sizeBytes > archive.size) throw new Error('The tar archive ends too early.');
    const contents = archive.slice(start, start + sizeBytes);
    if (isDescription) {
      if (sizeBytes > LARGEST_DESCRIPTION_BYTES) throw new Error('A name in the tar archive is too long.');
      const bytes = new Uint8Array(await contents.arrayBuffer());
      next = { ...next, ...(type === LONG_NAME ? { path: withoutNull(bytes) } : paxDescription(bytes)) };
    } else {
      const path = next.path ?? pathOf(header);
      if (FILE.has(type) && path.at(-1) !== 0x2f) {
        if (files.length >= MOST_FILES) throw new Error('The tar archive holds too many files.');
        files.push(fileOf(path, contents));
      }
      next = {};
    }
    at = start + Math.ceil(sizeBytes / BLOCK) * BLOCK;
  }
  return files;
}

function fileOf(name: Uint8Array, contents: Blob): ArchiveFile {
  return {
    path: archivePath(decodeText(name, 'name') ?? new TextDecoder().decode(name)),
    readings: () => readingsOfName(name),
    sizeBytes: contents.size,
    crc32: () => crc32Of(contents),
    blob: (type) => Promise.resolve(type === undefined ? contents : contents.slice(0, contents.size, type)),
  };
}

function pathOf(header: Uint8Array): Uint8Array {
  const name = withoutNull(header.subarray(0, 100));
  const prefix = asciiOf(header, 257, 5) === 'ustar' ? withoutNull(header.subarray(345, 500)) : new Uint8Array();
  return prefix.length === 0 ? name : Uint8Array.of(...prefix, 0x2f, ...name);
}

function sizeOf(header: Uint8Array): number {
  const size = numberAt(header, 124, 12);
  if (size === null || !Number.isSafeInteger(size)) throw new Error('A size in the tar archive cannot be.');
  return size;
}

/** Bytes 148–155 hold the sum of all others, with blanks in their own place; old programs added the bytes up as signed numbers. */
function hasRightSum(header: Uint8Array): boolean {
  const written = numberAt(header, 148, 8);
  let [unsigned, signed] = [0, 0];
  for (let place = 0; place < header.length; place += 1) {
    const value = place >= 148 && place < 156 ? 32 : (header[place] ?? 0);
    unsigned += value;
    signed += value > 127 ? value - 256 : value;
  }
  return written === unsigned || written === signed;
}

/** Octal digits, or (GNU) a binary number marked by its highest bit; null where there is neither, or a negative one. */
function numberAt(header: Uint8Array, start: number, length: number): number | null {
  const first = header[start] ?? 0;
  if (first === 0x80) {
    return header.subarray(start + 1, start + length).reduce((total, byte) => total * 256 + byte, 0);
  }
  let value = 0;
  let isOver = false;
  for (let at = start; at < start + length; at += 1) {
    const byte = header[at] ?? 0;
    if (byte === 0) break;
    if (byte === 0x20) isOver = at > start && header[at - 1] !== 0x20;
    else if (isOver || byte < 0x30 || byte > 0x37) return null;
    else value = value * 8 + byte - 0x30;
  }
  return value;
}

/** The lengths of a GNU file's holes fill further blocks before its contents, each saying whether another follows. */
async function holesBytes(window: BlobWindow, at: number, header: Uint8Array): Promise<number> {
  let bytes = 0;
  for (let follows = header[482] === 1; follows; bytes += BLOCK) {
    follows = (await window.block(at + BLOCK + bytes))[504] === 1;
  }
  return bytes;
}

/** Blocks of an archive, read many at a time: small files lie close together. */
class BlobWindow {
  static readonly #BYTES = 256 * BLOCK;
  readonly #blob: Blob;
  #start = 0;
  #bytes = new Uint8Array();

  constructor(blob: Blob) {
    this.#blob = blob;
  }

  /** The block at `at`; shorter, or empty, at the archive's end. */
  async block(at: number): Promise<Uint8Array> {
    if (at < this.#start || at + BLOCK > this.#start + this.#bytes.length) {
      this.#start = at;
      this.#bytes = new Uint8Array(await this.#blob.slice(at, at + BlobWindow.#BYTES).arrayBuffer());
    }
    return this.#bytes.subarray(at - this.#start, at - this.#start + BLOCK);
  }
}

/** `path` and `size` of a PAX record list: "27 path=some/long/name\n", its length in bytes first. */
function paxDescription(records: Uint8Array): Description {
  const found: { path?: Uint8Array; sizeBytes?: number } = {};
  for (let at = 0; at < records.length;) {
    const blank = records.indexOf(0x20, at);
    const length = blank < 0 ? Number.NaN : Number(asciiOf(records, at, blank - at));
    const equals = records.indexOf(0x3d, at);
    if (!Number.isSafeInteger(length) || length < 5 || at + length > records.length || equals < 0) {
      throw new Error('A description in the tar archive is damaged.');
    }
    const key = asciiOf(records, blank + 1, equals - blank - 1);
    const value = records.subarray(equals + 1, at + length - 1);
    const text = asciiOf(value, 0, value.length);
    if (key === 'path') found.path = value;
    if (key === 'size') {
      const size = /^\d{1,15}$/u.test(text) ? Number(text) : null;
      if (size === null) throw new Error('A size in the tar archive cannot be.');
      found.sizeBytes = size;
    }
    at += length;
  }
  return found;
}

const utf8 = new TextDecoder();

/** Text up to the first null. */
function asciiOf(bytes: Uint8Array, start: number, length: number): string {
  return utf8.decode(withoutNull(bytes.subarray(start, start + length)));
}

function withoutNull(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}
