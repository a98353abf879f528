import * as v from 'valibot';
import type { ArchiveFile } from '../files/archive-file.ts';
import type { ArchiveFiles } from '../files/archive-files.ts';
import { nameOf } from '../files/archive-path.ts';
import { splitCaption } from '../reading/caption-tags.ts';
import { entriesOf, jsonOf, lenient, listIn, secondsDate, textDate } from '../reading/json-entries.ts';
import { repairMojibake } from '../reading/mojibake.ts';
import type { Findings } from '../reading/reading.ts';

/** `content/posts_1.json` (until 2023), `your_instagram_activity/media/posts_1.json` (since), reels and archived posts beside them. */
const POSTS = /^(?:posts_\d+|reels|archived_posts)\.json$/u;
/** Archives of 2018–2020. */
const OLD_POSTS = /^media(?:_\d+)?\.json$/u;
const PICTURE = /\.(?:jpe?g|png|webp|heic|avif|gif)$/iu;

const medium = v.object({
  uri: lenient(v.string()),
  creation_timestamp: lenient(v.number()),
  title: lenient(v.string()),
});
const post = v.object({
  media: v.array(medium),
  title: lenient(v.string()),
  creation_timestamp: lenient(v.number()),
});
const oldPost = v.object({ path: v.string(), caption: lenient(v.string()), taken_at: lenient(v.string()) });

export function isInstagram(files: ArchiveFiles): boolean {
  return files.named(POSTS).length > 0 || oldFiles(files).length > 0;
}

/** The same archive asked for as HTML, which is made for reading and has no dates that a program can trust. */
export function isInstagramHtml(files: ArchiveFiles): boolean {
  return files.named(/^posts_\d+\.html$/u).length > 0;
}

export async function readInstagram(files: ArchiveFiles, findings: Findings): Promise<void> {
  for (const file of files.named(POSTS)) {
    const list = listIn(await jsonOf(file, findings), 'ig_reels_media', 'ig_archived_post_media', 'posts');
    if (list === null) continue;
    for (const { entry, where } of entriesOf(list, post, file, findings)) take(entry, where, files, findings);
  }
  for (const file of oldFiles(files)) {
    const read = await jsonOf(file, findings);
    for (const name of ['photos', 'videos']) {
      for (const { entry, where } of entriesOf(listIn(read, name) ?? [], oldPost, file, findings)) {
        const seconds = textDate(entry.taken_at);
        const media = [{ uri: entry.path, title: entry.caption, creation_timestamp: undefined }];
        take(
          { media, title: undefined, creation_timestamp: seconds === null ? undefined : +seconds / 1000 },
          where,
          files,
          findings,
        );
      }
    }
  }
}

/** A post of several media carries caption and date itself, one of a single medium leaves them to that. */
function take(entry: v.InferOutput<typeof post>, where: string, files: ArchiveFiles, findings: Findings): void {
  const [first] = entry.media;
  const createdAt = secondsDate(entry.creation_timestamp ?? first?.creation_timestamp);
  if (createdAt === null) {
    findings.problem('date-missing', where);
    return;
  }
  const text =
    [entry.title, ...entry.media.map((one) => one.title)].find((one) => one !== undefined && one !== '') ?? '';
  findings.take({
    ...splitCaption(repairMojibake(text)),
    createdAt,
    platform: 'instagram',
    photo: photoOf(entry.media, files),
    where,
  });
}

function photoOf(media: v.InferOutput<typeof medium>[], files: ArchiveFiles): ArchiveFile | 'missing' | null {
  const uri = media.find((one) => one.uri !== undefined && PICTURE.test(one.uri))?.uri;
  return uri === undefined ? null : (files.find(uri) ?? 'missing');
}

/** Other services have a `media.json`, too: Instagram's stands at the archive's root beside a folder of photos. */
function oldFiles(files: ArchiveFiles): readonly ArchiveFile[] {
  const hasPhotos = files.all.some(({ path }) => /(?:^|\/)photos\/\d{6}\//u.test(path));
  return files.named(OLD_POSTS).filter((file) => hasPhotos || nameOf(file.path) === file.path);
}
