import { useId, useRef, useState } from 'react';
import type { AskLab } from '../../../lab/lab-client.ts';
import type { LabData } from '../../../lab/lab.ts';
import type { LabWork } from '../../../lab/lab-protocol.ts';
import { ProgressBar } from '../../data/progress-bar.tsx';
import { errorText } from '../../errors/error-text.ts';
import { shownError } from '../../errors/plain-error.ts';
import type { ShownError } from '../../errors/plain-error.ts';
import { useLocale } from '../../i18n/locale.ts';
import { differenceCells, differenceHeads } from '../parts/columns.ts';
import type { NamedRow } from './lab-files.ts';
import { NumberTable } from '../../ui/number-table.tsx';
import { shownStrata, stratumName } from './strata.tsx';
import { useLabWords } from '../words/words.ts';

interface DifferencesProps {
  readonly ask: AskLab;
  readonly data: LabData;
  readonly k: number;
  /** The chosen list. */
  readonly ours: NamedRow;
  readonly others: readonly NamedRow[];
}

interface Found {
  readonly name: string;
  readonly difference: LabWork['difference']['answer'];
}

/** The chosen list against every other, with an interval each; anew when asked. */
export function Differences({ ask, data, k, ours, others }: DifferencesProps) {
  const words = useLabWords();
  const { w } = words;
  const locale = useLocale();
  const id = useId();
  const [stratum, setStratum] = useState<string | null>(null);
  const [found, setFound] = useState<{ readonly of: string; readonly rows: readonly Found[] } | null>(null);
  const [progress, setProgress] = useState<{ readonly done: number; readonly of: number } | null>(null);
  const [error, setError] = useState<ShownError | null>(null);
  const running = useRef<AbortController | null>(null);
  // Of which question the rows are the answer: after a change they are no longer shown.
  const question = JSON.stringify([
    ours.name,
    ours.row.here,
    k,
    stratum,
    others.map(({ name, row }) => [name, row.here]),
  ]);

  const compute = async (): Promise<void> => {
    const stop = new AbortController();
    running.current = stop;
    setError(null);
    const rows: Found[] = [];
    try {
      for (const [n, { name, row }] of others.entries()) {
        if (stop.signal.aborted) break;
        setProgress({ done: n, of: others.length });
        const asked = { before: row.runs, after: ours.row.runs, k, stratum };
        rows.push({ name, difference: await ask('difference', asked) });
      }
      if (!stop.signal.aborted) setFound({ of: question, rows });
    } catch (failure) {
      setError(shownError(failure));
    } finally {
      setProgress(null);
    }
  };

  return (
    <section className="lab__part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{w('differences', { k })}</h2>
      <p className="small muted">{w('differences.lead', { network: ours.name })}</p>
      <label className="lab__field">
        <span className="label">{w('differences.over')}</span>
        <select
          className="field"
          value={stratum ?? ''}
          onChange={(event) => {
            setStratum(event.target.value === '' ? null : event.target.value);
          }}
        >
          <option value="">{w('strata.all')}</option>
          {shownStrata(data).map((name) => (
            <option key={name} value={name}>
              {stratumName(name, w)}
            </option>
          ))}
        </select>
      </label>
      {error !== null && (
        <p className="trouble" role="alert">
          {errorText(locale, error)}
        </p>
      )}
      {progress === null ? (
        <div>
          <button type="button" className="button" onClick={() => void compute()}>
            {w('differences.run')}
          </button>
        </div>
      ) : (
        <ProgressBar
          label={w('differences.progress', progress)}
          progress={progress}
          said={false}
          onStop={() => running.current?.abort()}
        />
      )}
      {found?.of === question && (
        <NumberTable
          caption={w('differences.minus', { network: ours.name })}
          head={[...differenceHeads(words), w('differences.runs')]}
          rows={found.rows.flatMap(({ name, difference }) =>
            difference === null
              ? []
              : [{ id: name, name, cells: [...differenceCells(difference, words), difference.runs] }],
          )}
        />
      )}
    </section>
  );
}
