import { byUser } from './post-folder.ts';
import type { FolderPost } from './post-folder.ts';

/** Rows that are one post: several pictures with one caption and the same hashtags. */
export interface Occasion {
  /** The first of them is what a history keeps. */
  readonly posts: readonly FolderPost[];
}

/** Every user's posts in time order; a history never holds the post itself under another picture (training/everyday/posts.py). */
export function timelines(posts: readonly FolderPost[]): Occasion[][] {
  return byUser(posts).map((group) => {
    const occasions = new Map<string, FolderPost[]>();
    for (const post of group) {
      const key = post.caption.trim() === '' ? post.id : JSON.stringify([post.caption, post.tags]);
      const known = occasions.get(key);
      if (known === undefined) occasions.set(key, [post]);
      else known.push(post);
    }
    return [...occasions.values()].map((rows) => ({ posts: rows }));
  });
}
