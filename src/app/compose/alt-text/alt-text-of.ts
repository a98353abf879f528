import { altTextDraft, oneLine } from '../../../domain/output/alt-text.ts';
import { outputTags } from '../../post/chips.ts';
import type { Post } from '../../post/post.ts';

/** The line that goes with the photo: the person's own, else a draft from caption and tags; empty without a photo. */
export function altTextOf(post: Pick<Post, 'photo' | 'altText' | 'caption' | 'table'>): string {
  if (post.photo === null) return '';
  return post.altText === null ? altTextDraft(post.caption, outputTags(post.table)) : oneLine(post.altText);
}
