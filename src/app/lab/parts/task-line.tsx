import { ProgressBar } from '../../data/progress-bar.tsx';
import { useLocale } from '../../i18n/locale.ts';
import { errorText } from '../../errors/error-text.ts';
import type { ShownError } from '../../errors/plain-error.ts';
import type { LabTaskState } from './use-lab-task.ts';
import { useLabWords } from '../words/words.ts';

interface TaskLineProps {
  readonly task: Omit<LabTaskState<unknown>, 'start'>;
  readonly label: string;
  readonly note: string;
  readonly progress: (done: number, of: number) => string;
  readonly disabled?: boolean;
  /** What is said of an error; by default as anywhere on the page. */
  readonly say?: (error: ShownError) => string;
  readonly onStart: () => void;
}

/** The button that begins a long piece of work, how far it is, and what became of it. */
export function TaskLine({ task, label, note, progress, disabled = false, say, onStart }: TaskLineProps) {
  const { w } = useLabWords();
  const locale = useLocale();
  if (task.progress !== null) {
    const { kind, done, of } = task.progress;
    const said =
      kind === 'steps' ? progress(done, of) : w('task.download', { done: locale.bytes(done), of: locale.bytes(of) });
    return <ProgressBar label={said} progress={{ done, of }} said={false} onStop={task.stop} />;
  }
  return (
    <>
      {task.error !== null && (
        <p className="trouble" role="alert">
          {say === undefined ? errorText(locale, task.error) : say(task.error)}
        </p>
      )}
      <div className="lab__run">
        <button type="button" className="button button--primary" disabled={disabled} onClick={onStart}>
          {label}
        </button>
        <p className="small muted" role="status">
          {task.stopped ? w('task.stopped') : note}
        </p>
      </div>
    </>
  );
}
