import { useState } from 'react';
import type { DeviceReport } from '../../../lab/backend-report.browser.ts';
import { RUNS } from '../../../lab/backend-runs.ts';
import type { AskLab } from '../../../lab/lab-client.ts';
import { useLocale } from '../../i18n/locale.ts';
import { copyText } from '../../ui/clipboard.ts';
import { NumberTable } from '../../ui/figures/number-table.tsx';
import { backendsWords } from '../words/backends-words.ts';
import { reportText } from './backends-text.ts';
import { askAlone } from '../parts/lab-engine.ts';
import { TaskLine } from '../parts/task-line.tsx';
import { useLabTask } from '../parts/use-lab-task.ts';
import { usePartWords } from '../words/words.ts';

declare const __TAGWEAVE_VERSION__: string;

/** Golden self-check and timings of every backend of this device, and the choice that the page makes. */
export default function LabBackends({ ask = askAlone }: { readonly ask?: AskLab }) {
  const w = usePartWords(backendsWords);
  const task = useLabTask<DeviceReport>();
  return (
    <div className="lab__part">
      <TaskLine
        task={task}
        label={w('run')}
        note={w('size')}
        progress={(done, of) => w('progress', { done, of })}
        onStart={() => {
          task.start((calls) => ask('backends', null, calls));
        }}
      />
      {task.answer !== null && <Report report={task.answer} />}
    </div>
  );
}

/** Reasons that have a sentence of ours; the runtime's own words otherwise. */
const KNOWN = { 'webgpu: no adapter': 'why.noAdapter', 'webgpu: only a software adapter': 'why.software' } as const;

function Report({ report }: { readonly report: DeviceReport }) {
  const w = usePartWords(backendsWords);
  const { number } = useLocale();
  const [said, setSaid] = useState<'copied' | 'copyFailed' | null>(null);
  const known = (why: string): string => {
    const key = Object.entries(KNOWN).find(([said]) => said === why)?.[1];
    return key === undefined ? why : w(key);
  };
  const ms = (value: number | null): string => (value === null ? '–' : number(value, { maximumFractionDigits: 1 }));
  const { rows, notes } = report;
  return (
    <>
      <NumberTable
        caption={w('table')}
        note={w('note', { runs: RUNS })}
        head={[
          ...[w('model'), w('backend'), w('golden'), w('difference'), w('tolerance'), w('start'), w('run1')],
          w('chosen'),
        ]}
        rows={rows.map((row) => ({
          id: `${row.part}-${row.backend}`,
          name: `${w(`part.${row.part}`)}, ${row.model}`,
          current: row.chosen,
          cells: [
            row.backend,
            w(`state.${row.state}`),
            row.difference === null ? '–' : row.difference.toExponential(1),
            row.tolerance === null ? '–' : row.tolerance.toExponential(0),
            ...[ms(row.startMs), ms(row.runMs)],
            row.chosen ? w('yes') : '',
          ],
        }))}
      />
      <h2>{w('why')}</h2>
      <p>{w('why.first')}</p>
      <ul className="lab__notes small">
        {rows
          .filter(({ why }) => why !== null)
          .map(({ part, backend, why }) => (
            <li key={`${part}-${backend}`}>
              {w('why.one', { part: w(`part.${part}`), backend, why: known(why ?? '') })}
            </li>
          ))}
        {(['photo', 'caption', 'network'] as const).flatMap((part) =>
          notes[part]
            .filter((note) => !(note in KNOWN))
            .map((why) => <li key={part + why}>{w('why.unchosen', { part: w(`part.${part}`), why })}</li>),
        )}
      </ul>
      <h2>{w('device')}</h2>
      <p className="small">
        {[
          report.agent,
          w('device.processors', { count: report.processors }),
          w('device.threads', { count: report.threads }),
          w(report.isolated ? 'device.isolated' : 'device.shared'),
        ].join(' · ')}
      </p>
      <div className="lab__run">
        <button
          type="button"
          className="button button--small"
          onClick={() => {
            void copyText(reportText(report, __TAGWEAVE_VERSION__)).then((copied) => {
              setSaid(copied ? 'copied' : 'copyFailed');
            });
          }}
        >
          {w('copy')}
        </button>
        <p className="small" role="status">
          {said === null ? null : w(said)}
        </p>
      </div>
    </>
  );
}
