import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AskLab } from '../../../lab/lab-client.ts';
import type { Evaluated, LabData } from '../../../lab/lab.ts';
import { shownError } from '../../errors/plain-error.ts';
import type { ShownError } from '../../errors/plain-error.ts';
import { useOpened } from '../parts/use-opened.ts';
import { evaluatedKey } from './lab-rows.ts';
import type { LabSettings } from './lab-settings.ts';

/** What is going on: bytes on their way, or posts evaluated. */
export interface LabProgress {
  readonly kind: 'download' | 'posts';
  readonly network: string;
  readonly done: number;
  readonly of: number;
}

export interface RerunState {
  readonly data: LabData | null;
  readonly evaluated: ReadonlyMap<string, Evaluated>;
  readonly progress: LabProgress | null;
  readonly stopped: boolean;
  readonly error: ShownError | null;
  /** Evaluates every network of the data with these settings, one after the other; what is known already is not asked again. */
  readonly evaluate: (settings: Pick<LabSettings, 'history' | 'beta'>) => void;
  readonly stop: () => void;
}

/** The Lab's data and what was evaluated of them, for as long as the view is open. @param wanted false: nothing is fetched yet */
export function useRerun(ask: AskLab, wanted: boolean): RerunState {
  const open = useMemo(() => (wanted ? (signal: AbortSignal) => ask('open', null, { signal }) : null), [ask, wanted]);
  const { data, error: notOpened } = useOpened(open);
  const [evaluated, setEvaluated] = useState<ReadonlyMap<string, Evaluated>>(new Map());
  const [progress, setProgress] = useState<LabProgress | null>(null);
  const [stopped, setStopped] = useState(false);
  const [error, setError] = useState<ShownError | null>(null);
  const running = useRef<AbortController | null>(null);

  useEffect(
    () => () => {
      running.current?.abort();
    },
    [open],
  );

  const evaluate = useCallback<RerunState['evaluate']>(
    ({ history, beta }) => {
      if (data === null || running.current !== null) return;
      const stop = new AbortController();
      running.current = stop;
      setStopped(false);
      setError(null);
      const work = async (): Promise<void> => {
        for (const { id } of data.networks) {
          setProgress({ kind: 'posts', network: id, done: 0, of: data.sizes.length });
          const made = await ask(
            'evaluate',
            { network: id, history, ...(beta === null ? {} : { beta }) },
            {
              signal: stop.signal,
              onProgress: (done, of) => {
                setProgress({ kind: 'posts', network: id, done, of });
              },
              onDownload: ({ receivedBytes, totalBytes }) => {
                setProgress({ kind: 'download', network: id, done: receivedBytes, of: totalBytes });
              },
            },
          );
          setEvaluated((before) => new Map(before).set(evaluatedKey(id, { history, beta }), made));
        }
      };
      work()
        .catch((failure: unknown) => {
          const shown = shownError(failure);
          if (shown.code === 'aborted') setStopped(true);
          else setError(shown);
        })
        .finally(() => {
          running.current = null;
          setProgress(null);
        });
    },
    [ask, data],
  );
  const stop = useCallback(() => {
    running.current?.abort();
  }, []);
  return { data, evaluated, progress, stopped, error: error ?? notOpened, evaluate, stop };
}
