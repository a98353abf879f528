import { useEffect, useState } from 'react';
import type { KnownTag } from '../../../domain/tags/known-tag.ts';
import { useModel } from '../../model.ts';
import { useStore } from '../../stores/store.ts';

const NONE: readonly KnownTag[] = [];

/**
 * Hashtags to complete to, asked for again when models or posts change; what was known stays until then. None where the engine cannot say: the field works without.
 */
export function useKnownTags(): readonly KnownTag[] {
  const { engine } = useModel();
  const version = useStore(engine.store, (value) => value.historyVersion);
  const ready = useStore(engine.store, (value) => value.phase === 'ready');
  const [known, setKnown] = useState(NONE);
  useEffect(() => {
    let stale = false;
    engine
      .recommender()
      .knownTags()
      .then(
        (found) => {
          if (!stale) setKnown(found);
        },
        () => undefined,
      );
    return () => {
      stale = true;
    };
  }, [engine, version, ready]);
  return known;
}
