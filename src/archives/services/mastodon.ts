import * as v from 'valibot';
import type { ArchiveFiles } from '../files/archive-files.ts';
import { joinTags, splitCaption, tagsOf } from '../reading/caption-tags.ts';
import { htmlText } from '../reading/html-text.ts';
import { entriesOf, jsonOf, lenient, listIn, textDate } from '../reading/json-entries.ts';
import type { Findings } from '../reading/reading.ts';

const OUTBOX = /^(?:.*-)?outbox\.json$/u;
const PUBLIC = /(?:^as:Public|^Public|#Public)$/u;

/** ActivityPub has one value where others have a list. */
const oneOrMore = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((value) => (typeof value === 'string' ? [value] : value)),
);
const note = v.object({
  published: lenient(v.string()),
  content: lenient(v.string()),
  attachment: lenient(
    v.array(v.object({ url: lenient(v.string()), mediaType: lenient(v.string()), name: lenient(v.string()) })),
  ),
  tag: lenient(v.array(v.object({ type: lenient(v.string()), name: lenient(v.string()) }))),
});
const activity = v.object({
  type: v.string(),
  published: lenient(v.string()),
  to: lenient(oneOrMore),
  cc: lenient(oneOrMore),
  /** A boost names only the address of somebody's post. */
  object: v.union([v.string(), note]),
});

export function isMastodon(files: ArchiveFiles): boolean {
  return files.named(OUTBOX).length > 0;
}

/** ActivityStreams outbox as Mastodon (and GoToSocial, Akkoma) export it, media beside it. */
export async function readMastodon(files: ArchiveFiles, findings: Findings): Promise<void> {
  for (const file of files.named(OUTBOX)) {
    const list = listIn(await jsonOf(file, findings), 'orderedItems');
    for (const { entry, where } of entriesOf(list ?? [], activity, file, findings)) {
      if (entry.type !== 'Create' || typeof entry.object === 'string') {
        findings.leave('not-own');
      } else if (isDirect([...(entry.to ?? []), ...(entry.cc ?? [])])) {
        findings.leave('private');
      } else {
        takeNote(entry.object, entry.published, where, files, findings);
      }
    }
  }
}

function takeNote(
  object: v.InferOutput<typeof note>,
  published: string | undefined,
  where: string,
  files: ArchiveFiles,
  findings: Findings,
): void {
  const createdAt = textDate(object.published ?? published);
  if (createdAt === null) {
    findings.problem('date-missing', where);
    return;
  }
  const { caption, tags } = splitCaption(htmlText(object.content ?? ''));
  // The text's own spelling goes first: the list beside it is in lower case.
  const listed = (object.tag ?? []).flatMap(({ type, name }) =>
    type === 'Hashtag' && name !== undefined ? [name] : [],
  );
  const all = joinTags(tags, tagsOf(listed));
  const photo = photoOf(object);
  findings.take({
    ...{ caption, tags: all, createdAt, platform: 'mastodon', where },
    photo: photo?.url === undefined ? null : (files.find(photo.url) ?? 'missing'),
    altText: photo?.name,
  });
}

/** The first photo; `name` is what its owner said of it. */
function photoOf({ attachment = [] }: v.InferOutput<typeof note>) {
  return attachment.find((one) => one.mediaType?.startsWith('image/') === true);
}

/** Neither for everybody nor for followers. */
function isDirect(readers: readonly string[]): boolean {
  return readers.length > 0 && !readers.some((reader) => PUBLIC.test(reader) || reader.endsWith('/followers'));
}
