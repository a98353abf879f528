import type { PostTag } from './post.ts';

/** Hashtags that a person saved under a name ("my coffee set") to add them at once. The name identifies it, without regard to case. */
export interface TagSet {
  readonly name: string;
  readonly tags: readonly PostTag[];
}
