import type { PostTag } from '../../domain/post/post.ts';
import type { Recommender } from '../../recommender/recommender.ts';

/** Takes away again what an import brought to the own list. */
export async function takeBackList(
  recommender: Pick<Recommender, 'tagList' | 'saveTagList'>,
  brought: readonly PostTag[],
): Promise<void> {
  if (brought.length === 0) return;
  const gone = new Set(brought.map(({ key }) => key));
  await recommender.saveTagList((await recommender.tagList()).filter(({ key }) => !gone.has(key)));
}
