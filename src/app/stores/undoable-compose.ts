import type { SavedPost } from '../../domain/post.ts';
import type { Post } from '../compose/post.ts';
import { activePost } from '../compose/post.ts';
import { isAct } from '../compose/travel.ts';
import type { MessageKey } from '../i18n/locale.ts';
import type { Compose } from './compose-store.ts';
import type { EngineController } from './engine-store.ts';
import type { Undo } from './undo-store.ts';

/** The same compose, with every act on tags, photos and posts remembered, so that it can be taken back and done again. */
export function undoableCompose(compose: Compose, undo: Undo, engine: EngineController): Compose {
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

  /** What was kept, by id: a second keeping replaces it, and its undo puts it back. */
  const kept = new Map<string, SavedPost>();
  const keep = async (id?: number): Promise<SavedPost> => {
    const before = kept.get((id === undefined ? activePost(compose.store.get()) : postOf(compose, id))?.savedId ?? '');
    const saved = await compose.keep(id);
    kept.set(saved.id, saved);
    const put = async (post: SavedPost): Promise<void> => {
      const { caption, tags, removedTags, typedTags } = post;
      await engine
        .recommender()
        .updatePost(post.id, { caption, tags, removedTags, ...(typedTags === undefined ? {} : { typedTags }) });
      kept.set(post.id, post);
    };
    if (before !== undefined) {
      undo.record({ what: 'undo.keepChanges', undo: () => put(before), redo: () => put(saved) });
      return saved;
    }
    const postId = compose.store.get().posts.find((post) => post.savedId === saved.id)?.id;
    undo.record({
      what: 'undo.keep',
      undo: async () => {
        await engine.recommender().forgetPost(saved.id);
        compose.unkeep(saved.id);
      },
      redo: async () => {
        await engine.recommender().restorePost(saved);
        if (postId !== undefined) compose.rekeep(postId, saved);
      },
    });
    return saved;
  };

  return {
    ...compose,
    keep,
    addPhotos: recorded('undo.photos', compose.addPhotos),
    dropPhoto: recorded('undo.photo', compose.dropPhoto),
    newPost: recorded('undo.newPost', compose.newPost),
    removePost: recorded('undo.post', compose.removePost),
    editTags: recorded('undo.tags', compose.editTags),
  };
}

function postOf(compose: Compose, id: number): Post | undefined {
  return compose.store.get().posts.find((post) => post.id === id);
}
