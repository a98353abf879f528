import { fractionOf } from './post-folder.ts';
import type { FolderPost } from './post-folder.ts';

export const PARTS = ['train', 'validation', 'test'] as const;
export type Part = (typeof PARTS)[number];

function partOf(position: number): Part {
  return position < 0.8 ? 'train' : position < 0.9 ? 'validation' : 'test';
}

/**
 * The protocol's split, 80/10/10 (systems.md §7, training/data/split.py): a dated post by its place among its user's dated posts,
 * any other by the hash of its id.
 * @param groups posts by user in the order of `byUser`
 */
export function splitOf(groups: readonly (readonly FolderPost[])[]): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  for (const group of groups) {
    const dated = group.filter((post) => post.date !== null && post.user !== null);
    for (const post of group)
      parts.set(post.id, partOf(Number.parseInt(fractionOf(post.id).slice(0, 13), 16) / 2 ** 52));
    for (const [rank, post] of dated.entries()) parts.set(post.id, partOf(rank / dated.length));
  }
  return parts;
}
