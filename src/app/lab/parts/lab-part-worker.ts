import { useCallback, useEffect, useRef } from 'react';
import type { AskLab } from '../../../lab/lab-client.ts';
import { startLab } from './lab-engine.ts';

/** The worker of one part: it starts with the first question, keeps what it loaded while the part is open, and ends with it. */
export function useOwnWorker(): AskLab {
  const client = useRef<ReturnType<typeof startLab> | null>(null);
  useEffect(
    () => () => {
      client.current?.close();
      client.current = null;
    },
    [],
  );
  return useCallback<AskLab>((...question) => {
    client.current ??= startLab();
    return client.current.ask(...question);
  }, []);
}
