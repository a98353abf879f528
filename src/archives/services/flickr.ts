import * as v from 'valibot';
import type { ArchiveFile } from '../files/archive-file.ts';
import type { ArchiveFiles } from '../files/archive-files.ts';
import { nameOf } from '../files/archive-path.ts';
import { joinTags, splitCaption, tagsOf } from '../reading/caption-tags.ts';
import { htmlText } from '../reading/html-text.ts';
import { entriesOf, jsonOf, lenient, textDate } from '../reading/json-entries.ts';
import type { Findings } from '../reading/reading.ts';

const PHOTO = /^photo_\d+\.json$/u;
const PICTURE = /\.(?:jpe?g|png|gif|webp|heic)$/iu;
/** Titles that a camera gave: they say nothing. */
const CAMERA_NAME =
  /^(?:img|dsc[fn]?|dscn|p|pict|photo|image|mvi|pxl|dji|gopr|_mg|\d)[-_ ]?\d{2,}[\w-]*(?:\.\w{3,4})?$/iu;

const photo = v.object({
  id: v.union([v.string(), v.pipe(v.number(), v.transform(String))]),
  name: lenient(v.string()),
  description: lenient(v.string()),
  date_taken: lenient(v.string()),
  date_imported: lenient(v.string()),
  tags: lenient(v.array(v.object({ tag: lenient(v.string()) }))),
});

export function isFlickr(files: ArchiveFiles): boolean {
  return files.named(PHOTO).length > 0;
}

/** Flickr's account data: a file a photo; pictures lie in other archives of the same request, their name ends in `_ID_o.jpg`. */
export async function readFlickr(files: ArchiveFiles, findings: Findings): Promise<void> {
  const pictures = picturesById(files);
  for (const file of files.named(PHOTO)) {
    const read = await jsonOf(file, findings);
    if (read === null) continue;
    for (const { entry } of entriesOf([read], photo, file, findings)) {
      const where = nameOf(file.path);
      const createdAt = textDate(entry.date_taken) ?? textDate(entry.date_imported);
      if (createdAt === null) {
        findings.problem('date-missing', where);
        continue;
      }
      const title = CAMERA_NAME.test(entry.name ?? '') ? '' : (entry.name ?? '');
      const text = [title, htmlText(entry.description ?? '')].filter((one) => one.trim() !== '').join('\n');
      const { caption, tags } = splitCaption(text);
      const all = joinTags(tagsOf((entry.tags ?? []).flatMap(({ tag }) => tag ?? [])), tags);
      findings.take({
        caption,
        tags: all,
        createdAt,
        platform: null,
        photo: pictures.get(entry.id) ?? 'missing',
        where,
      });
    }
  }
}

function picturesById(files: ArchiveFiles): ReadonlyMap<string, ArchiveFile> {
  const pictures = new Map<string, ArchiveFile>();
  for (const file of files.named(PICTURE)) {
    const id = /(?:^|_)(\d{5,})(?:_[a-z0-9]+)?\.\w+$/iu.exec(nameOf(file.path))?.[1];
    if (id !== undefined) pictures.set(id, file);
  }
  return pictures;
}
