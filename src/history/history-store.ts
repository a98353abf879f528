import type { PlainError } from '../domain/errors/errors.ts';
import type { PostTag, PostVector, SavedPost } from '../domain/post/post.ts';

export type HistoryEvent =
  /** Everything was forgotten — here or in another tab. A `changed` follows. */
  | { readonly type: 'forgotten' }
  /** Something was saved, changed or forgotten — here or in another tab. */
  | { readonly type: 'changed'; readonly posts: number }
  /** What is kept under this name ({@link HistoryStore.own}) was changed — here or in another tab. */
  | { readonly type: 'own-changed'; readonly name: string }
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
  /** Empty: none any more. */
  readonly altText?: string;
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
  /** `newest` first (default), or `oldest`. */
  readonly order?: 'newest' | 'oldest';
  /** Only posts made for this platform. */
  readonly platform?: string;
}

/**
 * Writes for one piece of work that was begun at a moment. Once everything has been forgotten after that moment — here or in another
 * tab — it writes nothing any more: what took long to make must not come back.
 */
export interface HistoryWriter {
  /** Saves a post, or puts a forgotten one back. @throws TagweaveError `history-forgotten`, `storage-full`, `storage-unavailable`, `storage-newer`, `history-invalid` */
  add(post: SavedPost): Promise<void>;
  /** Saves all of them or none. @throws as {@link add} */
  addAll(posts: readonly SavedPost[]): Promise<void>;
  /** Gives posts their vectors, unless they are gone or say something else by now. */
  setVectors(vectors: readonly NewVector[]): Promise<void>;
  /**
   * Changes what is kept under a name, in one transaction: nobody else's change comes between. `undefined` takes it away; the same
   * value again writes nothing.
   * @param change must not wait for anything @throws as {@link add}, and what `change` throws
   */
  changeOwn(name: string, change: (now: unknown) => unknown): Promise<void>;
  /** Everything has been forgotten since, as far as this tab has heard. */
  readonly isOver: boolean;
}

/** A wish to forget everything. */
export interface Wipe {
  /** Names the wish, so that it is granted once only, whoever grants it. */
  readonly id?: string | undefined;
  /** It was made in another tab or visit: what was begun here since it was granted stays. */
  readonly elsewhere?: boolean;
}

/** The person's posts on this device. Two implementations behave alike: IndexedDB and, where that is denied, memory. */
export interface HistoryStore {
  /** False when posts live in memory only and are gone with the page. */
  readonly kept: boolean;
  /** Why they are not kept; null when they are, or when memory was chosen. */
  readonly problem: PlainError | null;
  /** For work whose result is written later; `add`, `addAll` and `setVectors` of the store itself begin when they are called. */
  begin(): Promise<HistoryWriter>;
  /** As {@link HistoryWriter.add}. */
  add(post: SavedPost): Promise<void>;
  /** As {@link HistoryWriter.addAll}. */
  addAll(posts: readonly SavedPost[]): Promise<void>;
  get(id: string): Promise<SavedPost | null>;
  /** What is kept under a name besides the posts, as it was written; `undefined` when there is nothing. */
  own(name: string): Promise<unknown>;
  /** Ids of all posts, oldest first; only those of `since` (ISO 8601) or later, when it is given. */
  ids(since?: string): Promise<readonly string[]>;
  /** @throws TagweaveError `post-forgotten` when there is no such post, `history-invalid` when it is damaged */
  update(id: string, change: PostChange): Promise<SavedPost>;
  /** As {@link HistoryWriter.setVectors}. */
  setVectors(vectors: readonly NewVector[]): Promise<void>;
  remove(id: string): Promise<void>;
  /** Forgets all of them or none. */
  removeAll(ids: readonly string[]): Promise<void>;
  /** Forgets every post and what is kept beside them; nothing of them stays, and nothing that was begun before comes after it. */
  wipe(wipe?: Wipe): Promise<void>;
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
