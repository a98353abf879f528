import type { PostTag } from '../post/post.ts';
import { hashtagKey } from './hashtag.ts';
import data from './light-tags.json';

let words: ReadonlySet<string> | undefined;
let parts: readonly string[] | undefined;

/**
 * Whether a hashtag is joyful, romantic, of a party, a joke or a game for likes, by its name alone (`light-tags.json`): for those of
 * which the vocabulary says nothing. It rather takes a plain one for light than the other way round.
 */
export function hasLightName({ key, label }: PostTag): boolean {
  words ??= new Set(data.words.map((word) => hashtagKey(word) ?? word));
  parts ??= data.parts.map((part) => hashtagKey(part) ?? part);
  const listed = words;
  return (
    listed.has(key) ||
    parts.some((part) => key.includes(part)) ||
    wordsIn(label).some((word) => listed.has(hashtagKey(word) ?? word))
  );
}

/** "GoodOldDays_2024" → Good, Old, Days. */
function wordsIn(label: string): string[] {
  return label.split(/(?<=\p{Ll})(?=\p{Lu})|[_\d]+/u).filter((word) => word !== '');
}
