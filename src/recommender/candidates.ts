import { neverSuggestKeys } from '../domain/never-suggest.ts';
import type { PostTag } from '../domain/post.ts';
import type { OwnTagScores } from './own-tags.ts';
import type { Rankable } from './ranking.ts';
import type { VocabularyIndex } from './vocabulary-index.ts';

/** Everything that may be suggested for a post: the network's tags by class index, then the person's own beyond its vocabulary. */
export interface Candidates extends Rankable {
  /** S'(h) = (1 − ω)·S(h) + own share; without own posts S(h) itself, number for number. */
  readonly scores: ArrayLike<number>;
  readonly own: OwnTagScores;
}

/**
 * @param scores S(h), H numbers
 * @param always tags that the person wants in every list; those that nobody knows compete with a score of 0
 */
export function candidatesOf(
  scores: Float32Array,
  vocabulary: VocabularyIndex,
  own: OwnTagScores,
  always: readonly PostTag[] = [],
): Candidates {
  const asked = always.filter(({ key }) => !vocabulary.has(key) && !own.byKey.has(key));
  if (own.weight === 0 && asked.length === 0) {
    return { tags: vocabulary.tags, allowed: vocabulary.allowed, scores, own };
  }
  const never = neverSuggestKeys();
  const known: PostTag[] = [...own.byKey].flatMap(([key, { tag }]) => (vocabulary.has(key) ? [] : [tag]));
  const extra = [...known, ...asked];
  const tags = [...vocabulary.tags, ...extra];
  return {
    tags,
    allowed: [...vocabulary.allowed, ...extra.map(({ key }) => !never.has(key))],
    scores: tags.map(({ key }, index) => {
      const share = own.byKey.get(key);
      return (1 - own.weight) * (scores[index] ?? 0) + (share === undefined ? 0 : share.nearest + share.usual);
    }),
    own,
  };
}
