import type { RecommenderEvent } from '../../domain/progress.ts';
import type { HistoryEvent } from '../../history/history-store.ts';
import { TAG_LIST } from './kept-list.ts';
import { TAG_SETS } from './saved-sets.ts';

const OWN_NEWS: Readonly<Record<string, readonly RecommenderEvent[]>> = {
  [TAG_SETS]: [{ type: 'tag-sets-changed' }],
  [TAG_LIST]: [{ type: 'tag-list-changed' }],
};

/** What the history tells, as the engine passes it on. */
export function historyNews(event: HistoryEvent): readonly RecommenderEvent[] {
  switch (event.type) {
    case 'forgotten':
      return [{ type: 'history-forgotten' }, { type: 'tag-sets-changed' }, { type: 'tag-list-changed' }];
    case 'changed':
      return [{ type: 'history-changed', posts: event.posts }];
    case 'own-changed':
      return OWN_NEWS[event.name] ?? [];
    case 'overflow':
      return [{ type: 'history-overflow', posts: event.posts }];
    case 'unavailable':
      return [{ type: 'history-unavailable', error: event.error }];
    case 'damaged':
      return [{ type: 'history-damaged', postId: event.id }];
  }
}
