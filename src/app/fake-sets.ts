import type { PostTag } from '../domain/post/post.ts';
import type { RecommenderEvent } from '../domain/progress.ts';
import { tagListOf } from '../domain/tags/tag-list.ts';
import { withSet, withoutSet } from '../domain/tags/tag-sets.ts';
import type { TagSet } from '../domain/post/tag-set.ts';
import type { Recommender } from '../recommender/recommender.ts';

interface FakeSets {
  readonly calls: Pick<Recommender, 'tagSets' | 'saveTagSet' | 'forgetTagSet' | 'tagList' | 'saveTagList'>;
  readonly forget: () => void;
}

/** The stand-in engine's saved sets and own list. */
export function createFakeSets(first: readonly TagSet[], emit: (event: RecommenderEvent) => void): FakeSets {
  let sets = first;
  const change = (next: readonly TagSet[]): Promise<void> => {
    sets = next;
    emit({ type: 'tag-sets-changed' });
    return Promise.resolve();
  };
  let list: readonly PostTag[] = [];
  const changeList = (next: readonly PostTag[]): Promise<void> => {
    list = next;
    emit({ type: 'tag-list-changed' });
    return Promise.resolve();
  };
  return {
    calls: {
      tagSets: () => Promise.resolve(sets),
      saveTagSet: (set, instead) => change(withSet(sets, set, instead)),
      forgetTagSet: (name) => change(withoutSet(sets, name)),
      tagList: () => Promise.resolve(list),
      saveTagList: (tags) => changeList(tagListOf(tags)),
    },
    forget: () => {
      void change([]);
      void changeList([]);
    },
  };
}
