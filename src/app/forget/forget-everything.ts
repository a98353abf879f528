import { CHOSEN_NETWORK } from '../../domain/models/own-networks.ts';
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
  const hadOwnNetwork = leaveOwnNetwork();
  const forgotten = engine.recommender().forgetEverything();
  compose.forget();
  undo.clear();
  settings.update((now) => ({ ...now, alwaysSuggest: [], neverSuggest: [] }));
  const thrownAway = drafts.forget();
  await ownCaches()?.delete(SHARED_CACHE);
  await Promise.all([forgotten, thrownAway]);
  // The network that was learnt from the forgotten posts is still in the worker's memory. Its failure is told by the engine's own line.
  if (hadOwnNetwork) await engine.restart().catch(() => undefined);
}

/** New posts go back to the shipped network. @returns whether they used one trained in the Lab */
function leaveOwnNetwork(): boolean {
  try {
    const had = localStorage.getItem(CHOSEN_NETWORK) !== null;
    localStorage.removeItem(CHOSEN_NETWORK);
    return had;
  } catch {
    return false;
  }
}
