import { hashtagKey } from '../../domain/tags/hashtag.ts';
import { wordsOf } from './word-attention.ts';

/** "Golden Hour" names #goldenhour: neighbouring words that are tried together. */
const TOGETHER = 3;
/** What stands further back in a long caption names nothing. */
const WORDS = 200;

/** Keys of the hashtags that a caption names by one word or a few neighbouring ones, in any language. */
export function namesIn(caption: string): ReadonlySet<string> {
  const words = wordsOf(caption)
    .slice(0, WORDS)
    .map((word) => word.text);
  const names = new Set<string>();
  words.forEach((_, first) => {
    for (let count = 1; count <= TOGETHER && first + count <= words.length; count += 1) {
      const key = hashtagKey(words.slice(first, first + count).join(' '));
      if (key !== null) names.add(key);
    }
  });
  return names;
}
