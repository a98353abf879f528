import { SHARED_CACHE } from '../../domain/post/shared-post.ts';
import type { AppModel } from '../model.ts';
import { ownCaches } from './own-caches.ts';

/**
 * Forgets all posts and everything that the person taught: on disk, in the lists of tags, kept posts still on the table, and drafts that
 * no open window shows. The wish
 * and what belongs to the page are written down before this returns (forget-journal.ts), so that a page that ends now forgets, too.
 */
export async function forgetEverything({ engine, compose, settings, drafts, toasts, undo }: AppModel): Promise<void> {
  toasts.hide(); // it may offer to put a forgotten post back
  const forgotten = engine.recommender().forgetEverything();
  compose.forget();
  undo.clear();
  settings.update((now) => ({ ...now, alwaysSuggest: [], neverSuggest: [] }));
  const thrownAway = drafts.forget();
  await ownCaches()?.delete(SHARED_CACHE);
  await Promise.all([forgotten, thrownAway]);
}
