import { newId } from '../domain/new-id.ts';
import type { SavedPost } from '../domain/post/post.ts';
import type { Recommendation } from '../domain/recommendation.ts';
import type { LibraryRecommender } from '../recommender/calls/library-door.ts';
import type { TagField } from './tag-field.ts';

/** What was recommended last, and the post that it was kept as: kept again, that one is changed. */
export class KeptPost {
  readonly #found: Recommendation;
  readonly #draft: { readonly photo: Blob | null; readonly caption: string };
  /** Chosen before it is first asked for: asked for twice, because no answer came, it is one post. */
  readonly #id = newId();
  #kept: Promise<SavedPost> | null = null;

  constructor(found: Recommendation, draft: { readonly photo: Blob | null; readonly caption: string }) {
    this.#found = found;
    this.#draft = draft;
  }

  async keep(engine: () => Promise<LibraryRecommender>, field: TagField, platform: string | null): Promise<void> {
    const { tags, removed } = field;
    const typedTags = tags.filter((tag) => tag.source === 'typed').map((tag) => tag.key);
    const chosen = { tags, removedTags: [...removed], typedTags };
    const before = this.#kept;
    const keeping = (async (): Promise<SavedPost> => {
      const opened = await engine();
      const kept = (await before?.catch(() => null)) ?? null; // one that was not kept is kept now
      if (kept !== null) return opened.posts.update(kept.id, chosen);
      const [id, recommendationId] = [this.#id, this.#found.id];
      return opened.posts.save({ id, recommendationId, draft: this.#draft, ...chosen, platform });
    })();
    this.#kept = keeping;
    await keeping;
  }
}
