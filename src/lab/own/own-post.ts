import type { ArchiveFile } from '../../archives/files/archive-file.ts';
import type { ProblemCode } from '../../domain/post/import.ts';
import type { PostTag } from '../../domain/post/post.ts';

/** A post of somebody's own set, to be measured with and learnt from. */
export interface OwnPost {
  readonly id: string;
  /** Whose earlier posts are its history; null: it stands alone. */
  readonly user: string | null;
  /** ISO 8601; null where nobody knows. */
  readonly date: string | null;
  readonly caption: string;
  /** G: what its author wrote, each once; never empty. */
  readonly tags: readonly PostTag[];
  readonly picture: ArchiveFile | null;
  /** Where it stands: “posts.jsonl, 12”. */
  readonly where: string;
}

/** Why a post, or its photo, is left out; the interface has a sentence for each. */
export type OwnProblemCode =
  | ProblemCode
  /** A post of this id came before. */
  | 'duplicate-id'
  /** Nothing to measure with. */
  | 'no-tags'
  /** More than any post has: a list of words, not hashtags. */
  | 'too-many-tags'
  /** Neither a photo nor a caption. */
  | 'nothing-to-read';

export interface OwnProblem {
  readonly code: OwnProblemCode;
  /** File and line, as a person finds it: “posts.jsonl, 12”. */
  readonly where: string;
}

/** What was read: the usable posts in the order of the files, and what was not usable. */
export interface OwnPosts {
  readonly posts: readonly OwnPost[];
  readonly problems: readonly OwnProblem[];
}

/** A post with more hashtags is left out: the platforms allow 30, the public sets have 120 at most. */
export const MOST_TAGS = 200;
