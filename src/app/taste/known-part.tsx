import { useEffect, useId, useState } from 'react';
import type { Metrics } from '../../domain/metrics/metrics.ts';
import type { OwnReplay } from '../../domain/replay.ts';
import { EngineTaskView, useEngineTask } from '../data/engine-task.tsx';
import { useLocale } from '../i18n/locale.ts';
import { chosenPlatform, suggestionCount } from '../stores/settings/platform-list.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';
import { ReplayChart } from './replay-chart.tsx';
import { ReplayTable } from './replay-table.tsx';

/** The person's own history, recommended post by post from what came before: how well would the tags have fitted? */
export function KnownPart() {
  const { t } = useLocale();
  const { engine, settings } = useModel();
  const id = useId();
  const phase = useStore(engine.store, (value) => value.phase);
  const chosen = useStore(settings, (value) => value);
  const [replay, setReplay] = useState<OwnReplay | null>(null);
  const task = useEngineTask(
    // Posts that came in from elsewhere are read first.
    (event) => (event.type === 'reencode' || (event.type === 'history-read' && event.what === 'replay') ? event : null),
  );
  const { busy, stop } = task;
  // Nobody waits for it any more.
  useEffect(() => stop, [stop]);

  const look = (): Promise<void> =>
    task.run(async (signal) => {
      await engine.load();
      const count = suggestionCount(chosenPlatform(chosen), chosen.tagCount);
      setReplay(await engine.recommender().replayOwn({ count, signal }));
    });

  return (
    <section className="taste__part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('taste.known')}</h2>
      <p className="small muted">{t('taste.knownHint')}</p>
      <EngineTaskView task={task} label={t('taste.reading')}>
        <div className="taste__row">
          <button type="button" className="button" onClick={() => void look()}>
            {t(replay === null ? 'taste.find' : 'taste.findAgain')}
          </button>
          {phase !== 'ready' && <span className="small muted">{t('taste.needModels')}</span>}
        </div>
      </EngineTaskView>
      {replay !== null && !busy && <Verdict replay={replay} />}
    </section>
  );
}

function Verdict({ replay }: { readonly replay: OwnReplay }) {
  const { t, number } = useLocale();
  const found = ({ precision }: Metrics): string => number(replay.count * precision, { maximumFractionDigits: 1 });
  return (
    <div className="taste__verdict" role="status">
      <p>
        {replay.posts === 0
          ? t('taste.tooFew')
          : t('taste.verdict', {
              count: replay.count,
              mine: found(replay.systems.head),
              nobody: found(replay.systems.nothing),
            })}
      </p>
      {replay.waiting > 0 && <p className="small muted">{t('taste.waiting', { count: replay.waiting })}</p>}
      {replay.posts > 0 && (
        <>
          <ReplayChart replay={replay} />
          <details>
            <summary className="small">{t('taste.numbers')}</summary>
            <ReplayTable replay={replay} />
          </details>
        </>
      )}
    </div>
  );
}
