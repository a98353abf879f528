import type { LearntPost } from '../../history/history-store.ts';

/** What is made of a history, made anew only when it or the models have changed. */
export class MadeOfHistory<Made> {
  readonly #make: (posts: readonly LearntPost[], maker: string) => Made;
  #last: { readonly posts: readonly LearntPost[]; readonly maker: string; readonly made: Made } | null = null;

  constructor(make: (posts: readonly LearntPost[], maker: string) => Made) {
    this.#make = make;
  }

  /** @param posts as `HistoryStore.learnt` gives them: another array when something changed */
  of(posts: readonly LearntPost[], maker: string): Made {
    // A recommendation without the history must not cost the next one what was made of it.
    if (posts.length === 0) return this.#make(posts, maker);
    if (this.#last?.posts !== posts || this.#last.maker !== maker) {
      this.#last = { posts, maker, made: this.#make(posts, maker) };
    }
    return this.#last.made;
  }
}
