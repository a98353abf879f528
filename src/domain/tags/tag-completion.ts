import { hashtagKey } from './hashtag.ts';
import type { KnownTag } from './known-tag.ts';
import { wordsOfTag } from './tag-words.ts';

/** Completions shown at once: as many as are read at a glance. */
export const COMPLETIONS = 7;
/** A tag is found by a later word of its own ("hour" → #GoldenHour) from so many letters on. */
const INNER = 2;

/** A tag with what it is found by: its key, then its key from each later word on. */
interface Findable {
  readonly tag: KnownTag;
  readonly starts: readonly string[];
}

const findable = new WeakMap<readonly KnownTag[], readonly Findable[]>();

/** Thousands of tags are taken apart once, not at every key. */
function findableOf(known: readonly KnownTag[]): readonly Findable[] {
  const before = findable.get(known);
  if (before !== undefined) return before;
  const made = known.map((tag) => {
    const words = wordsOfTag(tag.label).split(' ');
    const later = words.slice(1).map((_, index) => hashtagKey(words.slice(index + 1).join('')) ?? '');
    return { tag, starts: [tag.key, ...later.filter((start) => start !== '')] };
  });
  findable.set(known, made);
  return made;
}

/**
 * Tags that what is typed may become: those of the person first, then those that begin so, then those of which a later word does;
 * within each the most used first. Nothing for what is no beginning of a tag, and none of `taken`.
 */
export function completionsOf(
  text: string,
  known: readonly KnownTag[],
  taken: ReadonlySet<string>,
  most = COMPLETIONS,
): readonly KnownTag[] {
  const start = hashtagKey(text);
  if (start === null) return [];
  const inner = Array.from(start).length >= INNER;
  const found = findableOf(known).flatMap(({ tag, starts }) => {
    if (taken.has(tag.key)) return [];
    const place = starts.findIndex((one) => one.startsWith(start));
    return place === -1 || (place > 0 && !inner)
      ? []
      : [{ tag, rank: (tag.ownPosts > 0 ? 0 : 2) + (place > 0 ? 1 : 0) }];
  });
  found.sort((a, b) => a.rank - b.rank || uses(b.tag) - uses(a.tag) || a.tag.key.length - b.tag.key.length);
  return found.slice(0, most).map(({ tag }) => tag);
}

/** Own posts weigh more than anybody's: the order within one rank. */
function uses({ ownPosts, learntFrom }: KnownTag): number {
  return ownPosts * 1_000_000 + learntFrom;
}
