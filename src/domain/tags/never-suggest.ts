import data from './never-suggest.json';
import { hashtagKey } from './hashtag.ts';

let keys: ReadonlySet<string> | undefined;

/**
 * Keys that are never suggested: sexual, self-harm, slurs … (a dated list, `never-suggest.json`). A person may still type them; that
 * a tag is not on it says nothing about what a platform allows.
 */
export function neverSuggestKeys(): ReadonlySet<string> {
  keys ??= new Set(data.tags.map((tag) => hashtagKey(tag) ?? tag));
  return keys;
}
