import { altTextDraft } from '../../../domain/output/alt-text.ts';
import { oneLine } from '../../../domain/text/one-line.ts';
import { outputTags } from '../../post/chips.ts';
import type { Post } from '../../post/post.ts';

/** The line that goes with the photo: the person's own, else a draft from caption and tags; empty without a photo. */
export function altTextOf(post: Pick<Post, 'photo' | 'altText' | 'caption' | 'table'>): string {
  if (post.photo === null) return '';
  return post.altText === null ? altTextDraft(post.caption, outputTags(post.table)) : ownAltText(post);
}

/** The person's own line alone; empty where there is a draft only. For what stays with the photo and nobody reads over again. */
export function ownAltText({ photo, altText }: Pick<Post, 'photo' | 'altText'>): string {
  return photo === null ? '' : oneLine(altText ?? '');
}
