import { useEffect, useState } from 'react';
import type { PostTag } from '../../domain/post/post.ts';
import { shownError } from '../errors/plain-error.ts';
import type { ShownError } from '../errors/plain-error.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';

export interface ListLook {
  /** Null until it is read. */
  readonly tags: readonly PostTag[] | null;
  /** Names being read; null when all are, or none is at present. */
  readonly reading: { readonly done: number; readonly of: number } | null;
  readonly error: ShownError | null;
}

/** The person's own list, read again whenever it changes, in whatever tab. */
export function useTagList(): ListLook {
  const { engine } = useModel();
  // A restarted engine counts as a change of the posts.
  const version = useStore(engine.store, (value) => value.historyVersion);
  const [tags, setTags] = useState<readonly PostTag[] | null>(null);
  const [reading, setReading] = useState<ListLook['reading']>(null);
  const [error, setError] = useState<ShownError | null>(null);
  useEffect(() => {
    let stale = false;
    const recommender = engine.recommender();
    const read = (): void => {
      recommender.tagList().then(
        (found) => {
          if (stale) return;
          setTags(found);
          setError(null);
        },
        (caught: unknown) => {
          if (!stale) setError(shownError(caught));
        },
      );
    };
    const off = recommender.on((event) => {
      if (event.type === 'tag-list-changed') {
        setReading(null);
        read();
      }
      if (event.type === 'tag-list-read') {
        setReading(event.done < event.of ? { done: event.done, of: event.of } : null);
      }
    });
    read();
    return () => {
      stale = true;
      off();
    };
  }, [engine, version]);
  return { tags, reading, error };
}
