import type { KnownTag } from '../../domain/tags/known-tag.ts';
import type { LearntPost } from '../../history/history-store.ts';
import type { VocabularyIndex } from './vocabulary-index.ts';

/**
 * Every hashtag that can be completed to: the network's (before it is loaded: none) and the person's own, written as the person
 * wrote them last.
 * @param posts oldest first
 */
export function knownTags(vocabulary: VocabularyIndex | null, posts: readonly LearntPost[]): readonly KnownTag[] {
  const found = new Map<string, KnownTag>();
  vocabulary?.tags.forEach(({ key, label }, index) => {
    if (vocabulary.allowed[index] === true) {
      found.set(key, { key, label, learntFrom: vocabulary.counts[index] ?? 0, ownPosts: 0 });
    }
  });
  for (const { tags } of posts) {
    for (const [key, { label }] of new Map(tags.map((tag) => [tag.key, tag]))) {
      const before = found.get(key);
      found.set(key, { key, label, learntFrom: before?.learntFrom ?? 0, ownPosts: (before?.ownPosts ?? 0) + 1 });
    }
  }
  return [...found.values()];
}
