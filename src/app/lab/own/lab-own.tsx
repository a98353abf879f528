import { useCallback, useEffect, useId, useState } from 'react';
import type { OwnNetwork, OwnSummary } from '../../../lab/own/own-told.ts';
import { ProgressBar } from '../../data/progress-bar.tsx';
import { useLocale } from '../../i18n/locale.ts';
import { useModel } from '../../model.ts';
import { useStore } from '../../stores/store.ts';
import { useLabTask } from '../parts/use-lab-task.ts';
import { useOwnWorker } from '../parts/lab-part-worker.ts';
import { usePartWords } from '../words/words.ts';
import { ChooseOwn, OwnSummaryList } from './own-choose.tsx';
import { ownErrorText } from './own-error.ts';
import { OwnFusions } from './own-fusions.tsx';
import { OwnJudge } from './own-judge.tsx';
import { OwnNetworks } from './own-networks.tsx';
import { OwnTrain } from './own-train.tsx';
import { ownWords } from './own-words.ts';
import './lab-own.css';

/** Somebody's own posts: measured with every network, and learnt from. */
export default function LabOwn() {
  const w = usePartWords(ownWords);
  const locale = useLocale();
  const id = useId();
  const { engine } = useModel();
  const ask = useOwnWorker();
  const reading = useLabTask<OwnSummary>();
  const [networks, setNetworks] = useState<readonly OwnNetwork[]>([]);
  const wipes = useStore(engine.store, (value) => value.historyWipes);
  const list = useCallback(
    // Where nothing can be listed there is nothing to show.
    (): Promise<void> => ask('ownList', null).then(setNetworks, () => undefined),
    [ask],
  );
  useEffect(() => {
    list().catch(() => undefined);
  }, [list, wipes]);
  const summary = reading.answer;
  return (
    <>
      <section className="lab__part" aria-labelledby={`${id}-title`}>
        <h2 id={`${id}-title`}>{w('choose')}</h2>
        <p className="small muted">{w('choose.lead')}</p>
        {reading.progress === null ? (
          <ChooseOwn
            onChoose={(files) => {
              if (files.length > 0) reading.start((calls) => ask('ownRead', files, calls));
            }}
          />
        ) : (
          <ProgressBar label={w('reading')} progress={null} onStop={reading.stop} />
        )}
        {reading.error !== null && (
          <p className="trouble" role="alert">
            {ownErrorText(locale, w, reading.error, 'posts')}
          </p>
        )}
        {summary !== null && reading.progress === null && <OwnSummaryList summary={summary} />}
      </section>
      {summary !== null && summary.posts > 0 && reading.progress === null && (
        <>
          <OwnJudge ask={ask} summary={summary} own={networks} />
          <OwnTrain ask={ask} onKept={() => void list()} />
          <OwnFusions ask={ask} onKept={() => void list()} />
        </>
      )}
      <OwnNetworks ask={ask} networks={networks} onChange={list} />
    </>
  );
}
