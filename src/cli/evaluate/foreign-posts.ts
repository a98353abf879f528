import type { VocabularyIndex } from '../../recommender/reading/vocabulary-index.ts';
import { fractionOf } from './post-folder.ts';

interface Tagged {
  readonly id: string;
  readonly tags: readonly string[];
}

/**
 * Posts of other people that have nothing to do with a person: none of their tags is one that the person ever used. In an order that the person's name
 * alone decides, the same every time.
 * @param mine tags of all the person's posts, later ones too
 * @param tags keys, in any spelling
 */
export function foreignPosts<Post extends Tagged>(
  user: string,
  mine: readonly string[],
  posts: readonly Post[],
  vocabulary: Pick<VocabularyIndex, 'canonical'>,
): Post[] {
  const own = new Set(mine.map((key) => vocabulary.canonical(key)));
  const order = new Map(posts.map((post) => [post, fractionOf(user + post.id)]));
  return posts
    .filter(({ tags }) => tags.length > 0 && !tags.some((key) => own.has(vocabulary.canonical(key))))
    .sort((a, b) => ((order.get(a) ?? '') < (order.get(b) ?? '') ? -1 : 1));
}
