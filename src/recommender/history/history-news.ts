import type { RecommenderEvent } from '../../domain/progress.ts';
import type { HistoryEvent } from '../../history/history-store.ts';

/** What the history tells, as the engine passes it on. */
export function historyNews(event: HistoryEvent): RecommenderEvent {
  switch (event.type) {
    case 'forgotten':
      return { type: 'history-forgotten' };
    case 'changed':
      return { type: 'history-changed', posts: event.posts };
    case 'overflow':
      return { type: 'history-overflow', posts: event.posts };
    case 'unavailable':
      return { type: 'history-unavailable', error: event.error };
    case 'damaged':
      return { type: 'history-damaged', postId: event.id };
  }
}
