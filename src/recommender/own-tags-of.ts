import type { LearntPost } from '../history/history-store.ts';
import { OwnTags } from './own-tags.ts';

/** The own tags of a history, made anew only when it or the models have changed. */
export class OwnTagsOf {
  #last: { readonly posts: readonly LearntPost[]; readonly maker: string; readonly tags: OwnTags } | null = null;

  /** @param posts as `HistoryStore.learnt` gives them: another array when something changed */
  of(posts: readonly LearntPost[], maker: string): OwnTags {
    // A recommendation without the history must not cost the next one what was made of it.
    if (posts.length === 0) return new OwnTags(posts, maker);
    if (this.#last?.posts !== posts || this.#last.maker !== maker) {
      this.#last = { posts, maker, tags: new OwnTags(posts, maker) };
    }
    return this.#last.tags;
  }
}
