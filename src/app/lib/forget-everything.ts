import type { AppModel } from '../model.ts';

/** Forgets all posts and everything that the person taught: on disk, in the lists of tags, and kept posts still on the table. */
export async function forgetEverything({ engine, compose, settings, drafts }: AppModel): Promise<void> {
  await engine.recommender().forgetEverything();
  for (const { id, savedId } of compose.store.get().posts) if (savedId !== null) compose.removePost(id);
  settings.update((now) => ({ ...now, alwaysSuggest: [], neverSuggest: [] }));
  await drafts.flush();
}
