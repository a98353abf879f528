import * as v from 'valibot';
import { TagweaveError } from '../../domain/errors/errors.ts';
import type { PostVector, SavedPost } from '../../domain/post/post.ts';

/**
 * What is stored of a post. Pixels and numbers are plain ArrayBuffers: Safari's private mode cannot store Blobs. Vectors stay float32:
 * 4·(d + D + D_t) bytes, 3.6 KB with the shipped encoders; exact, and 36 MB for 10,000 posts.
 * Thumbnails lie in a store of their own, so that searching does not read them.
 */
export interface PostRecord {
  readonly schema: 1;
  readonly id: string;
  /** ISO 8601 in UTC with milliseconds, so that text order is time order. */
  readonly createdAt: string;
  readonly caption: string;
  readonly tags: readonly { readonly key: string; readonly label: string }[];
  readonly removedTags: readonly string[];
  /** Absent where nobody knows which tags were typed. */
  readonly typedTags?: readonly string[] | undefined;
  /** Absent where the person wrote none, and in posts of older versions of the page. */
  readonly altText?: string | undefined;
  readonly platform: string | null;
  readonly vector: {
    readonly maker: string;
    readonly float32: ArrayBuffer;
    /** Absent without a photo, without a caption, and in posts of older versions of the page. */
    readonly photo?: ArrayBuffer | undefined;
    readonly caption?: ArrayBuffer | undefined;
  } | null;
}

export interface ThumbnailRecord {
  readonly id: string;
  readonly type: string;
  readonly bytes: ArrayBuffer;
}

const buffer = v.custom<ArrayBuffer>((value) => Object.prototype.toString.call(value) === '[object ArrayBuffer]');
const float32 = v.pipe(
  buffer,
  v.check((bytes) => bytes.byteLength % 4 === 0, 'not a row of float32'),
);
const text = v.string();
const recordSchema: v.GenericSchema<unknown, PostRecord> = v.object({
  schema: v.literal(1),
  id: v.pipe(text, v.nonEmpty()),
  createdAt: v.pipe(text, v.regex(/^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)),
  caption: text,
  tags: v.array(v.object({ key: v.pipe(text, v.nonEmpty()), label: v.pipe(text, v.nonEmpty()) })),
  removedTags: v.array(text),
  typedTags: v.optional(v.array(text)),
  altText: v.optional(text),
  platform: v.nullable(text),
  // A vector can be made anew; the words and tags beside it cannot.
  vector: v.fallback(
    v.nullable(
      v.object({
        maker: v.pipe(text, v.nonEmpty()),
        float32,
        photo: v.optional(float32),
        caption: v.optional(float32),
      }),
    ),
    null,
  ),
});
const thumbnailSchema: v.GenericSchema<unknown, ThumbnailRecord> = v.object({ id: text, type: text, bytes: buffer });

/** @throws TagweaveError `history-invalid` for a date that is none */
export async function recordOf(post: SavedPost): Promise<{ record: PostRecord; thumbnail: ThumbnailRecord | null }> {
  const { id, caption, tags, removedTags, platform, vector, thumbnail } = post;
  const record: PostRecord = {
    schema: 1,
    id,
    createdAt: utc(post.createdAt),
    caption,
    tags: tags.map(({ key, label }) => ({ key, label })),
    removedTags: [...removedTags],
    ...(post.typedTags === undefined ? {} : { typedTags: [...post.typedTags] }),
    ...((post.altText ?? '') === '' ? {} : { altText: post.altText }),
    platform,
    vector: vector === null ? null : storedVector(vector),
  };
  if (thumbnail === null) return { record, thumbnail: null };
  return { record, thumbnail: { id, type: thumbnail.type, bytes: await thumbnail.arrayBuffer() } };
}

/** The post in a stored record; null when the record is not one. A thumbnail or a vector that is not one counts as none. */
export function postOf(record: unknown, thumbnail: unknown): SavedPost | null {
  const read = v.safeParse(recordSchema, record);
  if (!read.success) return null;
  const { id, createdAt, caption, tags, removedTags, typedTags, altText, platform, vector } = read.output;
  const picture = v.safeParse(thumbnailSchema, thumbnail);
  return {
    id,
    createdAt,
    caption,
    tags,
    removedTags,
    ...(typedTags === undefined ? {} : { typedTags }),
    ...(altText === undefined ? {} : { altText }),
    platform,
    thumbnail: picture.success ? new Blob([picture.output.bytes], { type: picture.output.type }) : null,
    vector: vector === null ? null : readVector(vector),
  };
}

function storedVector({ maker, values, photo, caption }: PostVector): PostRecord['vector'] {
  return {
    ...{ maker, float32: new Float32Array(values).buffer },
    ...(photo === undefined ? {} : { photo: new Float32Array(photo).buffer }),
    ...(caption === undefined ? {} : { caption: new Float32Array(caption).buffer }),
  };
}

function readVector({ maker, float32: values, photo, caption }: NonNullable<PostRecord['vector']>): PostVector {
  return {
    ...{ maker, values: new Float32Array(values) },
    ...(photo === undefined ? {} : { photo: new Float32Array(photo) }),
    ...(caption === undefined ? {} : { caption: new Float32Array(caption) }),
  };
}

/** A date as {@link PostRecord.createdAt} has it. */
export function utc(date: string): string {
  const time = new Date(date);
  if (Number.isNaN(time.getTime())) {
    throw new TagweaveError('history-invalid', `“${date}” is not a date; the post was not saved.`, {
      details: { date },
    });
  }
  return time.toISOString();
}
