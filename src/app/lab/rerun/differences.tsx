import { useId, useState } from 'react';
import type { AskLab } from '../../../lab/lab-client.ts';
import type { LabData } from '../../../lab/lab.ts';
import { Intervals } from '../parts/intervals.tsx';
import type { NamedRow } from './lab-files.ts';
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

/** The chosen list against every other, with an interval each; anew when asked. */
export function Differences({ ask, data, k, ours, others }: DifferencesProps) {
  const { w } = useLabWords();
  const id = useId();
  const [stratum, setStratum] = useState<string | null>(null);
  return (
    <section className="lab__part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{w('differences', { k })}</h2>
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
      <Intervals
        ours={ours.name}
        others={others}
        key={JSON.stringify([ours.name, ours.row.here, k, stratum, others.map(({ name, row }) => [name, row.here])])}
        note={w('differences.lead', { network: ours.name })}
        runs
        ask={({ row }, calls) => ask('difference', { before: row.runs, after: ours.row.runs, k, stratum }, calls)}
      />
    </section>
  );
}
