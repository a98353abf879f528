import type { PostTag } from '../post/post.ts';

/** A hashtag that can be completed to, with how often it was used: never how popular it is today, which nobody here can know. */
export interface KnownTag extends PostTag {
  /** Posts with it among those that the network learnt from; 0 for a tag that only the person knows. */
  readonly learntFrom: number;
  /** Saved posts of the person with it. */
  readonly ownPosts: number;
}
