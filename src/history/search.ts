import type { PostTag } from '../domain/post.ts';

/** What of a post is looked through, made ready once. */
export interface Searchable {
  readonly caption: string;
  readonly tags: readonly string[];
}

export function searchable({
  caption,
  tags,
}: {
  readonly caption: string;
  readonly tags: readonly PostTag[];
}): Searchable {
  return { caption: plain(caption), tags: tags.map((tag) => plain(tag.label)) };
}

/**
 * A test for posts: every word of `search` occurs in the caption or in a tag; `#dog` looks at tags only, from their beginning. Null
 * when there is no word to look for.
 */
export function matcher(search: string): ((post: Searchable) => boolean) | null {
  const words = plain(search)
    .split(/\s+/u)
    .filter((word) => word !== '' && word !== '#');
  if (words.length === 0) return null;
  return ({ caption, tags }) =>
    words.every((word) =>
      word.startsWith('#')
        ? tags.some((tag) => tag.startsWith(word.slice(1)))
        : caption.includes(word) || tags.some((tag) => tag.includes(word)),
    );
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
