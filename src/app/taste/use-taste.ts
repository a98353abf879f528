import { useEffect, useRef, useState } from 'react';
import type { Taste } from '../../domain/taste.ts';
import type { Progress } from '../data/import-store.ts';
import { shownError } from '../errors/plain-error.ts';
import type { ShownError } from '../errors/plain-error.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';

/** Fewer posts than these are learnt before anybody could read a progress. */
const WORTH_SAYING = 20;

export interface TasteLook {
  /** The last answer stays until the next one is there. */
  readonly taste: Taste | null;
  readonly error: ShownError | null;
  /** Posts being learnt before the answer; null when there are few or none. */
  readonly learning: Progress | null;
  /** The person has stopped the learning; nothing is asked for until {@link goOn}. */
  readonly stopped: boolean;
  readonly stop: () => void;
  readonly goOn: () => void;
}

/** What was learnt, asked for again when posts, models or the strength change. */
export function useTaste(): TasteLook {
  const { engine, settings } = useModel();
  const version = useStore(engine.store, (value) => value.historyVersion);
  const phase = useStore(engine.store, (value) => value.phase);
  const strength = useStore(settings, (value) => (value.useHistory ? value.historyStrength : 0));
  const [taste, setTaste] = useState<Taste | null>(null);
  const [error, setError] = useState<ShownError | null>(null);
  const [learning, setLearning] = useState<Progress | null>(null);
  const [stopped, setStopped] = useState(false);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => {
    if (stopped) return;
    const own = new AbortController();
    abort.current = own;
    const recommender = engine.recommender();
    const off = recommender.on((event) => {
      if (event.type !== 'history-read' || event.what !== 'learn') return;
      const { done, of } = event;
      setLearning((now) => (now === null && of - done < WORTH_SAYING ? null : { done, of }));
    });
    recommender
      .taste({ historyStrength: strength, signal: own.signal })
      .then(
        (found) => {
          if (own.signal.aborted) return;
          setTaste(found);
          setError(null);
        },
        (caught: unknown) => {
          if (!own.signal.aborted) setError(shownError(caught));
        },
      )
      .finally(() => {
        off();
        // Another look may have begun meanwhile, which says itself how far it is.
        if (abort.current === own) setLearning(null);
      });
    return () => {
      off();
      own.abort();
    };
  }, [engine, version, phase, strength, stopped]);
  return {
    ...{ taste, error, learning, stopped },
    stop: () => {
      abort.current?.abort();
      setStopped(true);
    },
    goOn: () => {
      setStopped(false);
    },
  };
}
