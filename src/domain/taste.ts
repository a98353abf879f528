import type { PostTag } from './post/post.ts';

/** How a tag's use in the last {@link Taste.recentPosts} posts compares with the posts before. */
export type Trend = 'new' | 'rising' | 'steady' | 'falling';

/** A tag of the person's own posts. */
export interface TasteTag extends PostTag {
  /** Posts that carry it. */
  readonly posts: number;
  /** Of them among the last {@link Taste.recentPosts}. */
  readonly recentPosts: number;
  readonly trend: Trend;
  /** ISO 8601 of the last post with it; {@link UNDATED} where none of them has a date. */
  readonly lastUsedAt: string;
}

/** What the personal head does to a tag: how far it moves the tag's logit, averaged over the person's posts. */
export interface TagShift extends PostTag {
  /** Log-odds; above 0 the tag is suggested more often than without the head. */
  readonly amount: number;
}

/** Everything that was learnt from a person's posts, as plain data. */
export interface Taste {
  /** Posts with tags: the ones that teach. */
  readonly posts: number;
  /** Most used first. */
  readonly tags: readonly TasteTag[];
  /** How many of the last posts count as recent in `tags`. */
  readonly recentPosts: number;
  /** Strongest first, raised and lowered tags alike; empty before the head has learnt anything. */
  readonly shifts: readonly TagShift[];
  /** How far the posts are believed: n/(n + 2) for n posts, times the strength that was asked for; 0 without posts … 1. */
  readonly weight: number;
}
