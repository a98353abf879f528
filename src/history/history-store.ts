import type { PlainError } from '../domain/errors.ts';
import type { PostTag, PostVector, SavedPost } from '../domain/post.ts';

export type HistoryEvent =
  /** Something was saved, changed or forgotten — here or in another tab. */
  | { readonly type: 'changed'; readonly posts: number }
  /** The disk is full: so many posts live in memory until there is room. */
  | { readonly type: 'overflow'; readonly posts: number }
  /** A newer version of the page has taken the disk over: from now on posts live in memory. Told once. */
  | { readonly type: 'unavailable'; readonly error: PlainError }
  /** A stored post failed its schema; it is left where it is and skipped. Told once for each. */
  | { readonly type: 'damaged'; readonly id: string };

export interface PostChange {
  readonly caption?: string;
  readonly tags?: readonly PostTag[];
  readonly removedTags?: readonly string[];
  readonly typedTags?: readonly string[];
  readonly vector?: PostVector | null;
}

/** What is learnt from: a post without what only its card shows. */
export type LearntPost = Pick<
  SavedPost,
  'id' | 'createdAt' | 'caption' | 'tags' | 'removedTags' | 'typedTags' | 'vector'
>;

/** A vector made of a post with this caption. */
export interface NewVector {
  readonly id: string;
  readonly caption: string;
  readonly vector: PostVector;
}

export interface PageRequest {
  readonly offset?: number;
  readonly limit?: number;
  /** Words that must all occur in caption or tags; `#dog` = a tag that begins so. */
  readonly search?: string;
}

/** The person's posts on this device. Two implementations behave alike: IndexedDB and, where that is denied, memory. */
export interface HistoryStore {
  /** False when posts live in memory only and are gone with the page. */
  readonly kept: boolean;
  /** Why they are not kept; null when they are, or when memory was chosen. */
  readonly problem: PlainError | null;
  /** Saves a post, or puts a forgotten one back. @throws TagweaveError `storage-full`, `storage-unavailable`, `storage-newer`, `history-invalid` */
  add(post: SavedPost): Promise<void>;
  /** Saves all of them or none. @throws as {@link add} */
  addAll(posts: readonly SavedPost[]): Promise<void>;
  get(id: string): Promise<SavedPost | null>;
  /** Ids of all posts, oldest first; only those of `since` (ISO 8601) or later, when it is given. */
  ids(since?: string): Promise<readonly string[]>;
  /** @throws TagweaveError `post-forgotten` when there is no such post, `history-invalid` when it is damaged */
  update(id: string, change: PostChange): Promise<SavedPost>;
  /** Gives posts their vectors, unless they are gone or say something else by now. */
  setVectors(vectors: readonly NewVector[]): Promise<void>;
  remove(id: string): Promise<void>;
  /** Forgets all of them or none. */
  removeAll(ids: readonly string[]): Promise<void>;
  /** Forgets every post; nothing of them stays. */
  wipe(): Promise<void>;
  /** All posts, oldest first, without thumbnails; the same array until something changes, so that what is made of it can be kept. */
  learnt(): Promise<readonly LearntPost[]>;
  /** Newest first. */
  page(request?: PageRequest): Promise<{ readonly posts: readonly SavedPost[]; readonly total: number }>;
  count(): Promise<number>;
  /** Returns the function that stops listening. */
  subscribe(listener: (event: HistoryEvent) => void): () => void;
  close(): void;
}

export const DEFAULT_PAGE = 60;
