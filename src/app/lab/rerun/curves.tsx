import { useId, useState } from 'react';
import type { LabData } from '../../../lab/lab.ts';
import { sweepOf } from './lab-rows.ts';
import type { LabRow } from './lab-rows.ts';
import type { LabSettings } from './lab-settings.ts';
import { LineChart } from './line-chart.tsx';
import { useLabWords } from '../words/words.ts';

const METRICS = ['hit', 'precision', 'recall', 'f1', 'ndcg'] as const;
type Metric = (typeof METRICS)[number];

interface CurvesProps {
  readonly data: LabData;
  readonly settings: LabSettings;
  readonly grid: readonly LabRow[];
}

/** The paper's Figures 3 and 4: all metrics of the chosen network by K, and one metric of all networks. */
export function Curves({ data, settings, grid }: CurvesProps) {
  const { w } = useLabWords();
  const id = useId();
  const [metric, setMetric] = useState<Metric>('f1');
  const sweeps = grid.map((row) => ({ name: row.name, id: row.id, sweep: sweepOf(row, data) }));
  const chosen = sweeps.find((one) => one.id === `${settings.encoder}-${settings.fusion}`) ?? sweeps[0];
  return (
    <section className="lab__part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{w('curves')}</h2>
      {chosen !== undefined && (
        <LineChart
          title={w('curve.metrics', { network: chosen.name })}
          k={settings.k}
          series={METRICS.map((name) => ({ name: w(name), values: chosen.sweep.map((at) => at[name]) }))}
        />
      )}
      <label className="lab__field">
        <span className="label">{w('curve.metric')}</span>
        <select
          className="field"
          value={metric}
          onChange={(event) => {
            setMetric(METRICS.find((name) => name === event.target.value) ?? 'f1');
          }}
        >
          {METRICS.map((name) => (
            <option key={name} value={name}>
              {w(name)}
            </option>
          ))}
        </select>
      </label>
      <LineChart
        title={w('curve.networks', { metric: w(metric) })}
        k={settings.k}
        series={sweeps.map(({ name, sweep }) => ({ name, values: sweep.map((at) => at[metric]) }))}
      />
    </section>
  );
}
