import type { PostTag } from '../domain/post.ts';

interface Searched {
  readonly caption: string;
  readonly tags: readonly PostTag[];
}

/** A test for posts: every word of `search` occurs in the caption or in a tag; `#dog` looks at tags only, from their beginning. */
export function matcher(search: string): ((post: Searched) => boolean) | null {
  const words = plain(search)
    .split(/\s+/u)
    .filter((word) => word !== '' && word !== '#');
  if (words.length === 0) return null;
  return ({ caption, tags }) => {
    const text = plain(caption);
    const names = tags.map((tag) => plain(tag.label));
    return words.every((word) =>
      word.startsWith('#')
        ? names.some((name) => name.startsWith(word.slice(1)))
        : text.includes(word) || names.some((name) => name.includes(word)),
    );
  };
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
