import { useEffect, useMemo, useState } from 'react';
import type { TagSet } from '../../domain/post/tag-set.ts';
import { useLocale } from '../i18n/locale.ts';
import { shownError } from '../errors/plain-error.ts';
import type { ShownError } from '../errors/plain-error.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';

export interface SetsLook {
  /** By name, as the language orders them; null until they are read. */
  readonly sets: readonly TagSet[] | null;
  readonly error: ShownError | null;
}

/** The saved sets, read again whenever they change, in whatever tab. */
export function useSets(): SetsLook {
  const { engine } = useModel();
  const { language } = useLocale();
  // A restarted engine counts as a change of the posts.
  const version = useStore(engine.store, (value) => value.historyVersion);
  const [sets, setSets] = useState<readonly TagSet[] | null>(null);
  const [error, setError] = useState<ShownError | null>(null);
  useEffect(() => {
    let stale = false;
    const recommender = engine.recommender();
    const read = (): void => {
      recommender.tagSets().then(
        (found) => {
          if (stale) return;
          setSets(found);
          setError(null);
        },
        (caught: unknown) => {
          if (!stale) setError(shownError(caught));
        },
      );
    };
    const off = recommender.on(({ type }) => {
      if (type === 'tag-sets-changed') read();
    });
    read();
    return () => {
      stale = true;
      off();
    };
  }, [engine, version]);
  const sorted = useMemo(
    () => sets?.toSorted((a, b) => a.name.localeCompare(b.name, language, { numeric: true })) ?? null,
    [sets, language],
  );
  return { sets: sorted, error };
}
