import type { SavedPost } from '../../../domain/post/post.ts';
import type { Post } from '../../post/post.ts';
import { isAct } from '../../post/travel.ts';
import type { MessageKey } from '../../i18n/locale.ts';
import { shownError } from '../../errors/plain-error.ts';
import type { ShownError } from '../../errors/plain-error.ts';
import type { Compose } from './compose.ts';
import type { EngineController } from '../engine/engine-store.ts';
import type { Act, Undo } from '../page/undo-store.ts';

/** How many posts were kept, and what the first that was not said. */
export interface KeptAll {
  readonly count: number;
  readonly error: ShownError | null;
}

export interface UndoableCompose extends Compose {
  /** Saves posts one after the other; one that cannot be kept does not stop the others. All of it is one act to undo. */
  readonly keepAll: (ids: readonly number[]) => Promise<KeptAll>;
}

/** The same compose, with every act on tags, photos and posts remembered, so that it can be taken back and done again. */
export function undoableCompose(compose: Compose, undo: Undo, engine: EngineController): UndoableCompose {
  // Everything was forgotten, here or in another tab: no step back may bring any of it back.
  let { historyWipes } = engine.store.get();
  engine.store.subscribe(() => {
    const wipes = engine.store.get().historyWipes;
    if (wipes !== historyWipes) undo.clear();
    historyWipes = wipes;
  });
  const recorded =
    <Args extends readonly unknown[]>(what: MessageKey, work: (...args: Args) => void) =>
    (...args: Args): void => {
      const from = compose.store.get();
      work(...args);
      const to = compose.store.get();
      if (!isAct(from, to)) return;
      const parked = new Map<number, Post>();
      undo.record({
        what,
        undo: () => {
          compose.travel({ from: to, to: from, parked });
        },
        redo: () => {
          compose.travel({ from, to, parked });
        },
      });
    };

  const keepWithUndo = async (id?: number): Promise<{ readonly saved: SavedPost; readonly act: Act }> => {
    const { saved, before } = await compose.keepOver(id);
    const put = async (post: SavedPost): Promise<void> => {
      const { caption, tags, removedTags, typedTags, altText = '' } = post;
      await engine.recommender().updatePost(post.id, {
        caption,
        tags,
        removedTags,
        altText,
        ...(typedTags === undefined ? {} : { typedTags }),
      });
    };
    if (before !== null) {
      return { saved, act: { what: 'undo.keepChanges', undo: () => put(before), redo: () => put(saved) } };
    }
    const postId = compose.store.get().posts.find((post) => post.savedId === saved.id)?.id;
    const act: Act = {
      what: 'undo.keep',
      undo: async () => {
        await engine.recommender().forgetPost(saved.id);
        compose.unkeep(saved.id);
      },
      redo: async () => {
        await engine.recommender().restorePost(saved);
        if (postId !== undefined) compose.rekeep(postId, saved);
      },
    };
    return { saved, act };
  };
  const keep = async (id?: number): Promise<SavedPost> => {
    const { saved, act } = await keepWithUndo(id);
    undo.record(act);
    return saved;
  };
  const keepAll = async (ids: readonly number[]): Promise<KeptAll> => {
    const acts: Act[] = [];
    let error: ShownError | null = null;
    for (const id of ids) {
      try {
        acts.push((await keepWithUndo(id)).act);
      } catch (caught) {
        error ??= shownError(caught);
      }
    }
    if (acts.length > 0) {
      undo.record({
        what: 'undo.keepAll',
        undo: async () => {
          for (const act of acts.toReversed()) await act.undo();
        },
        redo: async () => {
          for (const act of acts) await act.redo();
        },
      });
    }
    return { count: acts.length, error };
  };

  return {
    ...compose,
    keep,
    keepAll,
    addPhotos: recorded('undo.photos', compose.addPhotos),
    dropPhoto: recorded('undo.photo', compose.dropPhoto),
    newPost: recorded('undo.newPost', compose.newPost),
    removePost: recorded('undo.post', compose.removePost),
    editTags: recorded('undo.tags', compose.editTags),
    editPosts: recorded('undo.posts', compose.editPosts),
  };
}
