import type { PlainError } from '../../domain/errors/errors.ts';
import { TagweaveError } from '../../domain/errors/errors.ts';
import type { SavedPost } from '../../domain/post/post.ts';
import { DEFAULT_PAGE } from '../history-store.ts';
import type { HistoryEvent, HistoryStore, HistoryWriter } from '../history-store.ts';
import { Listeners } from '../records/listeners.ts';
import { utc } from '../records/post-record.ts';
import { forgottenMeanwhile } from '../records/storage-errors.ts';
import { matcher, searchable } from '../records/search.ts';

/** Posts for as long as the page is open: the command line, tests, and wherever IndexedDB is denied (then `problem` says why). */
export function createMemoryHistory(problem: PlainError | null = null): HistoryStore {
  const byId = new Map<string, SavedPost>();
  let oldestFirst: readonly SavedPost[] = [];
  const own = new Map<string, unknown>();
  let wipes = 0;
  const listeners = new Listeners<HistoryEvent>();

  const changed = (): void => {
    oldestFirst = [...byId.values()].sort(byTime);
    listeners.tell({ type: 'changed', posts: byId.size });
  };

  const writerSince = (since: number): HistoryWriter => {
    const isOver = (): boolean => since !== wipes;
    const addAll = (posts: readonly SavedPost[]): Promise<void> =>
      soon(() => {
        if (isOver()) throw forgottenMeanwhile();
        const dated = posts.map((post) => ({ ...post, createdAt: utc(post.createdAt) }));
        for (const post of dated) byId.set(post.id, post);
        changed();
      });
    return {
      add: (post) => addAll([post]),
      addAll,
      setVectors: (vectors) =>
        soon(() => {
          if (isOver()) return;
          for (const { id, caption, vector } of vectors) {
            const post = byId.get(id);
            if (post?.caption === caption) byId.set(id, { ...post, vector });
          }
          changed();
        }),
      changeOwn: (name, change) =>
        soon(() => {
          if (isOver()) throw forgottenMeanwhile();
          const before = own.get(name);
          const after = change(before);
          if (after === before) return;
          if (after === undefined) own.delete(name);
          else own.set(name, after);
          listeners.tell({ type: 'own-changed', name });
        }),
      get isOver() {
        return isOver();
      },
    };
  };

  return {
    kept: false,
    problem,
    begin: () => soon(() => writerSince(wipes)),
    add: (post) => writerSince(wipes).add(post),
    addAll: (posts) => writerSince(wipes).addAll(posts),
    setVectors: (vectors) => writerSince(wipes).setVectors(vectors),
    get: (id) => soon(() => byId.get(id) ?? null),
    own: (name) => soon(() => own.get(name)),
    update: (id, change) =>
      soon(() => {
        const post = byId.get(id);
        if (post === undefined) throw noSuchPost(id);
        const next = { ...post, ...change };
        byId.set(id, next);
        changed();
        return next;
      }),
    ids: (since) =>
      soon(() => {
        const from = since === undefined ? '' : utc(since);
        return oldestFirst.flatMap((post) => (post.createdAt >= from ? [post.id] : []));
      }),
    remove: (id) =>
      soon(() => {
        if (byId.delete(id)) changed();
      }),
    removeAll: (ids) =>
      soon(() => {
        for (const id of ids) byId.delete(id);
        changed();
      }),
    wipe: () =>
      soon(() => {
        byId.clear();
        own.clear();
        wipes += 1;
        listeners.tell({ type: 'forgotten' });
        changed();
      }),
    learnt: () => soon(() => oldestFirst),
    page: ({ offset = 0, limit = DEFAULT_PAGE, search = '', order = 'newest', platform } = {}) =>
      soon(() => {
        const matches = matcher(search, platform);
        const found = (order === 'newest' ? oldestFirst.toReversed() : oldestFirst).filter(
          (post) => matches?.(searchable(post)) ?? true,
        );
        return { posts: found.slice(offset, offset + limit), total: found.length };
      }),
    count: () => soon(() => byId.size),
    subscribe: (listener) => listeners.add(listener),
    close: () => {
      listeners.clear();
    },
  };
}

/** The same promises as the database gives: what is thrown rejects. */
function soon<Result>(work: () => Result): Promise<Result> {
  return new Promise((resolve) => {
    resolve(work());
  });
}

export function noSuchPost(id: string): TagweaveError {
  return new TagweaveError(
    'post-forgotten',
    'This post is no longer in your history; it was deleted here or in another tab.',
    {
      details: { id },
    },
  );
}

/** Oldest first; posts of one moment by id. */
export function byTime(a: Pick<SavedPost, 'id' | 'createdAt'>, b: Pick<SavedPost, 'id' | 'createdAt'>): number {
  return compare(a.createdAt, b.createdAt) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
