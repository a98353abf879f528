import type { PostTag } from '../../domain/post/post.ts';
import type { TagSet } from '../../domain/post/tag-set.ts';
import type { EngineHistory } from './engine-history.ts';
import { guarded } from '../calls/guarded.ts';
import type { Recommender } from '../recommender.ts';
import { forgetSet, saveSet, savedSets } from './saved-sets.ts';
import { keepList, keptList } from './kept-list.ts';

/** What a person made besides posts, as the engine gives and takes it. */
export class OwnThings implements Pick<
  Recommender,
  'tagSets' | 'saveTagSet' | 'forgetTagSet' | 'tagList' | 'saveTagList'
> {
  readonly #history: Pick<EngineHistory, 'open' | 'begin'>;

  constructor(history: Pick<EngineHistory, 'open' | 'begin'>) {
    this.#history = history;
  }

  tagSets(): Promise<readonly TagSet[]> {
    return guarded(async () => savedSets(await this.#history.open()));
  }

  saveTagSet(set: TagSet, instead?: string): Promise<void> {
    return guarded(async () => saveSet(await this.#history.begin(), set, instead));
  }

  forgetTagSet(name: string): Promise<void> {
    return guarded(async () => forgetSet(await this.#history.begin(), name));
  }

  tagList(): Promise<readonly PostTag[]> {
    return guarded(async () => keptList(await this.#history.open()));
  }

  saveTagList(tags: readonly PostTag[]): Promise<void> {
    return guarded(async () => keepList(await this.#history.begin(), tags));
  }
}
