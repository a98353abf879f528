import { TagweaveError } from '../../../domain/errors/errors.ts';
import type { SavedPost } from '../../../domain/post/post.ts';
import type { Recommender } from '../../../recommender/recommender.ts';
import { outputTags, typedKeys } from '../../post/chips.ts';
import { keptWords, notKept } from '../../post/post.ts';
import type { Post } from '../../post/post.ts';
import { persistStorage } from '../page/persist-storage.ts';
import { shownError } from '../../errors/plain-error.ts';
import type { EngineController } from '../engine/engine-store.ts';
import type { Settings } from '../settings/settings-store.ts';
import type { Store } from '../store.ts';

/** A saved post, and what was saved before it; null when it is the first. */
export interface Kept {
  readonly saved: SavedPost;
  readonly before: SavedPost | null;
}

/**
 * Saves a post, or changes the saved one.
 * @throws TagweaveError `post-forgotten` when the saved one is gone, and as the recommender does
 */
async function keepPost(
  recommender: Pick<Recommender, 'learn' | 'updatePost'>,
  { keepId, savedId, photo, caption, altText, table, recommendation }: Post,
  platform: string,
): Promise<Kept> {
  const said = {
    tags: outputTags(table),
    removedTags: table.removed.map((chip) => chip.key),
    typedTags: typedKeys(table),
    // A draft that nobody read over is no description, and it can be made anew.
    altText: altText ?? '',
  };
  if (savedId !== null) {
    // Asked of the history, not remembered: it may have been saved before this page was opened, and hours of posts would add up here.
    const before = await recommender.updatePost(savedId, {});
    return { saved: await recommender.updatePost(savedId, { caption, ...said }), before };
  }
  const saved = await recommender.learn({
    id: keepId,
    recommendationId: recommendation?.id ?? null,
    draft: { photo, caption },
    ...said,
    platform,
  });
  return { saved, before: null };
}

function forgottenMeanwhile(): TagweaveError {
  return new TagweaveError('history-forgotten', 'Everything was forgotten while this post was being kept.');
}

export { notKept };

/** Saves posts of the table in the history. */
export interface PostKeeper {
  /**
   * Keeps the post as it was when that was asked for, unless everything has been forgotten since.
   * @throws TagweaveError `post-forgotten`, `history-forgotten`, and as the recommender does
   */
  readonly keep: (post: Post) => Promise<Kept>;
  /** Everything is forgotten: what is just being kept is not kept any more. */
  readonly forget: () => void;
}

export function createPostKeeper(
  engine: Pick<EngineController, 'load' | 'recommender'>,
  settings: Pick<Store<Settings>, 'get'>,
  find: (id: number) => Post | undefined,
  patch: (id: number, change: Partial<Pick<Post, 'keepId' | 'savedId' | 'keptAs'>>) => void,
): PostKeeper {
  let wipes = 0;
  const keeping = new Map<number, Promise<Kept>>();

  const keep = async (post: Post, asked: number, earlier: Promise<Kept> | undefined): Promise<Kept> => {
    const last = await earlier?.catch(() => undefined);
    await engine.load();
    if (asked !== wipes) throw forgottenMeanwhile();
    // Off the table by now, it is still the one that was saved a moment ago.
    const there = find(post.id);
    const savedId = there === undefined ? (last?.saved.id ?? post.savedId) : there.savedId;
    const { platform } = settings.get();
    const kept = await keepPost(engine.recommender(), { ...post, savedId }, platform).catch((error: unknown) => {
      // Forgotten meanwhile, in another view or window: it can be kept anew.
      if (shownError(error).code === 'post-forgotten') patch(post.id, notKept());
      throw error;
    });
    // Saved, and forgotten with everything else before its answer came.
    if (asked !== wipes) throw forgottenMeanwhile();
    patch(post.id, { savedId: kept.saved.id, keptAs: keptWords(post) });
    void persistStorage();
    return kept;
  };

  return {
    keep: (post) => {
      // Asked for twice before the first has answered, it is the same saved post that changes.
      const mine = keep(post, wipes, keeping.get(post.id));
      keeping.set(post.id, mine);
      const end = (): void => {
        if (keeping.get(post.id) === mine) keeping.delete(post.id);
      };
      mine.then(end, end);
      return mine;
    },
    forget: () => {
      wipes += 1;
    },
  };
}
