import { useCallback, useEffect, useState } from 'react';
import type { SavedPost } from '../../domain/post.ts';
import { shownError } from '../lib/plain-error.ts';
import type { ShownError } from '../lib/plain-error.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';

const PAGE = 24;

export interface HistoryList {
  /** Null until the first answer. */
  readonly posts: readonly SavedPost[] | null;
  readonly total: number;
  readonly error: ShownError | null;
  readonly more: () => void;
}

/** Saved posts, newest first, a page at a time; asks again whenever the history or the search changes. */
export function useHistory(search: string): HistoryList {
  const { engine } = useModel();
  const version = useStore(engine.store, (value) => value.historyVersion);
  const [state, setState] = useState<Omit<HistoryList, 'more'>>({ posts: null, total: 0, error: null });
  // How many to show belongs to one search; another one starts with the first page.
  const [wanted, setWanted] = useState({ search, pages: 1 });
  const pages = wanted.search === search ? wanted.pages : 1;

  useEffect(() => {
    let stale = false;
    const read = async (): Promise<void> => {
      try {
        const page = await engine.recommender().history({ offset: 0, limit: PAGE * pages, search });
        if (!stale) setState({ posts: page.posts, total: page.total, error: null });
      } catch (error) {
        if (!stale) setState((now) => ({ ...now, posts: now.posts ?? [], error: shownError(error) }));
      }
    };
    void read();
    return () => {
      stale = true;
    };
  }, [engine, search, pages, version]);

  const more = useCallback(() => {
    setWanted((now) => ({ search, pages: now.search === search ? now.pages + 1 : 2 }));
  }, [search]);
  return { ...state, more };
}
