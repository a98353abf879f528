import { hashtagKey, hashtagLabel } from '../domain/hashtag.ts';
import type { PostTag } from '../domain/post.ts';

/** `#tag` where no word, entity or address goes on; the sign may be the full-width one. */
const TAG = /(?<![\p{L}\p{M}\p{N}\p{Pc}&/])[#＃]([\p{L}\p{M}\p{N}\p{Pc}·\u200c\u200d]+)/gu;
/** What may stand between hashtags, or before the first of them on its line. */
const BETWEEN = /^[\s.·•,;|/\\\-–—_⠀]*$/u;

/**
 * A caption as services keep it, with the hashtags in the text: the tags, and what a person would type as the caption here. Rows of
 * hashtags go; one inside a sentence stays as a word, because the sentence needs it.
 */
export function splitCaption(text: string): { readonly caption: string; readonly tags: readonly PostTag[] } {
  const tags = new Map<string, PostTag>();
  for (const [, name = ''] of text.matchAll(TAG)) {
    const tag = tagOf(name);
    if (tag !== null && !tags.has(tag.key)) tags.set(tag.key, tag);
  }
  return { caption: withoutRows(text), tags: [...tags.values()] };
}

/** A tag as it is stored; null when it is none. */
export function tagOf(name: string): PostTag | null {
  const label = hashtagLabel(name);
  const key = hashtagKey(name);
  return label === null || key === null ? null : { key, label };
}

/** Tags of names, each once. */
export function tagsOf(names: readonly string[]): readonly PostTag[] {
  const tags = new Map<string, PostTag>();
  for (const name of names) {
    const tag = tagOf(name);
    if (tag !== null && !tags.has(tag.key)) tags.set(tag.key, tag);
  }
  return [...tags.values()];
}

/** Both lists, each tag once. */
export function joinTags(one: readonly PostTag[], other: readonly PostTag[]): readonly PostTag[] {
  return [...new Map([...other, ...one].map((tag) => [tag.key, tag])).values()].sort(
    (a, b) => placeIn(one, a) - placeIn(one, b),
  );
}

function placeIn(tags: readonly PostTag[], { key }: PostTag): number {
  const place = tags.findIndex((tag) => tag.key === key);
  return place < 0 ? tags.length : place;
}

function withoutRows(text: string): string {
  const lines = text.split(/\r?\n/u).map((line) => {
    if (BETWEEN.test(line.replace(TAG, ''))) return '';
    return line.replace(trailingTags(line), '').replace(TAG, '$1').trimEnd();
  });
  return lines
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

/** The row of hashtags that a line ends with; '' when there are fewer than two, for one may belong to the sentence. */
function trailingTags(line: string): string {
  const row = /(?:[\s.·•,;|/\\\-–—]*[#＃][\p{L}\p{M}\p{N}\p{Pc}·\u200c\u200d]+){2,}\s*$/u.exec(line)?.[0] ?? '';
  return row;
}
