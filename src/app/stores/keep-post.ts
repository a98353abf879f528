import { TagweaveError } from '../../domain/errors.ts';
import type { SavedPost } from '../../domain/post.ts';
import type { Recommender } from '../../recommender/recommender.ts';
import { outputTags, typedKeys } from '../compose/chips.ts';
import type { Post } from '../compose/post.ts';

/**
 * Saves a post, or changes the saved one.
 * @throws TagweaveError `post-forgotten` when the saved one is gone, and as the recommender does
 */
export function keepPost(
  recommender: Pick<Recommender, 'learn' | 'updatePost'>,
  { savedId, photo, caption, table, recommendation }: Post,
  platform: string,
): Promise<SavedPost> {
  const said = {
    tags: outputTags(table),
    removedTags: table.removed.map((chip) => chip.key),
    typedTags: typedKeys(table),
  };
  if (savedId !== null) return recommender.updatePost(savedId, { caption, ...said });
  return recommender.learn({
    recommendationId: recommendation?.id ?? null,
    draft: { photo, caption },
    ...said,
    platform,
  });
}

export function forgottenMeanwhile(): TagweaveError {
  return new TagweaveError('history-forgotten', 'Everything was forgotten while this post was being kept.');
}
