import { useEffect, useState } from 'react';
import type { Taste } from '../../domain/taste.ts';
import { shownError } from '../lib/plain-error.ts';
import type { ShownError } from '../lib/plain-error.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';

/** What was learnt, asked for again when posts, models or the strength change; the last answer stays until the next one is there. */
export function useTaste(): { readonly taste: Taste | null; readonly error: ShownError | null } {
  const { engine, settings } = useModel();
  const version = useStore(engine.store, (value) => value.historyVersion);
  const phase = useStore(engine.store, (value) => value.phase);
  const strength = useStore(settings, (value) => (value.useHistory ? value.historyStrength : 0));
  const [taste, setTaste] = useState<Taste | null>(null);
  const [error, setError] = useState<ShownError | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    engine
      .recommender()
      .taste({ historyStrength: strength, signal: abort.signal })
      .then(
        (found) => {
          if (abort.signal.aborted) return;
          setTaste(found);
          setError(null);
        },
        (caught: unknown) => {
          if (!abort.signal.aborted) setError(shownError(caught));
        },
      );
    return () => {
      abort.abort();
    };
  }, [engine, version, phase, strength]);
  return { taste, error };
}
