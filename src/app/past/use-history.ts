import { useEffect, useState } from 'react';
import type { SavedPost } from '../../domain/post.ts';
import { shownError } from '../lib/plain-error.ts';
import type { ShownError } from '../lib/plain-error.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';

/** Posts of one page of the list. */
export const PAGE = 24;

export interface HistoryPage {
  /** Null until the first answer. */
  readonly posts: readonly SavedPost[] | null;
  readonly total: number;
  readonly error: ShownError | null;
}

const NOTHING: HistoryPage = { posts: null, total: 0, error: null };

/** One page of the saved posts, newest first; asked for again whenever the history or the search changes, and only while it is wanted. */
export function useHistoryPage(search: string, index: number, wanted = true): HistoryPage {
  const { engine } = useModel();
  const version = useStore(engine.store, (value) => value.historyVersion);
  const [state, setState] = useState<HistoryPage>(NOTHING);

  useEffect(() => {
    if (!wanted) return;
    let stale = false;
    const read = async (): Promise<void> => {
      try {
        const page = await engine.recommender().history({ offset: index * PAGE, limit: PAGE, search });
        if (!stale) setState({ posts: page.posts, total: page.total, error: null });
      } catch (error) {
        if (!stale) setState((now) => ({ ...now, posts: now.posts ?? [], error: shownError(error) }));
      }
    };
    void read();
    return () => {
      stale = true;
    };
  }, [engine, search, index, version, wanted]);
  return state;
}
