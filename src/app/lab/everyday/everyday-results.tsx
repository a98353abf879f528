import { useState } from 'react';
import type { AskLab } from '../../../lab/lab-client.ts';
import type { EverydayData } from '../../../lab/everyday.ts';
import { useLocale } from '../../i18n/locale.ts';
import { NumberTable } from '../../ui/figures/number-table.tsx';
import { TakeAlong } from '../parts/take-along.tsx';
import { labCsv } from '../rerun/lab-files.ts';
import { measureRow, sweepOf } from '../rerun/lab-rows.ts';
import { LineChart } from '../rerun/line-chart.tsx';
import { useLabWords, usePartWords } from '../words/words.ts';
import { EverydayDifferences } from './everyday-differences.tsx';
import { everydayJson } from './everyday-json.ts';
import { everydayRows, shownStrata, stratumWords } from './everyday-rows.ts';
import type { EverydayByCase } from './everyday-rows.ts';
import { everydayHref } from './everyday-settings.ts';
import type { EverydaySettings } from './everyday-settings.ts';
import { EverydayUniformity } from './everyday-uniformity.tsx';
import { everydayWords } from './everyday-words.ts';

const METRICS = ['hit', 'precision', 'recall', 'f1', 'ndcg'] as const;

interface EverydayResultsProps {
  readonly ask: AskLab;
  readonly data: EverydayData;
  readonly made: EverydayByCase;
  readonly settings: EverydaySettings;
}

/** One stratum in all metrics, every set in F1, a metric by K, intervals, uniformity, files. */
export function EverydayResults({ ask, data, made, settings }: EverydayResultsProps) {
  const w = usePartWords(everydayWords);
  const { w: lab, share } = useLabWords();
  const { number } = useLocale();
  const [metric, setMetric] = useState<(typeof METRICS)[number]>('f1');
  const { given, k } = settings;
  const posts = data.cases[given];
  const strata = shownStrata(posts);
  const stratum = strata.find((name) => name === settings.of) ?? null;
  const shown = { ...settings, of: stratum };
  const rows = everydayRows(posts, made.get(given), settings, w);
  const places = { of: stratum === null ? w('of.all') : stratumWords(stratum, w), given: w(`given.${given}`) };
  const countOf = (name: string | null): number =>
    name === null ? posts.sizes.length : (posts.strata[name]?.length ?? 0);
  return (
    <>
      <div className="lab__part">
        <h2>{lab('results')}</h2>
        {rows[0]?.row.here !== true && <p className="small muted">{w('not.yet')}</p>}
        <NumberTable
          caption={w('table', { ...places, k, count: countOf(stratum) })}
          note={w('table.note')}
          head={[lab('table.network'), ...METRICS.map((name) => lab(name))]}
          rows={rows.map(({ name, row }) => {
            const at = measureRow(row, posts, k, stratum);
            return { id: row.id, name, current: row.here, cells: METRICS.map((one) => share(at[one])) };
          })}
        />
        <NumberTable
          caption={w('sets', { ...places, k })}
          head={[w('sets.stratum'), w('sets.count'), ...rows.map(({ name }) => name)]}
          rows={[null, ...strata].map((name) => ({
            ...{ id: name ?? 'all', name: name === null ? w('of.all') : stratumWords(name, w) },
            current: name === stratum,
            cells: [number(countOf(name)), ...rows.map(({ row }) => share(measureRow(row, posts, k, name).f1))],
          }))}
        />
        <label className="lab__field">
          <span className="label">{w('curve.metric')}</span>
          <select
            className="field"
            value={metric}
            onChange={({ target }) => {
              setMetric(METRICS.find((name) => name === target.value) ?? 'f1');
            }}
          >
            {METRICS.map((name) => (
              <option key={name} value={name}>
                {lab(name)}
              </option>
            ))}
          </select>
        </label>
        <LineChart
          title={w('curve.of', { ...places, metric: lab(metric) })}
          k={k}
          series={rows.map(({ name, row }) => ({ name, values: sweepOf(row, posts, stratum).map((at) => at[metric]) }))}
        />
      </div>
      <EverydayUniformity ask={ask} data={data} made={made.get(given)} settings={settings} />
      <EverydayDifferences
        key={`${given} ${stratum ?? ''} ${String(k)} ${settings.head} ${String(rows.length)}`}
        {...{ ask, given, stratum, k, rows, places }}
      />
      <TakeAlong
        name="tagweave-everyday"
        json={() => everydayJson(data, shown, rows)}
        csv={() => labCsv(posts, rows, stratum)}
        href={everydayHref(shown)}
      />
    </>
  );
}
