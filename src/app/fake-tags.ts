import type { KnownTag } from '../domain/tags/known-tag.ts';
import type { PostTag, SavedPost } from '../domain/post/post.ts';
import type { RelatedOptions } from '../recommender/recommender.ts';
import { THEMES } from './fake-posts.ts';

const tagOf = (label: string): PostTag => ({ key: label.toLowerCase(), label });

/** The stand-in engine's vocabulary: its themes, the first tag of each the commonest. */
export function fakeKnownTags(posts: readonly SavedPost[]): readonly KnownTag[] {
  const own = new Map(posts.flatMap((post) => post.tags.map((tag) => [tag.key, tag] as const)));
  const ownPosts = (key: string): number => posts.filter((post) => post.tags.some((tag) => tag.key === key)).length;
  const learnt = THEMES.flatMap((theme) =>
    theme.map((label, place) => ({ ...tagOf(label), learntFrom: 900 - 70 * place })),
  );
  const known = new Map(
    [...learnt, ...[...own.values()].map((tag) => ({ ...tag, learntFrom: 0 }))].reverse().map((tag) => [tag.key, tag]),
  );
  return [...known.values()].map((tag) => ({ ...tag, ownPosts: ownPosts(tag.key) }));
}

/** In the stand-in engine a tag goes with the others of its theme. */
export function fakeRelatedTags(key: string, { count = 12, exclude = [] }: RelatedOptions): readonly PostTag[] {
  const theme = THEMES.find((labels) => labels.some((label) => tagOf(label).key === key)) ?? [];
  return theme
    .map(tagOf)
    .filter((tag) => tag.key !== key && !exclude.includes(tag.key))
    .slice(0, count);
}
