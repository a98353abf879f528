import type { AppModel } from '../model.ts';

/** Forgets all posts and everything that the person taught: on disk, in the lists of tags, on the table. */
export async function forgetEverything({ engine, compose, settings }: AppModel): Promise<void> {
  await engine.recommender().forgetEverything();
  compose.forgetKept();
  settings.update((now) => ({ ...now, alwaysSuggest: [], neverSuggest: [] }));
}
