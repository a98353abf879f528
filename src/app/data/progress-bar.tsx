import { useLocale } from '../i18n/locale.ts';
import type { Progress } from './import-store.ts';
import './progress-bar.css';

interface ProgressBarProps {
  readonly label: string;
  readonly progress: Progress | null;
  /** False where the label says already how far it is. */
  readonly said?: boolean;
  readonly onStop: () => void;
}

/** What is going on, how far it is, and the way to stop it. */
export function ProgressBar({ label, progress, said = true, onStop }: ProgressBarProps) {
  const { t } = useLocale();
  const share = progress === null || progress.of === 0 ? 0 : progress.done / progress.of;
  return (
    <div className="progress">
      <p role="status">
        {label}
        {said && progress !== null && progress.of > 0 && ` ${t('data.of', { done: progress.done, of: progress.of })}`}
      </p>
      <div
        className="bar"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <div className="bar__fill" style={{ transform: `scaleX(${share})` }} />
      </div>
      <div>
        <button type="button" className="button button--small" onClick={onStop}>
          {t('data.stop')}
        </button>
      </div>
    </div>
  );
}
