import { useEffect, useState } from 'react';
import type { SavedPost } from '../../domain/post/post.ts';
import type { HistoryOptions } from '../../recommender/recommender.ts';
import { shownError } from '../errors/plain-error.ts';
import type { ShownError } from '../errors/plain-error.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';

/** Posts of one page of the list. */
export const PAGE = 24;

/** Which posts the list shows, and in which order. */
export interface HistoryQuery {
  readonly search: string;
  readonly order: 'newest' | 'oldest';
  /** Id of the platform; empty = any. */
  readonly platform: string;
}

export const EVERYTHING: HistoryQuery = { search: '', order: 'newest', platform: '' };

/** As the engine is asked for it. */
export function historyOptions({ search, order, platform }: HistoryQuery): HistoryOptions {
  return { search, order, ...(platform === '' ? {} : { platform }) };
}

export interface HistoryPage {
  /** Null until the first answer. */
  readonly posts: readonly SavedPost[] | null;
  readonly total: number;
  readonly error: ShownError | null;
}

const NOTHING: HistoryPage = { posts: null, total: 0, error: null };

/** One page of the saved posts; asked for again whenever the history or the query changes, and only while it is wanted. */
export function useHistoryPage({ search, order, platform }: HistoryQuery, index: number, wanted = true): HistoryPage {
  const { engine } = useModel();
  const version = useStore(engine.store, (value) => value.historyVersion);
  const [state, setState] = useState<HistoryPage>(NOTHING);

  useEffect(() => {
    if (!wanted) return;
    let stale = false;
    const read = async (): Promise<void> => {
      try {
        const query = historyOptions({ search, order, platform });
        const page = await engine.recommender().history({ ...query, offset: index * PAGE, limit: PAGE });
        if (!stale) setState({ posts: page.posts, total: page.total, error: null });
      } catch (error) {
        if (!stale) setState((now) => ({ ...now, posts: now.posts ?? [], error: shownError(error) }));
      }
    };
    void read();
    return () => {
      stale = true;
    };
  }, [engine, search, order, platform, index, version, wanted]);
  return state;
}
