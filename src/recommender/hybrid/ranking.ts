import type { PostTag } from '../../domain/post/post.ts';

/** How many further tags stand by for those that a person takes away. */
export const ALTERNATIVES = 20;

/** Tags that compete, and which of them may be suggested. */
export interface Rankable {
  readonly tags: readonly PostTag[];
  readonly allowed: readonly boolean[];
}

export interface Ranking {
  /** Indices, best first. */
  readonly tags: readonly number[];
  /** The next ones, best first, up to {@link ALTERNATIVES}. */
  readonly alternatives: readonly number[];
}

/**
 * The list of a post from the hybrid scores S(h) (systems.md §5): best first, ties to the lower class index; distinct keys, without
 * what is never suggested and what the person excluded. Tags that the person always wants take the last places of the list where
 * their own scores would not have brought them in.
 * @param scores S(h), a number a tag
 * @param always keys
 */
export function rankTags(
  scores: ArrayLike<number>,
  { tags, allowed }: Rankable,
  count: number,
  exclude: ReadonlySet<string>,
  always: ReadonlySet<string> = new Set(),
): Ranking {
  const ranked: number[] = [];
  const order = Array.from({ length: scores.length }, (_, index) => index).sort(
    (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b,
  );
  for (const index of order) {
    const tag = tags[index];
    if (tag === undefined || allowed[index] !== true || exclude.has(tag.key)) continue;
    ranked.push(index);
  }
  const isWanted = (index: number): boolean => always.has(tags[index]?.key ?? '');
  const wanted = ranked.filter(isWanted).slice(0, count);
  const best = ranked.filter((index) => !wanted.includes(index)).slice(0, count - wanted.length);
  const listed = new Set([...wanted, ...best]);
  return {
    tags: ranked.filter((index) => listed.has(index)),
    alternatives: ranked.filter((index) => !listed.has(index)).slice(0, ALTERNATIVES),
  };
}
