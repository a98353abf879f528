import * as v from 'valibot';
import { hashtagKey, hashtagLabel } from '../domain/tags/hashtag.ts';
import type { PostTag, PostVector, SavedPost } from '../domain/post/post.ts';
import type { ArchiveFiles } from './files/archive-files.ts';
import { newerArchive } from './files/encryption.ts';
import { entriesOf, jsonOf } from './reading/json-entries.ts';
import type { Findings, FoundPost } from './reading/reading.ts';
import { tagListOf } from '../domain/tags/tag-list.ts';
import { readTagSets } from '../domain/tags/tag-sets.ts';
import type { TagSet } from '../domain/post/tag-set.ts';
import { ZipFile } from './files/zip.ts';

/** The file that makes a zip archive a backup of ours. */
const CONTENTS = 'tagweave.json';
const SCHEMA = 1;

const text = v.string();
const named = v.pipe(text, v.nonEmpty());
const floats = v.pipe(text, v.base64(), v.transform(floatsOf));
const vectorSchema = v.object({
  maker: named,
  float32: floats,
  photo: v.exactOptional(floats),
  caption: v.exactOptional(floats),
});
/** One post in `tagweave.json`. */
const postSchema = v.object({
  id: v.pipe(text, v.nonEmpty(), v.maxLength(200)),
  createdAt: v.pipe(
    text,
    v.check((date) => !Number.isNaN(new Date(date).getTime()), 'not a date'),
    v.transform((date) => new Date(date).toISOString()),
  ),
  caption: text,
  tags: v.array(v.object({ key: named, label: named })),
  removedTags: v.array(text),
  typedTags: v.exactOptional(v.array(text)),
  altText: v.exactOptional(text),
  platform: v.nullable(text),
  thumbnail: v.nullable(v.object({ file: named, type: text })),
  // A vector can be made anew; the words and tags beside it cannot.
  vector: v.fallback(v.nullable(vectorSchema), null),
});
/** One of the saved sets. */
const setSchema = v.object({ name: named, tags: v.array(v.object({ label: named })) });
const headSchema = v.object({
  schema: v.pipe(v.number(), v.integer()),
  kind: v.literal('tagweave-backup'),
  posts: v.array(v.unknown()),
  // Absent in copies from before there were any.
  sets: v.fallback(v.exactOptional(v.array(v.unknown()), []), []),
  list: v.fallback(v.exactOptional(v.array(v.unknown()), []), []),
});

/** What a person made besides posts. */
export interface OwnCopy {
  readonly sets: readonly TagSet[];
  /** Of the own list. */
  readonly list: readonly PostTag[];
}

type BackupPost = v.InferInput<typeof postSchema>;

/**
 * A copy of posts, saved sets and the own list as a zip archive: `tagweave.json` (docs/formats.md) and the thumbnails.
 * @param told called with the number of posts written so far
 */
export async function writeBackup(
  posts: AsyncIterable<SavedPost>,
  { sets, list }: OwnCopy,
  madeAt: Date,
  told: (done: number) => void = () => undefined,
): Promise<Blob> {
  const zip = new ZipFile();
  const entries: BackupPost[] = [];
  for await (const post of posts) {
    const { id, createdAt, caption, tags, removedTags, platform, vector } = post;
    let thumbnail: BackupPost['thumbnail'] = null;
    if (post.thumbnail !== null) {
      // Numbers instead of ids: an id may be anything, a file name may not.
      thumbnail = {
        file: `thumbnails/${entries.length + 1}${endingOf(post.thumbnail.type)}`,
        type: post.thumbnail.type,
      };
      await zip.addPicture(thumbnail.file, post.thumbnail);
    }
    entries.push({
      ...{ id, createdAt, caption, platform, thumbnail },
      tags: tags.map(({ key, label }) => ({ key, label })),
      removedTags: [...removedTags],
      ...(post.typedTags === undefined ? {} : { typedTags: [...post.typedTags] }),
      ...(post.altText === undefined ? {} : { altText: post.altText }),
      vector: vector === null ? null : writtenVector(vector),
    });
    told(entries.length);
  }
  const contents = {
    ...{ schema: SCHEMA, kind: 'tagweave-backup', madeAt: madeAt.toISOString(), posts: entries },
    sets: sets.map(({ name, tags }) => ({ name, tags: tags.map(({ key, label }) => ({ key, label })) })),
    list: list.map(({ label }) => label),
  };
  await zip.addText(CONTENTS, JSON.stringify(contents));
  return zip.close();
}

export function isBackup(files: ArchiveFiles): boolean {
  return files.named(/^tagweave\.json$/u).length > 0;
}

/** @throws TagweaveError `archive-newer` */
export async function readBackup(files: ArchiveFiles, findings: Findings): Promise<void> {
  for (const file of files.named(/^tagweave\.json$/u)) {
    const json = await jsonOf(file, findings);
    if (json === null) continue;
    const head = v.safeParse(headSchema, json);
    if (!head.success) {
      findings.problem('unreadable', CONTENTS);
      continue;
    }
    if (head.output.schema > SCHEMA) throw newerArchive();
    for (const { entry, where } of entriesOf(head.output.posts, postSchema, file, findings)) {
      findings.posts.push(foundPost(entry, where, files, findings));
    }
    for (const { entry } of entriesOf(head.output.sets, setSchema, file, findings, 'sets')) {
      findings.sets.push(...readTagSets([entry]));
    }
    const labels = [...entriesOf(head.output.list, named, file, findings, 'list')].map(({ entry }) => entry);
    findings.list.push(...tagListOf(labels));
  }
}

function foundPost(
  { thumbnail, tags, vector, ...rest }: v.InferOutput<typeof postSchema>,
  where: string,
  files: ArchiveFiles,
  findings: Findings,
): FoundPost {
  const file = thumbnail === null ? null : files.find(thumbnail.file);
  if (thumbnail !== null && file === null) findings.problem('photo-missing', where);
  return {
    ...rest,
    // Whoever wrote the file: a key is what its label says.
    tags: tags.flatMap((tag) => {
      const [key, label] = [hashtagKey(tag.label), hashtagLabel(tag.label)];
      return key === null || label === null ? [] : [{ key, label }];
    }),
    vector: vector === null ? null : readVector(vector),
    picture: file === null ? null : { file, form: 'thumbnail', type: thumbnail?.type ?? '' },
    where,
  };
}

function writtenVector({ maker, values, photo, caption }: PostVector): BackupPost['vector'] {
  return {
    ...{ maker, float32: base64Of(values) },
    ...(photo === undefined ? {} : { photo: base64Of(photo) }),
    ...(caption === undefined ? {} : { caption: base64Of(caption) }),
  };
}

function readVector({ float32, ...rest }: v.InferOutput<typeof vectorSchema>): PostVector {
  return { ...rest, values: float32 };
}

function endingOf(type: string): string {
  return { 'image/webp': '.webp', 'image/jpeg': '.jpg', 'image/png': '.png' }[type] ?? '';
}

/** Little-endian float32, whatever the machine. */
function base64Of(values: Float32Array): string {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, index) => {
    view.setFloat32(index * 4, value, true);
  });
  return btoa(Array.from(new Uint8Array(view.buffer), (byte) => String.fromCharCode(byte)).join(''));
}

function floatsOf(base64: string): Float32Array {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => view.getFloat32(index * 4, true));
}
