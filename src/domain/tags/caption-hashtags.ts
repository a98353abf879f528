import { hashtagsOfText } from './hashtag-text.ts';
import { tagOfName } from './hashtag.ts';
import type { PostTag } from '../post/post.ts';

/** A hashtag that stands in a caption: caption[start, end), its sign included. */
export interface CaptionHashtag extends PostTag {
  readonly start: number;
  readonly end: number;
}

/** The hashtags that a caption carries, in order; the same one again is left out, and so is what is none ("#1"). */
export function captionHashtags(caption: string): readonly CaptionHashtag[] {
  const found = new Map<string, CaptionHashtag>();
  const seen = new Set<string>();
  for (const { name, start, end } of hashtagsOfText(caption)) {
    if (seen.has(name)) continue;
    seen.add(name);
    const tag = tagOfName(name);
    if (tag !== null && !found.has(tag.key)) found.set(tag.key, { ...tag, start, end });
  }
  return [...found.values()];
}
