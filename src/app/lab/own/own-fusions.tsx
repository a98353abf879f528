import { useId, useState } from 'react';
import type { AskLab } from '../../../lab/lab-client.ts';
import type { OwnFusions as Compared } from '../../../lab/own/own-fusions.ts';
import type { OwnNetwork } from '../../../lab/own/own-told.ts';
import { FUSIONS } from '../../../lab/lists.ts';
import type { EpochReport } from '../../../lab/own/train-own.ts';
import { useLocale } from '../../i18n/locale.ts';
import { LineChart } from '../rerun/line-chart.tsx';
import { TaskLine } from '../parts/task-line.tsx';
import { useLabTask } from '../parts/use-lab-task.ts';
import { useLabWords, usePartWords } from '../words/words.ts';
import { ownErrorText } from './own-error.ts';
import { FusionTables } from './own-fusion-tables.tsx';
import { SHIPPED } from './own-judge.tsx';
import { ownWords } from './own-words.ts';
import { TrainingFields, useTrainingOptions } from './training-options.tsx';

interface OwnFusionsProps {
  readonly ask: AskLab;
  readonly onKept: (network: OwnNetwork) => void;
}

type Body = (typeof SHIPPED)[number];
/** The paper's K. */
const K = 7;

/** The paper's Table 1 on somebody's own posts: every fusion trained over the same frozen t and v, in one press. */
export function OwnFusions({ ask, onKept }: OwnFusionsProps) {
  const w = usePartWords(ownWords);
  const { w: lab } = useLabWords();
  const locale = useLocale();
  const id = useId();
  const task = useLabTask<null>();
  const [bodies, setBodies] = useState<readonly Body[]>(['design-cnn-weighted', 'design-vit-weighted']);
  const [options, change] = useTrainingOptions();
  const [now, setNow] = useState<Body>('design-vit-weighted');
  const [live, setLive] = useState<readonly EpochReport[]>([]);
  const [made, setMade] = useState<ReadonlyMap<Body, Compared>>(new Map());
  const run = (): void => {
    setMade(new Map());
    task.start(async (calls) => {
      for (const base of SHIPPED.filter((one) => bodies.includes(one))) {
        setNow(base);
        setLive([]);
        const onEpoch = (report: EpochReport): void => {
          setLive((before) => [...before, report]);
        };
        const compared = await ask('ownFusions', { base, options: { ...options, k: K } }, { ...calls, onEpoch });
        setMade((before) => new Map(before).set(base, compared));
      }
      return null;
    });
  };
  const last = live.at(-1);
  const network = w(`network.${now}`);
  const [first] = made.values();
  return (
    <section className="lab__part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{w('fusions')}</h2>
      <p className="small muted">{w('fusions.lead')}</p>
      <fieldset className="own__networks">
        <legend className="label">{w('fusions.bodies')}</legend>
        {SHIPPED.map((name) => (
          <label key={name} className="own__check">
            <input
              type="checkbox"
              checked={bodies.includes(name)}
              onChange={({ target }) => {
                setBodies((before) => (target.checked ? [...before, name] : before.filter((one) => one !== name)));
              }}
            />
            {w(`network.${name}`)}
          </label>
        ))}
      </fieldset>
      <div className="lab__choices">
        <TrainingFields options={options} onChange={change} />
      </div>
      <TaskLine
        task={task}
        label={w('fusions.run')}
        note={first === undefined ? w('fusions.note') : w('fusions.done', { tags: first.tags, backend: first.backend })}
        progress={(done, of) =>
          last?.fusion === undefined
            ? w('fusions.progress', { network, done, of })
            : w('fusions.epoch', {
                network,
                fusion: lab(`fusion.${last.fusion}`),
                done: last.epoch,
                of: options.epochs,
              })
        }
        say={(error) => ownErrorText(locale, w, error, 'training')}
        disabled={bodies.length === 0}
        onStart={run}
      />
      {live.length > 1 && <Curves live={live} network={network} />}
      {made.size > 0 && (
        <FusionTables ask={ask} made={[...made]} k={K} isDone={task.progress === null} onKept={onKept} />
      )}
    </section>
  );
}

/** F1 on the watched posts, a line a fusion; one that has stopped keeps its length. */
function Curves({ live, network }: { readonly live: readonly EpochReport[]; readonly network: string }) {
  const w = usePartWords(ownWords);
  const { w: lab } = useLabWords();
  const series = FUSIONS.map((fusion) => ({
    name: lab(`fusion.${fusion}`),
    values: live.filter((report) => report.fusion === fusion).map(({ f1 }) => f1),
  })).filter(({ values }) => values.length > 0);
  const count = Math.max(...series.map(({ values }) => values.length));
  return (
    <LineChart
      title={w('fusions.chart', { k: K, network })}
      axis={w('epoch')}
      ticks={Array.from({ length: count }, (_, epoch) => String(epoch))}
      series={series}
    />
  );
}
