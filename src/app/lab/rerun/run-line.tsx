import { useLocale } from '../../i18n/locale.ts';
import { ProgressBar } from '../../data/progress-bar.tsx';
import { evaluatedKey } from './lab-rows.ts';
import type { LabSettings } from './lab-settings.ts';
import type { RerunState } from './use-rerun.ts';
import { useLabWords } from '../words/words.ts';

/** The button that evaluates, what it is doing, and what it did. */
export function RunLine({ lab, settings }: { readonly lab: RerunState; readonly settings: LabSettings }) {
  const { w } = useLabWords();
  const { bytes, number } = useLocale();
  const { data, evaluated, progress, stopped } = lab;
  const made = (data?.networks ?? []).flatMap(({ id }) => evaluated.get(evaluatedKey(id, settings)) ?? []);
  const isDone = data !== null && made.length === data.networks.length;
  const seconds = made.reduce((sum, { timeMs }) => sum + timeMs / 1000, 0);
  if (progress !== null) {
    const { kind, network, done, of } = progress;
    const label =
      kind === 'posts'
        ? w('run.progress', { network, done, of })
        : w('run.download', { network, done: bytes(done), of: bytes(of) });
    return <ProgressBar label={label} progress={{ done, of }} said={false} onStop={lab.stop} />;
  }
  return (
    <div className="lab__run">
      <button
        type="button"
        className="button button--primary"
        disabled={data === null || isDone}
        onClick={() => {
          lab.evaluate(settings);
        }}
      >
        {evaluated.size === 0 ? w('run') : w('run.again')}
      </button>
      <p className="small muted" role="status">
        {isDone
          ? w('run.done', {
              count: made.length,
              backend: made[0]?.backend ?? '',
              seconds: number(seconds, { maximumFractionDigits: 1 }),
            })
          : stopped
            ? w('run.stopped')
            : w('run.size')}
      </p>
    </div>
  );
}
