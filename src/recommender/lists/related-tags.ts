import type { PostTag } from '../../domain/post/post.ts';
import type { LearntPost } from '../../history/history-store.ts';
import type { RelatedOptions } from '../recommender.ts';
import { mayShow } from '../tact/tactful.ts';
import type { VocabularyIndex } from '../reading/vocabulary-index.ts';

/** A habit of one post is none: own tags are offered beside each other from so many posts on. */
const OWN_TOGETHER = 2;
/** Of the person's own before those that people at large write beside it: so many at most. */
const MOST_OWN = 4;
const DEFAULT_COUNT = 12;

/** What relations are known of: the models' where they are loaded, and the person's posts. */
export interface RelationSources {
  readonly vocabulary: VocabularyIndex | null;
  /** By class index; null where the network brings none. */
  readonly related: readonly (readonly number[])[] | null;
  readonly posts: readonly LearntPost[];
}

/**
 * Hashtags that go with one: those that the person has put beside it, then those that people write beside it (training/everyday/related.py),
 * the best first. On a grave caption only what may stand there.
 */
export function relatedTags(
  key: string,
  { vocabulary, related, posts }: RelationSources,
  { count = DEFAULT_COUNT, exclude = [], grave = false }: RelatedOptions = {},
): readonly PostTag[] {
  const out = new Set([key, vocabulary?.canonical(key) ?? key, ...exclude]);
  const index = vocabulary?.indexOf(vocabulary.canonical(key)) ?? null;
  const learnt = (index === null ? [] : (related?.[index] ?? [])).flatMap((other) => {
    const tag = vocabulary?.tags[other];
    return tag === undefined || vocabulary?.allowed[other] !== true ? [] : [tag];
  });
  const found: PostTag[] = [];
  for (const tag of [...ownBeside(key, posts).slice(0, MOST_OWN), ...learnt]) {
    if (out.has(tag.key) || !mayStand(tag, vocabulary, grave)) continue;
    out.add(tag.key);
    found.push({ key: tag.key, label: tag.label });
    if (found.length === count) break;
  }
  return found;
}

/** Pressed for, so as good as named: on a grave caption it has to be plain all the same. */
function mayStand(tag: PostTag, vocabulary: VocabularyIndex | null, grave: boolean): boolean {
  const facts = { ...tag, ...vocabulary?.factsOf(tag.key) };
  return mayShow(facts, { grave, probability: grave ? 1 : 0 }, { named: true, probability: 0 });
}

/** Tags beside this one on several of the person's posts, the most often first, as they were written last. */
function ownBeside(key: string, posts: readonly LearntPost[]): readonly PostTag[] {
  const beside = new Map<string, { tag: PostTag; times: number }>();
  for (const { tags } of posts) {
    if (!tags.some((tag) => tag.key === key)) continue;
    for (const tag of tags) beside.set(tag.key, { tag, times: (beside.get(tag.key)?.times ?? 0) + 1 });
  }
  return [...beside.values()]
    .filter(({ times }) => times >= OWN_TOGETHER)
    .sort((a, b) => b.times - a.times)
    .map(({ tag }) => tag);
}
