import { hashtagKey, hashtagLabel } from '../domain/hashtag.ts';
import type { PostTag } from '../domain/post.ts';

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
