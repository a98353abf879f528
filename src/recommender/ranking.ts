import type { PostTag } from '../domain/post.ts';

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
 * what is never suggested and what the person excluded.
 * @param scores S(h), a number a tag
 */
export function rankTags(
  scores: ArrayLike<number>,
  { tags, allowed }: Rankable,
  count: number,
  exclude: ReadonlySet<string>,
): Ranking {
  const ranked: number[] = [];
  const order = Array.from({ length: scores.length }, (_, index) => index).sort(
    (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b,
  );
  for (const index of order) {
    const tag = tags[index];
    if (tag === undefined || allowed[index] !== true || exclude.has(tag.key)) continue;
    ranked.push(index);
    if (ranked.length === count + ALTERNATIVES) break;
  }
  return { tags: ranked.slice(0, count), alternatives: ranked.slice(count) };
}
