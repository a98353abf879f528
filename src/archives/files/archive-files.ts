import { TagweaveError } from '../../domain/errors/errors.ts';
import type { PickedFile } from '../../domain/post/import.ts';
import { decodeText } from '../../domain/text/text-encoding.ts';
import { LARGEST_TEXT_BYTES, brokenArchive } from './archive-file.ts';
import type { ArchiveFile } from './archive-file.ts';
import { archivePath, nameOf } from './archive-path.ts';
import { crc32Of } from './crc32.ts';
import { decrypted, isEncrypted } from './encryption.ts';
import { EntryError } from './entry-error.ts';
import { FileIndex } from './file-index.ts';
import { gunzip } from './gunzip.ts';
import { isTar, tarEntries } from './tar.ts';
import { zipEntries } from './zip.ts';

/** What is decoded at most; see encoders/photo/photo.ts. */
const LARGEST_PICTURE_BYTES = 200e6;

/** All files that were picked, archives unpacked by name. */
export class ArchiveFiles {
  readonly all: readonly ArchiveFile[];
  readonly #index: FileIndex;

  constructor(files: readonly ArchiveFile[]) {
    this.all = files;
    this.#index = new FileIndex(files);
  }

  /** Files whose name (without folders) matches. */
  named(pattern: RegExp): readonly ArchiveFile[] {
    return this.all.filter((file) => pattern.test(nameOf(file.path)));
  }

  /** The file an archive's text means by `path`; null when there is none (file-index.ts). */
  find(path: string): ArchiveFile | null {
    return this.#index.find(path);
  }
}

/** @throws EntryError, TagweaveError `archive-broken` when it cannot be read, is far too large for text, or in no known encoding */
export async function textOf(file: ArchiveFile): Promise<string> {
  if (file.sizeBytes > LARGEST_TEXT_BYTES) throw new EntryError('too-large', file.path);
  const text = decodeText(new Uint8Array(await (await file.blob()).arrayBuffer()));
  if (text === null) throw new EntryError('encoding-unknown', file.path);
  return text;
}

/** @throws EntryError, TagweaveError `archive-broken` when it cannot be read or is far too large for a picture */
export async function pictureOf(file: ArchiveFile, type: string): Promise<Blob> {
  if (file.sizeBytes > LARGEST_PICTURE_BYTES) throw new EntryError('too-large', file.path);
  return file.blob(type);
}

export interface OpenFilesOptions {
  /** For an encrypted backup. */
  readonly passphrase?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens what was picked: zip and tar.gz archives become their files, an encrypted backup is decrypted first.
 * @throws TagweaveError `archive-broken`, `archive-too-large`, `archive-locked`, `passphrase-wrong`
 */
export async function openFiles(
  picked: readonly PickedFile[],
  { passphrase, signal }: OpenFilesOptions = {},
): Promise<ArchiveFiles> {
  const files: ArchiveFile[] = [];
  for (const { path, file } of picked) {
    signal?.throwIfAborted();
    for (const one of await opened(archivePath(path), file, passphrase)) files.push(one);
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
  if (startsWith(head, [0x1f, 0x8b])) {
    const inside = await readable(path, () => gunzip(file, path));
    // A single list of posts may be packed alone, and says so by its name.
    if (/\.(?:json|csv|tsv)\.gz$/iu.test(path)) return [looseFile(path.replace(/\.gz$/iu, ''), inside)];
    return readable(path, () => tarEntries(inside));
  }
  if (await isTar(file)) return readable(path, () => tarEntries(file));
  return [looseFile(path, file)];
}

function looseFile(path: string, file: Blob): ArchiveFile {
  return {
    path,
    sizeBytes: file.size,
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

function lockedArchive(path: string): TagweaveError {
  return new TagweaveError('archive-locked', `“${nameOf(path)}” is encrypted. Type the passphrase it was saved with.`, {
    details: { file: nameOf(path) },
  });
}

/** What systems put beside a person's files. */
function isClutter(path: string): boolean {
  return path.split('/').some((part) => part === '__MACOSX' || part === '.DS_Store' || part.startsWith('._'));
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte);
}
