import { useCallback, useEffect, useRef, useState } from 'react';
import type { LabCalls } from '../../../lab/lab.ts';
import { shownError } from '../../errors/plain-error.ts';
import type { ShownError } from '../../errors/plain-error.ts';

/** Bytes on their way, or steps of the work. */
export interface TaskProgress {
  readonly kind: 'download' | 'steps';
  readonly done: number;
  readonly of: number;
}

export interface LabTaskState<Answer> {
  readonly answer: Answer | null;
  /** Null: nothing is being done. */
  readonly progress: TaskProgress | null;
  readonly stopped: boolean;
  readonly error: ShownError | null;
  readonly start: (work: (calls: LabCalls) => Promise<Answer>) => void;
  readonly stop: () => void;
}

/** One long piece of work of the Lab at a time; a newer one takes the older one's place, and leaving the view stops it. */
export function useLabTask<Answer>(): LabTaskState<Answer> {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [progress, setProgress] = useState<TaskProgress | null>(null);
  const [stopped, setStopped] = useState(false);
  const [error, setError] = useState<ShownError | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      running.current?.abort();
    },
    [],
  );
  const start = useCallback<LabTaskState<Answer>['start']>((work) => {
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    const current = (): boolean => running.current === stop;
    setStopped(false);
    setError(null);
    setProgress({ kind: 'steps', done: 0, of: 0 });
    const tell = (kind: TaskProgress['kind'], done: number, of: number): void => {
      if (current()) setProgress({ kind, done, of });
    };
    work({
      signal: stop.signal,
      onProgress: (done, of) => {
        tell('steps', done, of);
      },
      onDownload: ({ receivedBytes, totalBytes }) => {
        tell('download', receivedBytes, totalBytes);
      },
    })
      .then(
        (made) => {
          if (current()) setAnswer(made);
        },
        (failure: unknown) => {
          if (!current()) return;
          const shown = shownError(failure);
          if (shown.code === 'aborted') setStopped(true);
          else setError(shown);
        },
      )
      .finally(() => {
        if (!current()) return;
        running.current = null;
        setProgress(null);
      });
  }, []);
  const stop = useCallback(() => {
    running.current?.abort();
  }, []);
  return { answer, progress, stopped, error, start, stop };
}
