import { useId, useState } from 'react';
import type { AskLab } from '../../../lab/lab-client.ts';
import { LARGEST_K, metricsAt } from '../../../lab/judged.ts';
import { HEADS } from '../../../lab/lists.ts';
import type { Head } from '../../../lab/lists.ts';
import type { OwnJudged, OwnNetwork, OwnSummary } from '../../../lab/own/own-told.ts';
import { Choice } from '../../ui/controls/choice.tsx';
import { NumberTable } from '../../ui/figures/number-table.tsx';
import { useLocale } from '../../i18n/locale.ts';
import { RangeField } from '../parts/range-field.tsx';
import { TaskLine } from '../parts/task-line.tsx';
import { useLabTask } from '../parts/use-lab-task.ts';
import { useLabWords, usePartWords } from '../words/words.ts';
import { OwnProblems } from './own-choose.tsx';
import { ownWords } from './own-words.ts';

export const SHIPPED = [
  'design-everyday',
  'design-vit-weighted',
  'design-vit-sum',
  'design-cnn-weighted',
  'design-cnn-sum',
] as const;

interface OwnJudgeProps {
  readonly ask: AskLab;
  readonly summary: OwnSummary;
  readonly own: readonly OwnNetwork[];
}

/** Every network over somebody's own posts, in the layout of the paper's Table 1. */
export function OwnJudge({ ask, summary, own }: OwnJudgeProps) {
  const w = usePartWords(ownWords);
  const { w: lab, share } = useLabWords();
  const { number } = useLocale();
  const id = useId();
  const task = useLabTask<null>();
  const [wanted, setWanted] = useState<readonly string[]>(['design-everyday']);
  const [judged, setJudged] = useState<ReadonlyMap<string, OwnJudged>>(new Map());
  const [now, setNow] = useState('');
  const [head, setHead] = useState<Head>('A2');
  const [over, setOver] = useState<'all' | 'test'>('all');
  const [k, setK] = useState(7);
  const networks: readonly { readonly id: string; readonly name: string }[] = [
    ...SHIPPED.map((name) => ({ id: name, name: w(`network.${name}`) })),
    ...own.map(({ ref, name }) => ({ id: ref, name })),
  ];
  const nameOf = (one: string): string => networks.find((network) => network.id === one)?.name ?? one;
  const run = (): void => {
    task.start(async (calls) => {
      for (const network of wanted.filter((one) => networks.some((known) => known.id === one))) {
        setNow(nameOf(network));
        const made = await ask('ownJudge', { network }, calls);
        setJudged((before) => new Map(before).set(network, made));
      }
      return null;
    });
  };
  const rows = networks.flatMap((network) => {
    const made = judged.get(network.id);
    return made === undefined ? [] : [{ ...network, made }];
  });
  const [first] = rows;
  const rowsOf = ({ rows: { train, validation, test } }: OwnJudged): readonly number[] =>
    over === 'test' ? test : [...train, ...validation, ...test];
  return (
    <section className="lab__part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{w('judge')}</h2>
      <p className="small muted">{w('judge.lead')}</p>
      <fieldset className="own__networks">
        <legend className="label">{w('networks')}</legend>
        {networks.map((network) => (
          <label key={network.id} className="own__check">
            <input
              type="checkbox"
              checked={wanted.includes(network.id)}
              onChange={({ target }) => {
                setWanted((before) =>
                  target.checked ? [...before, network.id] : before.filter((one) => one !== network.id),
                );
              }}
            />
            {network.name}
          </label>
        ))}
      </fieldset>
      <TaskLine
        task={task}
        label={w('judge.run')}
        note={rows.length === 0 ? w('judge.note') : w('judge.done', { count: rows.length })}
        progress={(done, of) => w('judge.progress', { network: now, done, of })}
        disabled={wanted.length === 0}
        onStart={run}
      />
      {first !== undefined && (
        <>
          <div className="lab__choices">
            <Choice
              legend={lab('head')}
              name={`${id}-head`}
              value={head}
              options={HEADS.map((value) => ({ value, label: lab(`head.${value}`) }))}
              onChange={setHead}
            />
            <Choice
              legend={w('over')}
              name={`${id}-over`}
              value={over}
              options={(['all', 'test'] as const).map((value) => ({ value, label: w(`over.${value}`) }))}
              onChange={setOver}
            />
            <RangeField label={lab('k')} says={number(k)} {...{ min: 1, max: LARGEST_K }} value={k} onChange={setK} />
          </div>
          <NumberTable
            caption={w('table.title', { head: lab(`head.${head}`), k, count: rowsOf(first.made).length })}
            note={w('table.note', { tags: summary.tags })}
            head={[
              ...[w('table.network'), lab('hit'), lab('precision'), lab('recall'), lab('f1'), lab('f1PerPost')],
              ...[lab('ndcg'), w('known')],
            ]}
            rows={rows.map(({ id: network, name, made }) => {
              // A head that was trained here is the only one of its network.
              const met = made.heads[head] ?? made.heads.classification;
              const at = met === undefined ? null : metricsAt(met, made.sizes, k, rowsOf(made));
              return {
                ...{ id: network, name },
                cells:
                  at === null
                    ? [w('table.none')]
                    : [
                        ...[at.hit, at.precision, at.recall, at.f1, at.f1PerPost, at.ndcg].map(share),
                        number(made.known),
                      ],
              };
            })}
          />
          <OwnProblems problems={first.made.problems} />
        </>
      )}
    </section>
  );
}
