import { setNamed } from '../../domain/tags/tag-sets.ts';
import type { TagSet } from '../../domain/post/tag-set.ts';
import type { Recommender } from '../../recommender/recommender.ts';

/** Takes away again what an import brought to the saved sets: a set that has nothing else goes as a whole. */
export async function takeBackSets(
  recommender: Pick<Recommender, 'tagSets' | 'saveTagSet' | 'forgetTagSet'>,
  brought: readonly TagSet[],
): Promise<void> {
  if (brought.length === 0) return;
  const sets = await recommender.tagSets();
  for (const { name, tags } of brought) {
    const here = setNamed(sets, name);
    if (here === null) continue;
    const gone = new Set(tags.map(({ key }) => key));
    const left = here.tags.filter(({ key }) => !gone.has(key));
    await (left.length === 0
      ? recommender.forgetTagSet(name)
      : recommender.saveTagSet({ name: here.name, tags: left }));
  }
}
