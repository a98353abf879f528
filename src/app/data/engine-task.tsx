import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { RecommenderEvent } from '../../domain/progress.ts';
import { errorText } from '../errors/error-text.ts';
import { shownError } from '../errors/plain-error.ts';
import type { ShownError } from '../errors/plain-error.ts';
import { useLocale } from '../i18n/locale.ts';
import { useModel } from '../model.ts';
import type { Progress } from './import-store.ts';
import { ProgressBar } from './progress-bar.tsx';

/** A long call of the engine that a person starts and may stop. */
export interface EngineTask {
  readonly busy: boolean;
  readonly progress: Progress | null;
  readonly error: ShownError | null;
  /** Never rejects: what went wrong is `error`, and what was stopped is no error. */
  readonly run: (work: (signal: AbortSignal) => Promise<void>) => Promise<void>;
  readonly stop: () => void;
}

/** @param progressOf how far it is by an event of the engine; null for events of other work */
export function useEngineTask(progressOf: (event: RecommenderEvent) => Progress | null): EngineTask {
  const { engine } = useModel();
  const [busy, setBusy] = useState(false);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [error, setError] = useState<ShownError | null>(null);
  const abort = useRef<AbortController | null>(null);
  const run: EngineTask['run'] = async (work) => {
    const stop = new AbortController();
    abort.current = stop;
    setBusy(true);
    setError(null);
    setProgress(null);
    const off = engine.recommender().on((event) => {
      const found = progressOf(event);
      if (found !== null) setProgress({ done: found.done, of: found.of });
    });
    try {
      await work(stop.signal);
    } catch (caught) {
      const shown = shownError(caught);
      if (shown.code !== 'aborted') setError(shown);
    } finally {
      off();
      setBusy(false);
    }
  };
  const [stop] = useState(() => (): void => {
    abort.current?.abort();
  });
  return { busy, progress, error, run, stop };
}

interface EngineTaskViewProps {
  readonly task: EngineTask;
  /** What is being done. */
  readonly label: string;
  /** What starts it; not there while it runs. */
  readonly children: ReactNode;
}

/** What went wrong with a task, and how far it is or how it is started. */
export function EngineTaskView({ task: { busy, progress, error, stop }, label, children }: EngineTaskViewProps) {
  const locale = useLocale();
  return (
    <>
      {error !== null && (
        <p className="trouble" role="alert">
          {errorText(locale, error)}
        </p>
      )}
      {busy ? <ProgressBar label={label} progress={progress} onStop={stop} /> : children}
    </>
  );
}
