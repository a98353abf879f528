import type { SavedPost } from '../domain/post.ts';
import type { HistoryStore } from '../history/history-store.ts';
import { makerOf } from './earlier-posts.ts';
import type { Models } from './engine-parts.ts';

/** Encodes a saved post again: p from its thumbnail and caption. */
export type Reencode = (post: SavedPost) => Promise<Float32Array>;

/**
 * Gives posts that the next recommendation looks at a vector of the present models: posts saved by other models, with an edited
 * caption, or restored. The thumbnail stands in for the photo that was never stored. One post a call, so that a person who comes
 * meanwhile waits for one at most.
 */
export class StaleVectors {
  readonly #hopeless = new Set<string>();

  /** Encodes one stale post; false when there is none (left). */
  async refreshOne(history: HistoryStore, models: Models, reencode: Reencode): Promise<boolean> {
    const maker = makerOf(models);
    const recent = await history.recent(models.network.config.history.length);
    const stale = recent.findLast((post) => post.vector?.maker !== maker && !this.#hopeless.has(keyOf(post, maker)));
    if (stale === undefined) return false;
    if (stale.thumbnail === null && stale.caption.trim() === '') {
      this.#hopeless.add(keyOf(stale, maker));
      return true;
    }
    try {
      const values = await reencode(stale);
      // Meanwhile the person, here or in another tab, may have changed or forgotten the post.
      const now = await history.get(stale.id);
      if (now?.caption === stale.caption) await history.update(stale.id, { vector: { maker, values } });
    } catch {
      this.#hopeless.add(keyOf(stale, maker));
    }
    return true;
  }
}

function keyOf(post: SavedPost, maker: string): string {
  return JSON.stringify([post.id, post.caption, maker]);
}
