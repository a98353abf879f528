/** A hashtag as a person keeps it: `key` identifies, `label` is shown. */
export interface PostTag {
  readonly key: string;
  readonly label: string;
}

/** The fused vector of a post (p_j, systems.md §4), usable only by the models that made it. */
export interface PostVector {
  /** `network@revision/photo@revision/caption@revision` — vectors of different makers never mix. */
  readonly maker: string;
  readonly values: Float32Array;
  /** What the photo looks like, what the caption says: means of the encoders' rows, for finding posts like another one. Absent without. */
  readonly photo?: Float32Array;
  readonly caption?: Float32Array;
}

/**
 * `createdAt` of a post that came without a day. Before any other, so that it is the oldest wherever posts are in order, and no span
 * of time begins early enough to hold it. Never shown as a date: {@link isDated}.
 */
export const UNDATED = '0001-01-01T00:00:00.000Z';

/** Whether anybody knows when the post was made. */
export function isDated({ createdAt }: Pick<SavedPost, 'createdAt'>): boolean {
  return createdAt !== UNDATED;
}

/** A post in the person's history. Everything the app knows of it; the original photo is never stored. */
export interface SavedPost {
  readonly id: string;
  /** ISO 8601. History is ordered by it. {@link UNDATED} where nobody knows the day. */
  readonly createdAt: string;
  readonly caption: string;
  readonly tags: readonly PostTag[];
  /** Suggestions the person took away, for learning; keys. */
  readonly removedTags: readonly string[];
  /** Which of `tags` the person typed; the others were suggested and accepted. Keys; absent where nobody knows (imports). */
  readonly typedTags?: readonly string[];
  /** What the photo shows, on one line, as the person wrote it. Absent or empty where nobody did: a draft (alt-text.ts) is not kept. */
  readonly altText?: string;
  /** WebP, longest side ≤ 320 px, no metadata. */
  readonly thumbnail: Blob | null;
  readonly platform: string | null;
  readonly vector: PostVector | null;
}
