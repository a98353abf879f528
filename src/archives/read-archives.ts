import { TagweaveError } from '../domain/errors/errors.ts';
import type { ArchiveKind, DateOrder } from '../domain/post/import.ts';
import type { ArchiveFiles } from './files/archive-files.ts';
import { isBackup, readBackup } from './backup.ts';
import { isFlickr, readFlickr } from './services/flickr.ts';
import { isInstagram, isInstagramHtml, readInstagram } from './services/instagram.ts';
import { isMastodon, readMastodon } from './services/mastodon.ts';
import { isPixelfed, readPixelfed } from './services/pixelfed.ts';
import { Findings } from './reading/reading.ts';
import type { Reading } from './reading/reading.ts';
import { isTable, readTable } from './tables/table.ts';

interface Reader {
  readonly kind: ArchiveKind;
  readonly recognises: (files: ArchiveFiles) => boolean;
  readonly read: (files: ArchiveFiles, findings: Findings, dateOrder?: DateOrder) => Promise<void>;
}

const READERS: readonly Reader[] = [
  { kind: 'tagweave', recognises: isBackup, read: readBackup },
  { kind: 'instagram', recognises: isInstagram, read: readInstagram },
  { kind: 'mastodon', recognises: isMastodon, read: readMastodon },
  { kind: 'pixelfed', recognises: isPixelfed, read: readPixelfed },
  { kind: 'flickr', recognises: isFlickr, read: readFlickr },
  { kind: 'table', recognises: isTable, read: readTable },
];

/**
 * Reads every archive among the files; what is malformed is listed, the rest is read.
 * @throws TagweaveError `archive-unknown`, `archive-html`, `archive-newer`
 */
export async function readArchives(
  files: ArchiveFiles,
  dateOrder?: DateOrder,
): Promise<Reading & { readonly kinds: readonly ArchiveKind[] }> {
  const readers = READERS.filter(({ recognises }) => recognises(files));
  if (readers.length === 0) throw isInstagramHtml(files) ? htmlArchive() : unknownArchive();
  const findings = new Findings();
  for (const { read } of readers) await read(files, findings, dateOrder);
  const { posts, sets, list, problems, leftOut } = findings;
  return { posts, sets, list, problems, leftOut, kinds: readers.map(({ kind }) => kind) };
}

function unknownArchive(): TagweaveError {
  return new TagweaveError(
    'archive-unknown',
    'No posts were found in these files. Choose a Tagweave copy, an export of Instagram, Mastodon, Pixelfed or Flickr, or a CSV table with its photos.',
  );
}

function htmlArchive(): TagweaveError {
  return new TagweaveError(
    'archive-html',
    'This is the export as web pages (HTML). Ask Instagram for it once more and choose the format JSON.',
  );
}
