import * as v from 'valibot';
import type { ArchiveFile } from '../files/archive-file.ts';
import type { ArchiveFiles } from '../files/archive-files.ts';
import { nameOf } from '../files/archive-path.ts';
import { joinTags, splitCaption, tagsOf } from '../reading/caption-tags.ts';
import { htmlText } from '../reading/html-text.ts';
import { entriesOf, jsonOf, lenient, listIn, textDate } from '../reading/json-entries.ts';
import type { Findings } from '../reading/reading.ts';

const STATUSES = /^pixelfed-statuses.*\.json$/u;

const status = v.object({
  created_at: lenient(v.string()),
  content: lenient(v.string()),
  content_text: lenient(v.string()),
  visibility: lenient(v.string()),
  reblog: lenient(v.object({})),
  media_attachments: lenient(
    v.array(v.object({ url: lenient(v.string()), type: lenient(v.string()), description: lenient(v.string()) })),
  ),
  tags: lenient(v.array(v.object({ name: lenient(v.string()) }))),
});

export function isPixelfed(files: ArchiveFiles): boolean {
  return files.named(STATUSES).length > 0;
}

/**
 * Pixelfed's statuses. They name photos by address only, and this page fetches nothing: photos that were picked along with the file
 * are found by name, the others are missing.
 */
export async function readPixelfed(files: ArchiveFiles, findings: Findings): Promise<void> {
  for (const file of files.named(STATUSES)) {
    const list = listIn(await jsonOf(file, findings), 'data');
    for (const { entry, where } of entriesOf(list ?? [], status, file, findings)) {
      const createdAt = textDate(entry.created_at);
      if (entry.reblog !== undefined) findings.leave('not-own');
      else if (entry.visibility === 'direct') findings.leave('private');
      else if (createdAt === null) findings.problem('date-missing', where);
      else {
        const { caption, tags } = splitCaption(entry.content_text ?? htmlText(entry.content ?? ''));
        const all = joinTags(tags, tagsOf((entry.tags ?? []).flatMap(({ name }) => name ?? [])));
        const photo = photoOf(entry);
        findings.take({
          ...{ caption, tags: all, createdAt, platform: null, where },
          photo: fileOf(photo?.url, files),
          altText: photo?.description,
        });
      }
    }
  }
}

/** The first photo. */
function photoOf({ media_attachments = [] }: v.InferOutput<typeof status>) {
  return media_attachments.find((one) => one.type === undefined || one.type === 'image');
}

function fileOf(url: string | undefined, files: ArchiveFiles): ArchiveFile | 'missing' | null {
  if (url === undefined) return null;
  return files.find(nameOf(url.replace(/[?#].*$/u, ''))) ?? 'missing';
}
