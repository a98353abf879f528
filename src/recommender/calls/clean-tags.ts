import { oneLine } from '../../domain/text/one-line.ts';
import { captionHashtags } from '../../domain/tags/caption-hashtags.ts';
import { hashtagKey, hashtagLabel } from '../../domain/tags/hashtag.ts';
import type { PostTag, SavedPost } from '../../domain/post/post.ts';
import type { PostEdit, WholeLearn } from '../recommender.ts';

/** Tags as they are stored: their own label and its key, each once. */
export function cleanTags(tags: readonly PostTag[]): PostTag[] {
  const byKey = new Map<string, PostTag>();
  for (const tag of tags) {
    const label = hashtagLabel(tag.label);
    const key = hashtagKey(tag.label);
    if (label !== null && key !== null && !byKey.has(key)) byKey.set(key, { key, label });
  }
  return [...byKey.values()];
}

/** The tags of a post: those it was published with, and the hashtags that its caption carries, whoever forgets to say so. */
function postTags(tags: readonly PostTag[], caption: string): PostTag[] {
  return cleanTags([...tags, ...captionHashtags(caption)]);
}

/** What a person said of a post, as it is stored; the engine adds what it made itself. */
export function cleanLearn({
  draft,
  tags,
  removedTags,
  typedTags,
  altText = '',
  platform,
}: WholeLearn): Omit<SavedPost, 'id' | 'createdAt' | 'thumbnail' | 'vector'> {
  const line = draft.photo === null ? '' : oneLine(altText);
  return {
    ...{ caption: draft.caption, platform },
    tags: postTags(tags, draft.caption),
    removedTags: [...new Set(removedTags)],
    ...(typedTags === undefined ? {} : { typedTags: [...new Set(typedTags)] }),
    ...(line === '' ? {} : { altText: line }),
  };
}

/** What a person changed of a post, as it is stored. */
export function cleanEdit({ caption, tags, removedTags, typedTags, altText }: PostEdit): PostEdit {
  return {
    ...(caption === undefined ? {} : { caption }),
    ...(tags === undefined ? {} : { tags: cleanTags(tags) }),
    ...(removedTags === undefined ? {} : { removedTags: [...new Set(removedTags)] }),
    ...(typedTags === undefined ? {} : { typedTags: [...new Set(typedTags)] }),
    ...(altText === undefined ? {} : { altText: oneLine(altText) }),
  };
}
