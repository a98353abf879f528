import type { SavedPost } from '../../../domain/post/post.ts';
import type { Draft } from '../../../drafts/draft.ts';
import type { Table } from '../../post/chips.ts';
import type { ComposeState, Post, PostChange, WhatIf } from '../../post/post.ts';
import type { Kept } from './keep-post.ts';
import type { Journey } from '../../post/travel.ts';
import type { Store } from '../store.ts';

/** The posts on the page, and everything a person can do with them. */
export interface Compose {
  readonly store: Store<ComposeState>;
  /** The first fills the open post where that has room, the others become posts of their own; the caption counts for all. */
  readonly addPhotos: (files: readonly Blob[], caption?: string) => void;
  /** Posts of an earlier visit come back, before those already begun. */
  readonly restore: (drafts: readonly Draft[]) => void;
  readonly dropPhoto: () => void;
  readonly setCaption: (caption: string) => void;
  /** Null: the draft from caption and tags again. */
  readonly setAltText: (altText: string | null) => void;
  readonly setWhatIf: (change: Partial<WhatIf>) => void;
  readonly activate: (id: number) => void;
  readonly newPost: () => void;
  readonly removePost: (id: number) => void;
  /** Stops reading one post; it can be asked for again. */
  readonly cancel: (id: number) => void;
  readonly retry: (id: number) => void;
  /** Stops the queue where it is, and lets it go on. */
  readonly setPaused: (paused: boolean) => void;
  /** Stops all posts that have not been read yet. */
  readonly cancelAll: () => void;
  /** Asks again for all posts that were stopped. */
  readonly retryAll: () => void;
  readonly editTags: (change: (table: Table, post: Post, count: number) => Table) => void;
  /** Changes captions and tags of several posts at once; a post whose caption changed is read again. */
  readonly editPosts: (ids: readonly number[], change: PostChange) => void;
  /** Saves a post (the active one); the next suggestions know it. */
  readonly keep: (id?: number) => Promise<SavedPost>;
  /** The same, and what was saved before it. */
  readonly keepOver: (id?: number) => Promise<Kept>;
  /** The saved post was forgotten (undo). */
  readonly unkeep: (savedId: string) => void;
  /** Everything is to be forgotten: kept posts leave the table, and those just being kept are not kept any more. */
  readonly forget: () => void;
  /** The forgotten post is saved again (redo). */
  readonly rekeep: (id: number, saved: SavedPost) => void;
  /** Goes the way of an undo or a redo. */
  readonly travel: (journey: Journey) => void;
}
