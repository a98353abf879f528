import { crc32Of } from './crc32.ts';
import type { ArchiveFile } from './archive-files.ts';

const BLOCK = 512;
/** Type flags of POSIX ustar: a file, and the two GNU/PAX ways to give the next one a longer name. */
const FILE = new Set(['0', '\0', '']);
const LONG_NAME = 'L';
const EXTENDED = 'x';

/** The bytes inside a gzip file; a browser keeps them outside of the memory when they are many. */
export async function gunzip(file: Blob): Promise<Blob> {
  return new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).blob();
}

/** Files of a tar archive (POSIX.1-1988 ustar, with the GNU and PAX long names): what Mastodon packed its archives in until 4.1. */
export async function tarEntries(archive: Blob): Promise<readonly ArchiveFile[]> {
  const files: ArchiveFile[] = [];
  let longName: string | null = null;
  for (let at = 0; at + BLOCK <= archive.size;) {
    const header = new Uint8Array(await archive.slice(at, at + BLOCK).arrayBuffer());
    if (header.every((byte) => byte === 0)) break;
    if (!hasRightSum(header)) throw new Error('A header of the tar archive is damaged.');
    const sizeBytes = octal(header, 124, 12);
    const start = at + BLOCK;
    if (start + sizeBytes > archive.size) throw new Error('The tar archive ends too early.');
    const contents = archive.slice(start, start + sizeBytes);
    const type = text(header, 156, 1);
    if (type === LONG_NAME) longName = withoutNull(await contents.text());
    else if (type === EXTENDED) longName = paxPath(await contents.text()) ?? longName;
    else {
      if (FILE.has(type)) files.push(fileOf(longName ?? pathOf(header), contents, octal(header, 136, 12)));
      longName = null;
    }
    at = start + Math.ceil(sizeBytes / BLOCK) * BLOCK;
  }
  return files;
}

function fileOf(path: string, contents: Blob, writtenSeconds: number): ArchiveFile {
  return {
    path,
    sizeBytes: contents.size,
    writtenAt: new Date(writtenSeconds * 1000),
    crc32: () => crc32Of(contents),
    blob: (type) => Promise.resolve(type === undefined ? contents : contents.slice(0, contents.size, type)),
  };
}

function pathOf(header: Uint8Array): string {
  const prefix = text(header, 257, 5) === 'ustar' ? text(header, 345, 155) : '';
  const name = text(header, 0, 100);
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** Bytes 148–155 hold the sum of all others, with blanks in their own place. */
function hasRightSum(header: Uint8Array): boolean {
  const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
  return sum === octal(header, 148, 8);
}

function text(header: Uint8Array, start: number, length: number): string {
  return withoutNull(new TextDecoder().decode(header.subarray(start, start + length)));
}

function withoutNull(value: string): string {
  const end = value.indexOf('\0');
  return end < 0 ? value : value.slice(0, end);
}

function octal(header: Uint8Array, start: number, length: number): number {
  const digits = text(header, start, length).trim();
  return digits === '' ? 0 : Number.parseInt(digits, 8);
}

/** `path` of a PAX record list ("27 path=some/long/name\n"). */
function paxPath(records: string): string | null {
  return /^\d+ path=(.*)$/mu.exec(records)?.[1] ?? null;
}
