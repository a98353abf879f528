import { sha256 } from '../../encoders/download/sha256.ts';
import type { OwnPost } from './own-post.ts';

export const OWN_PARTS = ['train', 'validation', 'test'] as const;
export type OwnPart = (typeof OWN_PARTS)[number];

/** Shares of the protocol, 80/10/10 (systems.md §7). */
function partAt(position: number): OwnPart {
  return position < 0.8 ? 'train' : position < 0.9 ? 'validation' : 'test';
}

/** Posts by user, each group in the order of time; without dates in the order of the files. Posts without a user stand alone. */
export function timelinesOf(posts: readonly OwnPost[]): number[][] {
  const groups = new Map<string, number[]>();
  posts.forEach(({ user }, n) => {
    const key = user === null ? `alone ${String(n)}` : `of ${user}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [n]);
    else group.push(n);
  });
  const dateOf = (n: number): string => posts[n]?.date ?? '';
  return [...groups.values()].map((group) =>
    group.sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : dateOf(a) > dateOf(b) ? 1 : a - b)),
  );
}

/**
 * The part of every post: one with a date by its place among its user's dated posts, so that the test lies after what is learnt from;
 * any other by the hash of its id.
 */
export async function partsOf(posts: readonly OwnPost[]): Promise<OwnPart[]> {
  const parts = await Promise.all(posts.map(async ({ id }) => partAt(await fractionOf(id))));
  for (const group of timelinesOf(posts)) {
    const dated = group.filter((n) => posts[n]?.user !== null && posts[n]?.date !== null);
    dated.forEach((n, rank) => {
      parts[n] = partAt(rank / dated.length);
    });
  }
  return parts;
}

/** sha256 of the id as a fraction, 0…1. */
async function fractionOf(id: string): Promise<number> {
  return Number.parseInt((await sha256(new TextEncoder().encode(id))).slice(0, 13), 16) / 2 ** 52;
}
