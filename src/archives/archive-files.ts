import { TagweaveError } from '../domain/errors.ts';
import type { PickedFile } from '../domain/import.ts';
import { gunzip, tarEntries } from './tar.ts';
import { crc32Of } from './crc32.ts';
import { decrypted, isEncrypted } from './encryption.ts';
import { zipEntries } from './zip.ts';

/** A file of an archive or folder. Nothing of it is read before it is asked for. */
export interface ArchiveFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** When it was last written, as far as is known. */
  readonly writtenAt: Date | null;
  /** CRC-32 of the contents: archives know it, of other files it is computed. */
  crc32(): Promise<number>;
  /** @throws TagweaveError `archive-broken` */
  blob(type?: string): Promise<Blob>;
}

/** Texts are read whole; more than this is no list of posts but an attack on the memory. */
const LARGEST_TEXT_BYTES = 512e6;

/** All files that were picked, archives unpacked by name. */
export class ArchiveFiles {
  readonly all: readonly ArchiveFile[];
  readonly #byName = new Map<string, ArchiveFile[]>();

  constructor(files: readonly ArchiveFile[]) {
    this.all = files;
    for (const file of files) {
      const name = nameOf(file.path).toLowerCase();
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), file]);
    }
  }

  /** Files whose name (without folders) matches. */
  named(pattern: RegExp): readonly ArchiveFile[] {
    return this.all.filter((file) => pattern.test(nameOf(file.path)));
  }

  /**
   * The file an archive's text means by `path`: written from the archive's own root, which may lie in a folder here. Of several files
   * of that name the one that shares most of the path's end; null when the path names folders and none of them agrees.
   */
  find(path: string): ArchiveFile | null {
    const wanted = partsOf(path);
    const name = wanted.at(-1);
    if (name === undefined) return null;
    let best: { file: ArchiveFile; shared: number } | null = null;
    for (const file of this.#byName.get(name) ?? []) {
      const shared = sharedEnd(partsOf(file.path), wanted);
      if (best === null || shared > best.shared) best = { file, shared };
    }
    // Picked one by one, files come without their folders: their name alone has to do.
    if (best === null || (best.shared < Math.min(2, wanted.length) && best.file.path.includes('/'))) return null;
    return best.file;
  }
}

/** @throws TagweaveError `archive-broken` when it cannot be read or is far too large for text */
export async function textOf(file: ArchiveFile): Promise<string> {
  if (file.sizeBytes > LARGEST_TEXT_BYTES) throw brokenArchive(file.path);
  // A byte order mark is dropped; bytes that are no UTF-8 become U+FFFD instead of a failure.
  return new TextDecoder().decode(await (await file.blob()).arrayBuffer());
}

export interface OpenFilesOptions {
  /** For an encrypted backup. */
  readonly passphrase?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens what was picked: zip and tar.gz archives become their files, an encrypted backup is decrypted first.
 * @throws TagweaveError `archive-broken`, `archive-locked`, `passphrase-wrong`
 */
export async function openFiles(
  picked: readonly PickedFile[],
  { passphrase, signal }: OpenFilesOptions = {},
): Promise<ArchiveFiles> {
  const files: ArchiveFile[] = [];
  for (const { path, file } of picked) {
    signal?.throwIfAborted();
    files.push(...(await opened(path, file, passphrase)));
  }
  return new ArchiveFiles(files.filter(({ path }) => !isClutter(path)));
}

async function opened(path: string, file: Blob, passphrase: string | undefined): Promise<readonly ArchiveFile[]> {
  const head = new Uint8Array(await readable(path, () => file.slice(0, 16).arrayBuffer()));
  if (isEncrypted(head)) {
    if (passphrase === undefined) throw lockedArchive(path);
    return opened(path, await decrypted(file, passphrase), undefined);
  }
  // The end of an empty zip file begins with 5, 6.
  if (startsWith(head, [0x50, 0x4b, 3, 4]) || startsWith(head, [0x50, 0x4b, 5, 6])) {
    return readable(path, () => zipEntries(file));
  }
  if (startsWith(head, [0x1f, 0x8b])) return readable(path, async () => tarEntries(await gunzip(file)));
  return [looseFile(path, file)];
}

function looseFile(path: string, file: Blob): ArchiveFile {
  const written = 'lastModified' in file && typeof file.lastModified === 'number' ? new Date(file.lastModified) : null;
  return {
    path,
    sizeBytes: file.size,
    writtenAt: written,
    crc32: () => readable(path, () => crc32Of(file)),
    blob: (type) => Promise.resolve(type === undefined ? file : file.slice(0, file.size, type)),
  };
}

/** Whatever goes wrong in reading is the archive's fault. */
async function readable<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof TagweaveError) throw cause;
    throw brokenArchive(path, cause);
  }
}

export function brokenArchive(path: string, cause?: unknown): TagweaveError {
  return new TagweaveError(
    'archive-broken',
    `“${nameOf(path)}” is damaged or not complete. Download it again, or choose another copy.`,
    { cause, details: { file: nameOf(path) } },
  );
}

function lockedArchive(path: string): TagweaveError {
  return new TagweaveError('archive-locked', `“${nameOf(path)}” is encrypted. Type the passphrase it was saved with.`, {
    details: { file: nameOf(path) },
  });
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What systems put beside a person's files. */
function isClutter(path: string): boolean {
  return path.split('/').some((part) => part === '__MACOSX' || part === '.DS_Store' || part.startsWith('._'));
}

function partsOf(path: string): string[] {
  return path
    .toLowerCase()
    .split(/[/\\]/u)
    .filter((part) => part !== '' && part !== '.');
}

function sharedEnd(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a.at(-1 - shared) === b.at(-1 - shared)) shared += 1;
  return shared;
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte);
}
