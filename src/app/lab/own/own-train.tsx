import { useId, useState } from 'react';
import type { AskLab } from '../../../lab/lab-client.ts';
import type { OwnNetwork, OwnTrained } from '../../../lab/own/own-told.ts';
import type { EpochReport } from '../../../lab/own/train-own.ts';
import { useLocale } from '../../i18n/locale.ts';
import { LineChart } from '../rerun/line-chart.tsx';
import { TaskLine } from '../parts/task-line.tsx';
import { useLabTask } from '../parts/use-lab-task.ts';
import { usePartWords } from '../words/words.ts';
import { ownErrorText } from './own-error.ts';
import { SHIPPED } from './own-judge.tsx';
import { BeforeAfter, Keep } from './own-trained.tsx';
import { ownWords } from './own-words.ts';
import { TrainingFields, useTrainingOptions } from './training-options.tsx';

interface OwnTrainProps {
  readonly ask: AskLab;
  readonly onKept: (network: OwnNetwork) => void;
}

/** Training of a tag head over the frozen body, live; then before and after, and its keeping. */
export function OwnTrain({ ask, onKept }: OwnTrainProps) {
  const w = usePartWords(ownWords);
  const locale = useLocale();
  const id = useId();
  const task = useLabTask<OwnTrained>();
  const [base, setBase] = useState<(typeof SHIPPED)[number]>('design-everyday');
  const [options, change] = useTrainingOptions();
  const [live, setLive] = useState<readonly EpochReport[]>([]);
  const k = 7;
  const run = (): void => {
    setLive([]);
    task.start((calls) =>
      ask(
        'ownTrain',
        { base, options: { ...options, k } },
        {
          ...calls,
          onEpoch: (report) => {
            setLive((before) => [...before, report]);
          },
        },
      ),
    );
  };
  const done = task.progress === null ? task.answer : null;
  const last = live.at(-1);
  return (
    <section className="lab__part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{w('train')}</h2>
      <p className="small muted">{w('train.lead')}</p>
      <div className="lab__choices">
        <label className="lab__field">
          <span className="label">{w('base')}</span>
          <select
            className="field"
            value={base}
            onChange={({ target }) => {
              setBase(SHIPPED.find((name) => name === target.value) ?? 'design-everyday');
            }}
          >
            {SHIPPED.map((name) => (
              <option key={name} value={name}>
                {w(`network.${name}`)}
              </option>
            ))}
          </select>
        </label>
        <TrainingFields options={options} onChange={change} />
      </div>
      <TaskLine
        task={task}
        label={w('train.run')}
        note={
          done === null
            ? w('train.note')
            : w('train.done', {
                ...{ tags: done.tags, best: done.best, epochs: done.epochs.length - 1, backend: done.backend },
                seconds: locale.number(done.timeMs / 1000, { maximumFractionDigits: 1 }),
              })
        }
        progress={(read, of) =>
          last === undefined
            ? w('train.progress', { done: read, of })
            : w('train.epoch', { done: last.epoch, of: options.epochs })
        }
        say={(error) => ownErrorText(locale, w, error, 'training')}
        onStart={run}
      />
      {live.length > 1 && <Curves live={live} k={k} />}
      {done !== null && (
        <>
          <BeforeAfter trained={done} k={k} />
          <Keep ask={ask} which="head" onKept={onKept} />
        </>
      )}
    </section>
  );
}

/** Loss and F1, epoch by epoch. */
function Curves({ live, k }: { readonly live: readonly EpochReport[]; readonly k: number }) {
  const w = usePartWords(ownWords);
  const learnt = live.filter(({ loss }) => loss !== null);
  const ticks = (reports: readonly EpochReport[]): string[] => reports.map(({ epoch }) => String(epoch));
  return (
    <>
      <LineChart
        title={w('chart.loss')}
        axis={w('epoch')}
        ticks={ticks(learnt)}
        series={[
          { name: w('loss.train'), values: learnt.map(({ loss }) => loss ?? 0) },
          { name: w('loss.validation'), values: learnt.map(({ validationLoss }) => validationLoss) },
        ]}
      />
      <LineChart
        title={w('chart.f1', { k })}
        axis={w('epoch')}
        ticks={ticks(live)}
        series={[{ name: w('f1'), values: live.map(({ f1 }) => f1) }]}
      />
    </>
  );
}
