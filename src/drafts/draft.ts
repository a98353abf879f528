import type { PostTag } from '../domain/post/post.ts';

/** A tag that the person decided about: typed or kept, or taken away. Everything else is suggested anew. */
export interface DraftTag extends PostTag {
  readonly typed: boolean;
  readonly kept: boolean;
  readonly removed: boolean;
}

/** A post being written, as it is kept until it is saved or removed. */
export interface Draft {
  /** Identifies the post in its slot; ascending in the order of the posts. */
  readonly id: number;
  readonly caption: string;
  /** What the photo shows, in the person's words; null: nobody said. */
  readonly altText: string | null;
  /** As it was dropped. Kept on this device only, and only as long as the post is on the table. */
  readonly photo: Blob | null;
  readonly photoName: string;
  readonly tags: readonly DraftTag[];
  /** The person cleared the tags: none are suggested until they ask. */
  readonly cleared: boolean;
  /** What it will be kept under; null in drafts of older versions. */
  readonly keepId: string | null;
  /** The kept post that this one changes; null for a new one. */
  readonly savedId: string | null;
}
