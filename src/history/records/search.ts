import type { SavedPost } from '../../domain/post/post.ts';

/** What of a post is looked through, made ready once. */
export interface Searchable {
  readonly caption: string;
  readonly tags: readonly string[];
  readonly platform: string | null;
}

export function searchable({ caption, tags, platform }: Pick<SavedPost, 'caption' | 'tags' | 'platform'>): Searchable {
  return { caption: plain(caption), tags: tags.map((tag) => plain(tag.label)), platform };
}

/** A test for posts: what is searched for ({@link wordsMatcher}), and the platform. Null when every post passes. */
export function matcher(search: string, platform?: string): ((post: Searchable) => boolean) | null {
  const words = wordsMatcher(search);
  if (platform === undefined) return words;
  return (post) => post.platform === platform && (words === null || words(post));
}

/**
 * A test for posts: every word of `search` occurs in the caption or in a tag; `#dog` looks at tags only, from their beginning. Null
 * when there is no word to look for.
 */
function wordsMatcher(search: string): ((post: Searchable) => boolean) | null {
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
